/* The same map for dragging and for large graphs; vis-network draws it from the places that the layout gave. */
const Explore = (holder, given, dark, pick) => {
  const ink = dark.matches ? { line: "dark", label: "#E8E6E3", ground: "#15181C" } : { line: "colour", label: "#1A1A1A", ground: "#FFFFFF" };
  const styles = new Map(given.styles.map((style) => [style.name, style]));
  const coloured = given.edges.map((edge) => {
    const colour = styles.get(given.relationOf.get(edge.id))[ink.line];
    return { ...edge, color: { color: colour, highlight: colour, hover: colour }, font: { color: colour, strokeColor: ink.ground } };
  });
  const nodes = new vis.DataSet(given.nodes);
  const edges = new vis.DataSet(coloured);
  const network = new vis.Network(holder, { nodes, edges }, given.options);
  let bodyStates = new Map();

  /* Each country as a ground under its boxes, wherever they have been dragged. */
  network.on("beforeDrawing", (canvas) => given.countries.forEach(({ name, numbers }) => {
    const shown = numbers.filter((number) => bodyStates.get(number) !== "hidden").map((number) => network.getBoundingBox(number));
    if (!shown.length) return;
    const left = Math.min(...shown.map((box) => box.left)) - 18, top = Math.min(...shown.map((box) => box.top)) - 42;
    const right = Math.max(...shown.map((box) => box.right)) + 18, bottom = Math.max(...shown.map((box) => box.bottom)) + 18;
    canvas.fillStyle = dark.matches ? "#1E2227" : "#F6F6F4";
    canvas.fillRect(left, top, right - left, bottom - top);
    canvas.fillStyle = dark.matches ? "#A9A7A2" : "#5F5F5F";
    canvas.font = "16px Arial, sans-serif";
    canvas.textAlign = "center";
    canvas.fillText(name, (left + right) / 2, top + 24);
  }));

  network.on("click", ({ nodes: [body], edges: [statement] }) => {
    if (body !== undefined) pick({ kind: "body", number: body });
    else pick(statement === undefined ? null : { kind: "statement", number: statement });
  });

  return {
    show: (bodies, statements) => {
      bodyStates = bodies;
      nodes.update([...bodies].map(([id, state]) => ({ id, hidden: state === "hidden", opacity: state === "faint" ? 0.35 : 1 })));
      edges.update(coloured.map(({ id, color, dashes }) => {
        const state = statements.get(id);
        return { id, hidden: state === "hidden", color: { ...color, opacity: state === "possible" ? 0.45 : 1 }, dashes: state === "possible" ? [2, 3] : dashes };
      }));
    },
    choose: (chosen) => {
      if (!chosen) network.unselectAll();
      else if (chosen.kind === "body") network.selectNodes([chosen.number]);
      else network.setSelection({ nodes: [], edges: [chosen.number] });
    },
    focus: ({ kind, number }) => {
      const ids = kind === "body" ? [number] : network.getConnectedNodes(number);
      network.fit({ nodes: ids, maxZoomLevel: Math.max(network.getScale(), 0.9) });
    },
    fit: () => network.fit({ nodes: [...bodyStates].filter(([, state]) => state !== "hidden").map(([id]) => id) }),
    zoom: (factor) => network.moveTo({ scale: network.getScale() / factor }),
    arrange: (moving) => network.setOptions({ physics: { enabled: moving } }),
    places: () => network.getPositions(),
  };
};
