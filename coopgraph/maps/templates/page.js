/* One page of one state: what people do changes the state, and everything is drawn from it anew. */
const views = {};
const dark = window.matchMedia("(prefers-color-scheme: dark)");

const draw = () => {
  const { lines, boxes, more } = current();
  views[state.view].show(boxes, lines, more);
  views[state.view].choose(state.chosen, state.chosen && related(state.chosen));
  table.show(lines);
  const moment = moments[state.moment - 1];
  const asked = moment ? dates.fill(words.as_of, dates.inWords(moment.name)) : "";
  byId("moment-fact").textContent = asked && " · " + asked;
  if (byId("moment")) {
    byId("moment").value = state.moment;
    byId("moment").setAttribute("aria-valuetext", asked || words.all_dates);
    byId("moment-name").textContent = asked || words.all_dates;
  }
  legend();
  byId("held").hidden = !moment && !data.day;
  const changed = state.visible.size !== drawnBodies || [...state.visible].some((each) => each > drawnBodies);
  byId("all").hidden = !(changed || state.hiddenClasses.size || state.hiddenRelations.size);
  const elsewhere = [...state.visible].filter((each) => each > drawnBodies).length;
  byId("elsewhere").hidden = state.view !== "briefing" || !elsewhere;
  byId("elsewhere").textContent = dates.fill(words.elsewhere, elsewhere);
  Address.write();
};
const legend = () => {
  const counts = { class: new Map(), relation: new Map() };
  const count = (kind, place) => counts[kind].set(place, (counts[kind].get(place) || 0) + 1);
  state.visible.forEach((number) => count("class", bodyOf(number).type));
  data.statements.forEach(({ subject, object, relation, number }) => {
    if (state.visible.has(subject) && state.visible.has(object)) count("relation", relation);
  });
  legendItems.forEach(({ kind, place, item, box, hidden }) => {
    const shown = counts[kind].get(place) || 0;
    item.querySelector(".count").textContent = shown;
    item.hidden = !shown && item.classList.contains("further");
    box.checked = !hidden().has(place);
  });
};

const choose = (chosen, go = false) => {
  state.chosen = chosen;
  const absent = chosen && (chosen.kind === "body" ? chosen.number > drawnBodies : chosen.number > drawnStatements);
  if (chosen) reveal(chosen);
  if (absent && state.view === "briefing") setView("explore");
  else draw();
  fillPanel(chosen);
  if (!chosen) return;
  if (go) views[state.view].focus(chosen);
  if (chosen.kind === "statement") table.go(chosen.number);
};
const reveal = (chosen) => {
  const { bodies } = related(chosen);
  const wanted = chosen.kind === "body" ? [chosen.number] : [...bodies];
  wanted.forEach((number) => { state.visible.add(number); state.hiddenClasses.delete(bodyOf(number).type); });
  if (chosen.kind === "statement") state.hiddenRelations.delete(statementOf(chosen.number).relation);
};
const unfold = (number) => {
  const away = unseen(number);
  away.forEach((each) => state.visible.add(each));
  state.chosen = { kind: "body", number };
  if (away.some((each) => each > drawnBodies) && state.view === "briefing") setView("explore");
  else draw();
  if (state.view === "explore") views.explore.fit();
  fillPanel(state.chosen);
};
const fold = (number) => {
  foldable(number).forEach((each) => state.visible.delete(each));
  state.chosen = { kind: "body", number };
  draw();
  fillPanel(state.chosen);
};
const onlyAround = (number) => {
  const kept = [...neighbours(number)].filter((each) => state.visible.has(each));
  state.visible = new Set([number, ...kept]);
  draw();
  fillPanel(state.chosen);
  views[state.view].fit();
};
const showAll = () => {
  state.visible = new Set(numbersTo(drawnBodies));
  state.hiddenClasses.clear();
  state.hiddenRelations.clear();
  if (state.chosen && [...related(state.chosen).bodies].some((each) => each > drawnBodies) && (state.chosen.kind === "statement" || state.chosen.number > drawnBodies)) state.chosen = null;
  draw();
  fillPanel(state.chosen);
};
const setMoment = (moment) => { state.moment = Math.min(Math.max(moment, 0), moments.length); draw(); };
const showOnly = (kind, place) => {
  const [hidden, all] = kind === "class" ? [state.hiddenClasses, data.classes] : [state.hiddenRelations, data.relations];
  all.forEach((_, each) => hidden.add(each));
  hidden.delete(place);
  draw();
};
const toggle = (hidden, place, shown) => { hidden[shown ? "delete" : "add"](place); draw(); };

