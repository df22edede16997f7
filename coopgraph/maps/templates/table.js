/* The table of relations: the rows that came with the page, and the others as one scrolls to them. */
const Table = (pick) => {
  const table = byId("table"), step = +table.dataset.step, body = table.tBodies[0], partial = byId("partial"), earlier = byId("earlier");
  const box = table.closest(".scroll");
  let listed = [], held = new Map(), from = 0, to = step;

  const cell = (className, ...content) => make("td", { className }, ...content);
  const anchor = (target, text, number) => {
    const made = make("a", { href: target, tabIndex: -1 }, number ? isolated(text) : String(text));
    if (number) made.dataset.body = number;
    return made;
  };
  const ended = (statement) => (statement.end === "dated" ? dates.stated(statement.until)
    : { open: words.still_open, unknown: words.end_unknown, "not stated": words.no_end }[statement.end] || "–");
  const cited = ([source, place]) => make("span", {}, anchor("#source-" + source, `[${source}]`), " ", isolated(place || ""), " ");
  const build = (number) => {
    const statement = statementOf(number), bodyCell = (each) => cell("", anchor("#box-" + each, bodyOf(each).short, each));
    const row = make("tr", { id: "row-" + number, className: "relation-" + statement.relation, ariaLabel: sentenceOf(statement) },
      cell("number", anchor("#edge-" + number, number)), bodyCell(statement.subject), cell("verb", data.relations[statement.relation].label), bodyCell(statement.object),
      cell("date", isolated(statement.since ? dates.stated(statement.since) : words.no_date)), cell(statement.end ? "date" : "date none", isolated(ended(statement))),
      cell("", isolated(statement.under || "")), cell("source", ...statement.evidence.map(cited)));
    row.dataset.row = number;
    return row;
  };

  /* Sources that only what was not drawn cites are listed when its rows are. */
  const listSources = (statement) => statement.evidence.forEach(([source]) => {
    if (byId("source-" + source)) return;
    const { title, publisher, issued, url } = data.sources[source - 1];
    const item = make("li", { id: "source-" + source, value: source }, isolated([title, publisher, issued].filter(Boolean).join(", ")), url ? ", " : "", linkTo(source, url));
    item.dataset.source = source;
    document.querySelector(".sources").append(item);
  });

  const wire = (row) => {
    const number = +row.dataset.row;
    row.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      event.preventDefault();
      if (link && link.hash.startsWith("#source")) byId(link.hash.slice(1)).scrollIntoView({ block: "nearest" });
      else pick(link && link.dataset.body ? { kind: "body", number: +link.dataset.body } : { kind: "statement", number });
    });
    row.addEventListener("focus", () => reach(row));
    row.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); pick({ kind: "statement", number }); }
      if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
      event.preventDefault();
      if (event.key === "ArrowDown" && row === body.lastElementChild) further();
      const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
      if (next) next.focus();
    });
    return row;
  };
  const reach = (row) => {
    const old = body.querySelector("[tabindex='0']");
    if (old && old !== row) old.tabIndex = -1;
    if (row) row.tabIndex = 0;
  };
  const rows = new Map([...body.rows].map((row) => [+row.dataset.row, wire(row)]));
  rows.forEach((row) => { row.tabIndex = -1; });
  const rowOf = (number) => {
    if (!rows.has(number)) rows.set(number, wire(build(number)));
    if (number > drawnStatements) listSources(statementOf(number));
    return rows.get(number);
  };

  const fill = () => {
    const wanted = listed.slice(from, to).map(rowOf);
    const focused = document.activeElement;
    if (wanted.length !== body.children.length || wanted.some((row, place) => row !== body.children[place])) body.replaceChildren(...wanted);
    if (rows.get(+(focused.dataset || {}).row) === focused && focused.isConnected) focused.focus({ preventScroll: true });
    if (!body.querySelector("[tabindex='0']")) reach(wanted[0]);
    const { chosen } = state;
    wanted.forEach((row) => {
      const number = +row.dataset.row;
      row.classList.toggle("possible", held.get(number) === "possible");
      row.classList.toggle("chosen", Boolean(chosen) && chosen.kind === "statement" && chosen.number === number);
    });
    earlier.hidden = from === 0;
    partial.hidden = from === 0 && to >= listed.length;
    partial.textContent = dates.fill(words.rows_of, from + 1, Math.min(to, listed.length), listed.length);
  };
  const further = () => { to += step; fill(); };
  earlier.addEventListener("click", () => { from = Math.max(0, from - step); fill(); });
  /* It tells of changes only: what is still in sight after more rows is watched anew. */
  const watcher = new IntersectionObserver((seen) => {
    if (to >= listed.length || !seen.some((each) => each.isIntersecting)) return;
    further();
    watcher.unobserve(partial);
    watcher.observe(partial);
  }, { rootMargin: "200px" });
  watcher.observe(partial);

  return {
    show: (lines) => {
      const next = [...lines.keys()].filter((number) => lines.get(number) !== "hidden");
      held = lines;
      if (next.length !== listed.length || next.some((number, place) => number !== listed[place])) { listed = next; from = 0; to = step; }
      fill();
    },
    go: (number) => {
      const place = listed.indexOf(number);
      if (place < 0) return;
      if (place < from || place >= to) { from = Math.max(0, place - Math.floor(step / 10)); to = from + step; fill(); }
      if (box.scrollHeight > box.clientHeight) box.scrollTop = rows.get(number).offsetTop - box.clientHeight / 3;
    },
  };
};
