/* The same map for dragging and for large graphs; vis-network draws it from the places that the layout gave. */
const Explore = (holder, given, dark, pick, unfold, fold) => {
  const ink = () => (dark.matches
    ? { line: "dark", ground: "#15181C", country: "#1E2227", quiet: "#A9A7A2" }
    : { line: "colour", ground: "#FFFFFF", country: "#F6F6F4", quiet: "#5F5F5F" });
  const lookOf = (relation) => {
    const colour = relation[ink().line], head = { enabled: true, scaleFactor: 0.7 };
    return {
      color: { color: colour, highlight: colour, hover: colour, opacity: 1 }, font: { color: colour, strokeColor: ink().ground },
      dashes: relation.dash || false, width: relation.width,
      arrows: { to: { ...head, type: relation.open ? "vee" : "arrow" }, ...(relation.both ? { from: head } : {}) },
    };
  };
  const bows = new Map(given.edges.map((edge) => [edge.id, edge]));
  const joins = data.statements.map(({ number, subject, object }) => ({ id: number, from: subject, to: object, ...bows.get(number) }));
  const labelled = joins.length <= 600;
  let looks = data.relations.map(lookOf);
  const lookFor = (number, held) => {
    const look = looks[statementOf(number).relation];
    return held === "possible" ? { ...look, color: { ...look.color, opacity: 0.45 }, dashes: [2, 3] } : look;
  };
  const held = new Map(joins.map((edge) => [edge.id, "certain"]));
  const seen = new Map(given.nodes.map((node) => [node.id, node.x === undefined ? "hidden" : "shown"]));
  const nodes = new vis.DataSet(given.nodes.filter((node) => node.x !== undefined));
  const waiting = new Map(given.nodes.filter((node) => node.x === undefined).map((node) => [node.id, node]));
  const lineOf = (edge) => ({ ...edge, ...lookFor(edge.id, held.get(edge.id)), hidden: held.get(edge.id) === "hidden", label: labelled ? String(edge.id) : undefined });
  const edges = new vis.DataSet(joins.filter((edge) => !waiting.has(edge.from) && !waiting.has(edge.to)).map(lineOf));
  const network = new vis.Network(holder, { nodes, edges }, given.options);
  const countries = new Map();
  data.bodies.slice(0, drawnBodies).forEach(({ country, number }) => country && countries.set(country, [...(countries.get(country) || []), number]));
  let more = new Map();

  /* Each country as a ground under its boxes, wherever they have been dragged. */
  const frameOf = (numbers) => numbers.filter((number) => seen.get(number) !== "hidden").map((number) => network.getBoundingBox(number)).reduce((area, box) => ({
    left: Math.min(area.left, box.left), top: Math.min(area.top, box.top), right: Math.max(area.right, box.right), bottom: Math.max(area.bottom, box.bottom),
  }), { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity });
  const grounds = given.grounds ? countries : new Map();
  network.on("beforeDrawing", (canvas) => grounds.forEach((numbers, name) => {
    const { left, top, right, bottom } = frameOf(numbers);
    if (left > right) return;
    canvas.fillStyle = ink().country;
    canvas.fillRect(left - 18, top - 42, right - left + 36, bottom - top + 60);
    canvas.fillStyle = ink().quiet;
    canvas.font = "16px Arial, sans-serif";
    canvas.textAlign = "center";
    canvas.fillText(name, (left + right) / 2, top - 18);
  }));

  /* A mark on the corner of a box: so many neighbours are in the file and not in sight. */
  const corner = (number) => { const box = network.getBoundingBox(number); return { x: box.right - 4, y: box.top + 2 }; };
  network.on("afterDrawing", (canvas) => more.forEach((count, number) => {
    const { x, y } = corner(number), half = 9 + 4 * String(count).length;
    canvas.fillStyle = "#0B57A4";
    canvas.beginPath();
    canvas.roundRect(x - half, y - 10, 2 * half, 20, 10);
    canvas.fill();
    canvas.fillStyle = "#FFFFFF";
    canvas.textBaseline = "alphabetic";
    canvas.font = "bold 13px Arial, sans-serif";
    canvas.textAlign = "center";
    canvas.fillText("+" + count, x, y + 4.5);
  }));
  const badgeAt = ({ x, y }) => [...more.keys()].find((number) => { const at = corner(number); return Math.abs(at.x - x) < 20 && Math.abs(at.y - y) < 12; });

  network.on("click", ({ nodes: [body], edges: [statement], pointer: { canvas } }) => {
    const badge = badgeAt(canvas);
    if (badge !== undefined) unfold(badge);
    else if (body !== undefined) pick({ kind: "body", number: body });
    else pick(statement === undefined ? null : { kind: "statement", number: statement });
  });
  network.on("doubleClick", ({ nodes: [body] }) => { if (body !== undefined) (unseen(body).length ? unfold : fold)(body); });

  /* Our own words beside the pointer, as text. */
  const tip = holder.parentElement.appendChild(make("div", { className: "tip", hidden: true }));
  const tell = (text, event) => {
    tip.textContent = text.slice(0, 300);
    tip.hidden = false;
    const room = holder.getBoundingClientRect();
    tip.style.left = Math.min(event.clientX - room.left + 14, room.width - tip.offsetWidth - 8) + "px";
    tip.style.top = Math.min(event.clientY - room.top + 14, room.height - tip.offsetHeight - 8) + "px";
  };
  network.on("hoverNode", ({ node, event }) => tell(nameOf(node), event));
  network.on("hoverEdge", ({ edge, event }) => tell(sentenceOf(statementOf(edge)), event));
  ["blurNode", "blurEdge", "dragStart", "zoom"].forEach((each) => network.on(each, () => { tip.hidden = true; }));

  holder.tabIndex = 0;
  holder.addEventListener("keydown", (event) => {
    const from = state.chosen && state.chosen.kind === "body" && bodyShown(state.chosen.number) ? state.chosen.number : null;
    if (from && event.key === "+") unfold(from);
    if (from && event.key === "-") fold(from);
    if (!ways[event.key] && !turns[event.key]) return;
    event.preventDefault();
    const places = new Map(Object.entries(network.getPositions()).map(([number, place]) => [+number, place]));
    const start = [...places.keys()].find(bodyShown);
    const next = !from ? start : turns[event.key] ? inTurn(places, from, turns[event.key]) : toward(places, from, ways[event.key]);
    if (next) pick({ kind: "body", number: next }, true);
  });

  /* A free place for a box that had none: on rings around a neighbour, outwards, and not on a country's ground. */
  const placeFor = (number) => {
    const parent = [...neighbours(number)].find((each) => seen.get(each) !== "hidden" && nodes.get(each));
    const centre = parent ? network.getPosition(parent) : { x: 0, y: 0 };
    const taken = nodes.getIds().filter((id) => seen.get(id) !== "hidden").map((id) => network.getPosition(id));
    const middle = taken.reduce((sum, each) => ({ x: sum.x + each.x / taken.length, y: sum.y + each.y / taken.length }), { x: 0, y: 0 });
    const foreign = [...grounds].filter(([name]) => name !== bodyOf(number).country).map(([, numbers]) => frameOf(numbers));
    const within = ({ x, y }, area) => x > area.left - 115 && x < area.right + 115 && y > area.top - 85 && y < area.bottom + 60;
    for (let ring = 1; ring < 40; ring += 1) {
      const free = numbersTo(8 * ring).map((turn) => (turn / (4 * ring)) * Math.PI)
        .map((angle) => ({ x: Math.round(centre.x + Math.cos(angle) * 170 * ring), y: Math.round(centre.y + Math.sin(angle) * 95 * ring) }))
        .filter((spot) => taken.every((each) => Math.abs(each.x - spot.x) > 190 || Math.abs(each.y - spot.y) > 84) && !foreign.some((area) => within(spot, area)))
        .map((spot) => [Math.hypot(spot.x - middle.x, spot.y - middle.y), spot]).sort(([a], [b]) => b - a);
      if (free.length) return free[0][1];
    }
    return centre;
  };
  const bring = (number) => {
    nodes.add({ ...waiting.get(number), ...placeFor(number) });
    waiting.delete(number);
    seen.set(number, "shown");
  };
  const join = () => edges.add(joins.filter((edge) => !edges.get(edge.id) && !waiting.has(edge.from) && !waiting.has(edge.to)).map(lineOf));

  dark.addEventListener("change", () => {
    looks = data.relations.map(lookOf);
    edges.update([...held].filter(([id]) => edges.get(id)).map(([id, each]) => ({ id, ...lookFor(id, each) })));
  });

  return {
    show: (bodies, statements, counts) => {
      more = counts;
      const called = [...waiting.keys()].filter((number) => bodies.get(number) !== "hidden");
      called.forEach(bring);
      if (called.length) join();
      const bodyChanges = [...bodies].filter(([id, each]) => seen.get(id) !== each && !waiting.has(id));
      bodyChanges.forEach(([id, each]) => seen.set(id, each));
      if (bodyChanges.length) nodes.update(bodyChanges.map(([id, each]) => ({ id, hidden: each === "hidden", opacity: each === "faint" ? 0.35 : 1 })));
      const lineChanges = [...statements].filter(([id, each]) => held.get(id) !== each);
      lineChanges.forEach(([id, each]) => held.set(id, each));
      const drawn = lineChanges.filter(([id]) => edges.get(id));
      if (drawn.length) edges.update(drawn.map(([id, each]) => ({ id, hidden: each === "hidden", ...lookFor(id, each) })));
      network.redraw();
    },
    choose: (chosen) => {
      if (!chosen) network.unselectAll();
      else if (chosen.kind === "body" && nodes.get(chosen.number)) network.selectNodes([chosen.number]);
      else if (chosen.kind === "statement") network.setSelection({ nodes: [], edges: [chosen.number] });
    },
    focus: ({ kind, number }, take = true) => {
      const ids = (kind === "body" ? [number] : network.getConnectedNodes(number)).filter((each) => nodes.get(each));
      if (ids.length) network.fit({ nodes: ids, maxZoomLevel: Math.max(network.getScale(), 0.9) });
      if (take) holder.focus({ preventScroll: true });
    },
    fit: () => network.fit({ nodes: [...seen].filter(([, each]) => each !== "hidden").map(([id]) => id) }),
    zoom: (factor) => network.moveTo({ scale: network.getScale() / factor }),
    arrange: (moving) => network.setOptions({ physics: { enabled: moving } }),
    picture: () => holder.querySelector("canvas"),
    places: () => network.getPositions(),
    visible: () => ({ nodes: [...seen].filter(([, each]) => each !== "hidden").length, edges: [...held].filter(([, each]) => each !== "hidden").length }),
  };
};
