/* The routed drawing. Every view offers show, choose, focus, fit and zoom, so that the page need not know which one it has. */
const Briefing = (holder, pick, unfold, fold) => {
  const svg = holder.querySelector("svg");
  const whole = svg.viewBox.baseVal;
  const home = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  let frame = { ...home };
  const all = (selector) => [...svg.querySelectorAll(selector)];
  const boxes = new Map(all(".box").map((each) => [+each.dataset.box, each]));
  const edges = new Map(all("[data-edge]").reduce((found, each) => {
    const number = +each.dataset.edge;
    return found.set(number, [...(found.get(number) || []), each]);
  }, new Map()));

  const look = (next) => {
    frame = next;
    svg.setAttribute("viewBox", [frame.x, frame.y, frame.width, frame.height].join(" "));
    svg.classList.toggle("zoomed", frame.width < home.width);
  };
  const scale = () => Math.max(frame.width / svg.clientWidth, frame.height / svg.clientHeight);
  const place = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return { x: point.x, y: point.y };
  };
  const zoom = (factor, at) => {
    const width = Math.min(Math.max(frame.width * factor, home.width / 12), home.width * 2);
    const by = width / frame.width;
    const { x, y } = at || { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
    look({ x: x - (x - frame.x) * by, y: y - (y - frame.y) * by, width, height: frame.height * by });
  };

  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(event.deltaY * 0.0015), place(event));
  }, { passive: false });

  let grip = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && event.pointerType === "mouse") grip = { x: event.clientX, y: event.clientY, frame, moved: false };
  });
  window.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const x = event.clientX - grip.x, y = event.clientY - grip.y;
    grip.moved = grip.moved || Math.hypot(x, y) > 4;
    if (grip.moved) look({ ...grip.frame, x: grip.frame.x - x * scale(), y: grip.frame.y - y * scale() });
  });
  window.addEventListener("pointerup", () => setTimeout(() => { grip = null; }));

  const chosenBy = (target) => {
    const each = target.closest("[data-box], [data-edge]");
    if (!each) return null;
    return each.dataset.box ? { kind: "body", number: +each.dataset.box } : { kind: "statement", number: +each.dataset.edge };
  };
  svg.addEventListener("click", (event) => {
    if (grip && grip.moved) return;
    const badge = event.target.closest(".more");
    if (badge) unfold(+badge.closest(".box").dataset.box);
    else pick(chosenBy(event.target));
  });

  /* One box at a time can be reached by Tab; arrows lead on from it. */
  const reach = (box) => {
    boxes.forEach((each) => each.setAttribute("tabindex", each === box ? 0 : -1));
    return box;
  };
  const middles = () => new Map([...boxes].map(([number, each]) => {
    const box = each.querySelector(".shape").getBBox();
    return [number, { x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  }));
  svg.addEventListener("focusin", (event) => { if (event.target.matches(".box")) reach(event.target); });
  svg.addEventListener("keydown", (event) => {
    const from = event.target.closest(".box"), number = from && +from.dataset.box;
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(chosenBy(event.target)); }
    if (from && event.key === "+") unfold(number);
    if (from && event.key === "-") fold(number);
    if (!from || !(ways[event.key] || turns[event.key])) return;
    event.preventDefault();
    const next = turns[event.key] ? inTurn(middles(), number, turns[event.key]) : toward(middles(), number, ways[event.key]);
    if (next) boxes.get(next).focus();
  });

  /* A mark on the corner of a box: so many neighbours are in the file and not in sight. */
  const mark = (box, count) => {
    const old = box.querySelector(".more");
    if (old) old.remove();
    if (!count) return;
    const { x, y, width } = box.querySelector(".shape").getBBox();
    const draw = (name, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
      return made;
    };
    const badge = draw("g", { class: "more" }), half = 6 + 2.4 * String(count).length;
    const text = draw("text", { x: x + width - 4, y: y + 3, "font-size": 8, "text-anchor": "middle", "font-weight": "bold" });
    text.textContent = "+" + count;
    badge.append(draw("rect", { x: x + width - 4 - half, y: y - 6, width: 2 * half, height: 12, rx: 6 }), text);
    box.append(badge);
  };

  const element = ({ kind, number }) => (kind === "body" ? boxes.get(number) : (edges.get(number) || [])[0]);
  if (boxes.size) reach(boxes.values().next().value);
  return {
    show: (bodies, statements, more) => {
      boxes.forEach((each, number) => {
        each.classList.toggle("hidden", bodies.get(number) === "hidden");
        each.classList.toggle("faint", bodies.get(number) === "faint");
        mark(each, more.get(number));
      });
      edges.forEach((parts, number) => parts.forEach((each) => {
        each.classList.toggle("hidden", statements.get(number) === "hidden");
        each.classList.toggle("possible", statements.get(number) === "possible");
        each.removeAttribute("opacity");
      }));
    },
    choose: (chosen, related) => {
      all(".chosen, .related").forEach((each) => each.classList.remove("chosen", "related"));
      svg.classList.toggle("choosing", Boolean(chosen));
      if (!chosen) return;
      related.bodies.forEach((number) => boxes.has(number) && boxes.get(number).classList.add("related"));
      related.statements.forEach((number) => (edges.get(number) || []).forEach((each) => each.classList.add("related")));
      (chosen.kind === "body" ? [boxes.get(chosen.number)] : edges.get(chosen.number) || []).forEach((each) => each && each.classList.add("chosen"));
    },
    focus: (chosen, take = true) => {
      if (!element(chosen)) return;
      const box = element(chosen).getBBox(), x = box.x + box.width / 2, y = box.y + box.height / 2;
      const seen = x > frame.x && x < frame.x + frame.width && y > frame.y && y < frame.y + frame.height;
      if (!seen) look({ ...frame, x: x - frame.width / 2, y: y - frame.height / 2 });
      if (take) element(chosen).focus({ preventScroll: true });
    },
    fit: () => look({ ...home }),
    zoom: (factor) => zoom(factor),
  };
};