/* The views, each made when it is first looked at */
const drawing = (() => {
  let kept = null;
  const fromText = (text) => document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
  return () => {
    const stored = byId("drawn");
    kept = kept || (stored ? fromText(stored.textContent.trim()) : byId("drawing") && byId("drawing").cloneNode(true));
    return kept;
  };
})();
const startEngine = () => {
  if (window.vis) return;
  document.head.append(make("script", { textContent: byId("engine").textContent }));
};
const makers = {
  briefing: () => {
    if (!byId("drawing")) byId("briefing").append(drawing().cloneNode(true));
    return Briefing(byId("briefing"), choose, unfold, fold);
  },
  explore: () => {
    startEngine();
    return Explore(byId("explore"), read("network"), dark, choose, unfold, fold);
  },
};
const setView = (name) => {
  state.view = name;
  document.documentElement.dataset.view = name;
  byId("briefing").hidden = name !== "briefing";
  byId("explore").hidden = name !== "explore";
  byId("arrange-box").hidden = name !== "explore";
  views[name] = views[name] || makers[name]();
  document.querySelectorAll("button[data-view]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === name)));
  draw();
};

/* Wiring */
const legendItems = ["class", "relation"].flatMap((kind) => [...document.querySelectorAll(`[data-${kind}]`)].map((box, place) => {
  const hidden = () => (kind === "class" ? state.hiddenClasses : state.hiddenRelations);
  const item = box.closest("li");
  box.addEventListener("change", () => toggle(hidden(), place, box.checked));
  const only = make("button", { type: "button", className: "only", tabIndex: -1, textContent: dates.fill(words.only, "").trim(), onclick: () => showOnly(kind, place) });
  only.setAttribute("aria-label", dates.fill(words.only, item.querySelector(".name").textContent));
  item.append(only);
  return { kind, place, box, item, hidden };
}));
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
const openAddress = (hash) => {
  Address.take(hash);
  if (!byId("sheet")) state.view = "explore";
  setView(state.view);
  fillPanel(state.chosen);
  if (!state.chosen) return;
  views[state.view].focus(state.chosen, false);
  if (state.chosen.kind === "statement") table.go(state.chosen.number);
};

document.documentElement.classList.add("ready");
if (byId("drawing")) drawing();
const table = Table(choose);
const fillPanel = Panel(byId("panel"), choose, unfold, fold, onlyAround);
const search = Search(byId("search"), byId("found"), choose, (place) => showOnly("relation", place));
const files = Files(drawing, () => (state.view === "explore" ? views.explore.picture() : null));
document.querySelectorAll("button[data-view]").forEach((button) => button.addEventListener("click", () => setView(button.dataset.view)));
byId("closer").addEventListener("click", () => views[state.view].zoom(0.75));
byId("further").addEventListener("click", () => views[state.view].zoom(1 / 0.75));
byId("fit").addEventListener("click", () => views[state.view].fit());
byId("arrange").addEventListener("change", (event) => views.explore.arrange(event.target.checked));
byId("all").addEventListener("click", showAll);
byId("save-svg").addEventListener("click", files.saveSvg);
byId("save-png").addEventListener("click", files.savePng);
byId("print").addEventListener("click", () => window.print());
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName) && document.activeElement.type === "search";
  if (event.key === "/" && !typing) { event.preventDefault(); byId("search").focus(); }
  if (event.key === "Escape") { search.clear(); choose(null); }
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  const row = document.querySelector("#table [tabindex='0']");
  if (row) row.focus();
});
window.addEventListener("hashchange", ({ newURL }) => {
  const hash = new URL(newURL).hash;
  if (/^(#\w+=.*|#(box|edge|row)-\d+)?$/.test(hash)) openAddress(hash);
});
wireTime();
openAddress(location.hash);
