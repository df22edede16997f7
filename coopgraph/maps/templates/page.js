const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);
const data = read("data");
const words = data.words;
const dates = Dates(words, data.lang);
const bodies = new Map(data.bodies.map((body) => [body.number, body]));
const statements = new Map(data.statements.map((statement) => [statement.number, statement]));
const classes = new Map(data.classes.map((each) => [each.name, each]));
const relations = new Map(data.relations.map((each) => [each.name, each]));
const moments = data.day ? [] : dates.moments(data.statements);

/* All that can change; every view and list is drawn from it. */
const state = { hiddenClasses: new Set(), hiddenRelations: new Set(), only: null, moment: 0, chosen: null, view: null };
const views = {};

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};
const isolated = (text, properties) => make("bdi", { textContent: text, ...properties });

/* What is shown */
const holdsNow = (statement) => {
  if (data.day) return statement.holds || "possible";
  const moment = moments[state.moment - 1];
  return moment ? dates.holds(statement.bounds, moment.first, moment.last) : "certain";
};
const bodyShown = (number) => !state.hiddenClasses.has(bodies.get(number).type) && (!state.only || state.only.has(number));
const statementState = (statement) => {
  const shown = !state.hiddenRelations.has(statement.relation) && bodyShown(statement.subject) && bodyShown(statement.object);
  return (shown && holdsNow(statement)) || "hidden";
};
const current = () => {
  const lines = new Map(data.statements.map((statement) => [statement.number, statementState(statement)]));
  const busy = new Set(data.statements.filter(({ number }) => lines.get(number) !== "hidden").flatMap(({ subject, object }) => [subject, object]));
  const faint = (number) => (busy.has(number) || !related({ kind: "body", number }).statements.size ? "shown" : "faint");
  return { lines, boxes: new Map(data.bodies.map(({ number }) => [number, bodyShown(number) ? faint(number) : "hidden"])) };
};
const related = ({ kind, number }) => {
  const own = kind === "statement" ? [statements.get(number)] : data.statements.filter(({ subject, object }) => subject === number || object === number);
  return { statements: new Set(own.map((each) => each.number)), bodies: new Set(own.flatMap(({ subject, object }) => [subject, object]).concat(kind === "body" ? [number] : [])) };
};

const draw = () => {
  const { lines, boxes } = current();
  views[state.view].show(boxes, lines);
  views[state.view].choose(state.chosen, state.chosen && related(state.chosen));
  document.querySelectorAll("[data-row]").forEach((row) => {
    const number = +row.dataset.row, held = lines.get(number);
    row.hidden = held === "hidden";
    row.classList.toggle("possible", held === "possible");
    row.classList.toggle("chosen", Boolean(state.chosen) && state.chosen.kind === "statement" && state.chosen.number === number);
  });
  const moment = moments[state.moment - 1];
  const asked = moment ? dates.fill(words.as_of, dates.inWords(moment.name)) : "";
  byId("moment-fact").textContent = asked && " · " + asked;
  if (byId("moment")) {
    byId("moment").value = state.moment;
    byId("moment").setAttribute("aria-valuetext", asked || words.all_dates);
    byId("moment-name").textContent = asked || words.all_dates;
  }
  byId("held").hidden = !moment && !data.day;
  byId("all").hidden = !(state.only || state.hiddenClasses.size || state.hiddenRelations.size);
};

/* The side panel */
const bodyButton = (number) => make("button", { type: "button", className: "body", onclick: () => choose({ kind: "body", number }, true) }, isolated(bodies.get(number).short));
const verb = (statement) => make("span", { className: "verb relation-" + relations.get(statement.relation).number, textContent: relations.get(statement.relation).label });
const link = (number, text) => {
  const { url } = data.sources[number - 1];
  return url && /^(https?:\/\/|mailto:)/i.test(url) ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer", textContent: text }) : null;
};
const evidence = (pieces) => pieces.map((piece) => make("div", { className: "evidence" },
  piece.quote && make("blockquote", {}, isolated("“" + piece.quote + "”")),
  make("p", { className: "cited" }, isolated(`[${piece.source}] ${[data.sources[piece.source - 1].title, piece.locator].filter(Boolean).join(", ")}`), " ", link(piece.source, words.open_source)),
  piece.derived ? make("p", { className: "quiet", textContent: words.derived }) : null));
