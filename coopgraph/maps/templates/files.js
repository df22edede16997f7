/* Pictures and paper: the page with title, legend, drawing and numbered list, of what is shown. */
const Files = (drawing, picture) => {
  const asShown = () => {
    const page = new DOMParser().parseFromString(read("sheet"), "image/svg+xml");
    const group = page.querySelector(".drawing");
    if (group && !group.children.length) group.append(...[...drawing().children].map((each) => page.importNode(each, true)));
    const { lines, boxes } = current();
    lines.forEach((held, number) => number <= drawnStatements && page.querySelectorAll(`[data-edge="${number}"]`).forEach((each) => {
      if (held === "hidden") each.remove();
      else if (held === "possible") each.setAttribute("opacity", "0.55");
    }));
    boxes.forEach((held, number) => { const box = held === "hidden" && page.querySelector(`[data-box="${number}"]`); if (box) box.remove(); });
    page.getElementById("facts").textContent += byId("moment-fact").textContent;
    return page.documentElement;
  };
  const asText = () => new XMLSerializer().serializeToString(asShown());
  const hand = (blob, suffix) => {
    const address = URL.createObjectURL(blob);
    make("a", { href: address, download: (data.title.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "map") + suffix }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };
  const canvasOf = (source, width, height) => {
    const canvas = make("canvas", { width, height }), pen = canvas.getContext("2d");
    pen.fillStyle = getComputedStyle(document.body).backgroundColor;
    pen.fillRect(0, 0, width, height);
    pen.drawImage(source, 0, 0, width, height);
    canvas.toBlob((blob) => hand(blob, ".png"));
  };

  /* Explore is saved as it has been arranged, the briefing as a page. */
  const savePng = () => {
    const arranged = picture();
    if (arranged) { canvasOf(arranged, arranged.width, arranged.height); return; }
    const image = new Image();
    image.onload = () => canvasOf(image, 3200, Math.round(3200 * image.height / image.width));
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(asText());
  };

  /* Paper gets the page with the numbered list; where that would be too long for one page, the table. */
  const layOut = () => {
    if (!byId("sheet")) return;
    const page = document.importNode(asShown(), true);
    const { width, height } = page.viewBox.baseVal;
    if (height / width > 0.74) return;
    page.setAttribute("viewBox", [14, 14, width - 28, height - 28].join(" "));
    ["width", "height"].forEach((name) => page.removeAttribute(name));
    page.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
    byId("printed").replaceChildren(page);
    document.documentElement.classList.add("sheet");
  };
  const clearAway = () => {
    document.documentElement.classList.remove("sheet");
    byId("printed").replaceChildren();
  };
  window.addEventListener("beforeprint", layOut);
  window.addEventListener("afterprint", clearAway);
  return { saveSvg: () => hand(new Blob([asText()], { type: "image/svg+xml" }), ".svg"), savePng };
};
