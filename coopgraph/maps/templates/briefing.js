/* The routed drawing: every view offers show, choose, focus, fit and zoom, so that the page need not know which one it has. */
const Briefing = (holder, pick) => {
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
  svg.addEventListener("click", (event) => { if (!grip || !grip.moved) pick(chosenBy(event.target)); });
  svg.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(chosenBy(event.target)); return; }
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const from = event.target.closest(".box");
    if (!way || !from) return;
    event.preventDefault();
    const next = nearest(from, way);
    if (next) next.focus();
  });

  /* The nearest box in a direction; what lies across counts double. */
  const nearest = (from, [right, down]) => {
    const middle = (each) => { const box = each.getBBox(); return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; };
    const start = middle(from);
    let best = null, least = Infinity;
    for (const each of boxes.values()) {
      const end = middle(each), x = end.x - start.x, y = end.y - start.y;
      const ahead = x * right + y * down, aside = Math.abs(x * down) + Math.abs(y * right);
      if (each !== from && !each.classList.contains("hidden") && ahead > 8 && ahead + 2 * aside < least) { best = each; least = ahead + 2 * aside; }
    }
    return best;
  };

  const element = ({ kind, number }) => (kind === "body" ? boxes.get(number) : edges.get(number)[0]);
  return {
    show: (bodies, statements) => {
      bodies.forEach((state, number) => {
        boxes.get(number).classList.toggle("hidden", state === "hidden");
        boxes.get(number).classList.toggle("faint", state === "faint");
      });
      statements.forEach((state, number) => edges.get(number).forEach((each) => {
        each.classList.toggle("hidden", state === "hidden");
        each.classList.toggle("possible", state === "possible");
        each.removeAttribute("opacity");
      }));
    },
    choose: (chosen, related) => {
      all(".chosen, .related").forEach((each) => each.classList.remove("chosen", "related"));
      svg.classList.toggle("choosing", Boolean(chosen));
      if (!chosen) return;
      related.bodies.forEach((number) => boxes.get(number).classList.add("related"));
      related.statements.forEach((number) => edges.get(number).forEach((each) => each.classList.add("related")));
      (chosen.kind === "body" ? [boxes.get(chosen.number)] : edges.get(chosen.number)).forEach((each) => each.classList.add("chosen"));
    },
    focus: (chosen) => {
      const box = element(chosen).getBBox(), x = box.x + box.width / 2, y = box.y + box.height / 2;
      const seen = x > frame.x && x < frame.x + frame.width && y > frame.y && y < frame.y + frame.height;
      if (!seen) look({ ...frame, x: x - frame.width / 2, y: y - frame.height / 2 });
      element(chosen).focus({ preventScroll: true });
    },
    fit: () => look({ ...home }),
    zoom: (factor) => zoom(factor),
  };
};