const line = (statement) => make("li", { className: statementState(statement) },
  make("button", { type: "button", className: "line", onclick: () => choose({ kind: "statement", number: statement.number }, true) },
    isolated(bodies.get(statement.subject).short), " ", verb(statement), " ", isolated(bodies.get(statement.object).short), make("b", { textContent: " " + statement.number })),
  make("span", { className: "quiet", textContent: dates.period(statement) }));
const section = (title, ...children) => (children.length ? [make("h3", { textContent: title }), ...children] : []);
const facts = (pairs) => make("dl", {}, ...pairs.filter(([, value]) => value).flatMap(([name, value]) => [make("dt", { textContent: name }), make("dd", {}, isolated(value))]));

const statementPanel = (number) => {
  const statement = statements.get(number);
  const others = [...new Set([statement.subject, statement.object].flatMap((each) => [...related({ kind: "body", number: each }).statements]))].filter((each) => each !== number);
  const under = statement.under && (statement.under_body ? bodyButton(statement.under_body) : isolated(statement.under));
  return [
    make("h2", { textContent: `${words.relation} ${number}` }),
    make("p", { className: "headline" }, bodyButton(statement.subject), " ", verb(statement), " ", bodyButton(statement.object)),
    make("p", { className: "period", textContent: dates.period(statement) }),
    under && make("p", {}, words.under + " ", under),
    statement.note && make("p", {}, isolated(statement.note)),
    statement.inferred ? make("p", { className: "flag", textContent: words.inferred }) : null,
    statement.contradicted ? make("p", { className: "flag", textContent: words.contradicted }) : null,
    ...section(words.evidence, ...evidence(statement.evidence)),
    ...(others.length ? section(words.next_to, make("ul", { className: "lines" }, ...others.map((each) => line(statements.get(each))))) : []),
  ];
};
const bodyPanel = (number) => {
  const body = bodies.get(number), own = [...related({ kind: "body", number }).statements];
  const spans = ({ since, until }) => [since && dates.fill(words.since, dates.inWords(since)), until && dates.fill(words.until, dates.inWords(until))].filter(Boolean).join(words.comma);
  const names = body.names.map((name) => make("li", {}, isolated(name.text, { lang: name.lang || "" }), make("span", { className: "quiet", textContent: [name.lang, spans(name)].filter(Boolean).join(" · ") })));
  return [
    make("h2", { textContent: classes.get(body.type).label }),
    make("p", { className: "headline" }, isolated(body.short)),
    body.label !== body.short ? make("p", {}, isolated(body.label)) : null,
    facts([[words.country, [body.country, body.city].filter(Boolean).join(" · ")], [words.date, body.date && dates.inWords(body.date)]]),
    body.note && make("p", {}, isolated(body.note)),
    make("button", { type: "button", className: "plain", textContent: words.only_these, onclick: () => onlyAround(number) }),
    ...(own.length ? section(words.neighbours, make("ul", { className: "lines" }, ...own.map((each) => line(statements.get(each))))) : []),
    ...section(words.names, make("ul", { className: "names" }, ...names)),
    ...(body.evidence.length ? section(words.evidence, ...evidence(body.evidence)) : []),
  ];
};
const fillPanel = () => {
  const { chosen } = state;
  const content = chosen ? (chosen.kind === "body" ? bodyPanel : statementPanel)(chosen.number) : [make("p", { className: "quiet", textContent: words.choose })];
  const close = chosen && make("button", { type: "button", className: "close", textContent: "×", title: words.clear, onclick: () => choose(null) });
  if (close) close.setAttribute("aria-label", words.clear);
  byId("panel").replaceChildren(...[close, ...content].filter(Boolean));
  byId("panel").scrollTop = 0;
};

/* What people do */
const choose = (chosen, go = false) => {
  state.chosen = chosen;
  if (chosen && state.only && chosen.kind === "body" && !state.only.has(chosen.number)) related(chosen).bodies.forEach((number) => state.only.add(number));
  draw();
  fillPanel();
  if (!chosen) return;
  if (go) views[state.view].focus(chosen);
  const row = chosen.kind === "statement" && byId("row-" + chosen.number);
  const box = row && document.querySelector(".scroll");
  if (row && box.scrollHeight > box.clientHeight) box.scrollTop = row.offsetTop - box.clientHeight / 3;
};
const onlyAround = (number) => {
  state.only = new Set([...(state.only || []), ...related({ kind: "body", number }).bodies]);
  draw();
  views[state.view].fit();
};
const setView = (name) => {
  state.view = name;
  document.documentElement.dataset.view = name;
  byId("briefing").hidden = name !== "briefing";
  byId("explore").hidden = name !== "explore";
  byId("arrange-box").hidden = name !== "explore";
  if (name === "explore" && !views.explore) {
    const relationOf = new Map(data.statements.map(({ number, relation }) => [number, relation]));
    const names = [...new Set(data.bodies.map(({ country }) => country))].filter(Boolean);
    const countries = names.map((country) => ({ name: country, numbers: data.bodies.filter((body) => body.country === country).map(({ number }) => number) }));
    views.explore = Explore(byId("explore"), { ...read("network"), styles: data.relations, relationOf, countries }, window.matchMedia("(prefers-color-scheme: dark)"), choose);
  }
  document.querySelectorAll("button[data-view]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === name)));
  draw();
};
const setMoment = (moment) => { state.moment = Math.min(Math.max(moment, 0), moments.length); draw(); };
const toggle = (hidden, name, shown) => { hidden[shown ? "delete" : "add"](name); draw(); };
const showAll = () => {
  state.only = null;
  state.hiddenClasses.clear();
  state.hiddenRelations.clear();
  document.querySelectorAll(".legend input").forEach((box) => { box.checked = true; });
  draw();
};

/* Search */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss").trim();
const folded = data.bodies.map((body) => ({ body, texts: body.search.map(fold) }));
const find = (text) => {
  const asked = fold(text);
  if (!asked) return [];
  const rank = ({ texts }) => (texts.includes(asked) ? 0 : texts.some((each) => each.startsWith(asked)) ? 1 : texts.some((each) => each.includes(asked)) ? 2 : 3);
  return folded.map((each) => [rank(each), each.body]).filter(([place]) => place < 3).sort((a, b) => a[0] - b[0] || a[1].number - b[1].number).map(([, body]) => body);
};
const offer = () => {
  const found = find(byId("search").value).slice(0, 8);
  const items = found.map((body) => {
    const item = make("li", { onmousedown: (event) => { event.preventDefault(); take(body); } }, isolated(body.short), body.label === body.short ? null : make("span", { className: "quiet" }, isolated(body.label)));
    item.setAttribute("role", "option");
    return item;
  });
  byId("found").replaceChildren(...(items.length || !byId("search").value.trim() ? items : [make("li", { className: "quiet", textContent: words.none_found })]));
  byId("found").hidden = !byId("search").value.trim();
  byId("search").setAttribute("aria-expanded", String(!byId("found").hidden));
};
const take = (body) => { byId("search").value = ""; offer(); choose({ kind: "body", number: body.number }, true); };

/* Files */
const asShown = () => {
  const page = new DOMParser().parseFromString(read("sheet"), "image/svg+xml");
  const { lines, boxes } = current();
  lines.forEach((held, number) => page.querySelectorAll(`[data-edge="${number}"]`).forEach((each) => {
    if (held === "hidden") each.remove();
    else if (held === "possible") each.setAttribute("opacity", "0.55");
  }));
  boxes.forEach((held, number) => { if (held === "hidden") page.querySelector(`[data-box="${number}"]`).remove(); });
  page.getElementById("facts").textContent += byId("moment-fact").textContent;
  return page.documentElement;
};
const asText = () => new XMLSerializer().serializeToString(asShown());
const hand = (blob, suffix) => {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: (data.title.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "map") + suffix }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};
const savePng = () => {
  const picture = new Image();
  picture.onload = () => {
    const canvas = make("canvas", { width: 3200, height: Math.round(3200 * picture.height / picture.width) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => hand(blob, ".png"));
  };
  picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(asText());
};

/* Paper gets the page with the numbered list; where that would be too long for one page, the table. */
const layOut = () => {
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

/* Wiring */
const keys = (event) => {
  const typing = /^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName) && document.activeElement.type === "search";
  if (event.key === "/" && !typing) { event.preventDefault(); byId("search").focus(); }
  if (event.key === "Escape") { byId("search").value = ""; offer(); choose(null); }
};
const wireTable = () => document.querySelectorAll("tr[data-row]").forEach((row) => {
  const number = +row.dataset.row;
  row.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && link.hash.startsWith("#source")) return;
    event.preventDefault();
    choose(link && link.dataset.body ? { kind: "body", number: +link.dataset.body } : { kind: "statement", number });
  });
  row.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); choose({ kind: "statement", number }); }
    const step = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" }[event.key];
    if (!step) return;
    event.preventDefault();
    let next = row[step];
    while (next && next.hidden) next = next[step];
    if (next) next.focus();
  });
});
const wireTime = () => {
  if (!moments.length) return;
  byId("time").hidden = false;
  byId("moment").max = moments.length;
  byId("first").textContent = words.all_dates;
  byId("last").textContent = moments[moments.length - 1].name.slice(0, 4);
  byId("moment").addEventListener("input", (event) => setMoment(+event.target.value));
  let running = 0;
  byId("play").addEventListener("click", () => {
    if (running) { running = clearInterval(running) || 0; byId("play").textContent = "▶"; return; }
    if (state.moment === moments.length) setMoment(0);
    byId("play").textContent = "❚❚";
    running = setInterval(() => { setMoment(state.moment + 1); if (state.moment === moments.length) byId("play").click(); }, 450);
  });
};

document.documentElement.classList.add("ready");
views.briefing = Briefing(byId("briefing"), choose);
document.querySelectorAll("[data-class]").forEach((box) => box.addEventListener("change", () => toggle(state.hiddenClasses, box.dataset.class, box.checked)));
document.querySelectorAll("[data-relation]").forEach((box) => box.addEventListener("change", () => toggle(state.hiddenRelations, box.dataset.relation, box.checked)));
document.querySelectorAll("button[data-view]").forEach((button) => button.addEventListener("click", () => setView(button.dataset.view)));
byId("search").addEventListener("input", offer);
byId("search").addEventListener("blur", () => { byId("found").hidden = true; });
byId("search").addEventListener("keydown", (event) => { const [first] = find(byId("search").value); if (event.key === "Enter" && first) take(first); });
byId("closer").addEventListener("click", () => views[state.view].zoom(0.75));
byId("further").addEventListener("click", () => views[state.view].zoom(1 / 0.75));
byId("fit").addEventListener("click", () => views[state.view].fit());
byId("arrange").addEventListener("change", (event) => views.explore.arrange(event.target.checked));
byId("all").addEventListener("click", showAll);
byId("save-svg").addEventListener("click", () => hand(new Blob([asText()], { type: "image/svg+xml" }), ".svg"));
byId("save-png").addEventListener("click", savePng);
byId("print").addEventListener("click", () => window.print());
window.addEventListener("beforeprint", layOut);
window.addEventListener("afterprint", clearAway);
document.addEventListener("keydown", keys);
wireTable();
wireTime();
setView(document.documentElement.dataset.view);
