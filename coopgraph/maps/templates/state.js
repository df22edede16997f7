/* What the file holds, and what of it is shown; every view and list is drawn from this one state. */
const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);
const data = read("data");
const words = data.words;
const dates = Dates(words, data.lang);
const numbersTo = (last) => Array.from({ length: last }, (_, place) => place + 1);
const [drawnBodies, drawnStatements] = data.drawn;
/* The file has columns; the page works with rows. */
const rowsOf = (columns, count) => {
  const rows = numbersTo(count).map((number) => ({ number }));
  Object.entries(columns).forEach(([name, values]) => values.forEach((value, place) => { rows[place][name] = value; }));
  return rows;
};
data.bodies = rowsOf(data.bodies, (data.bodies.id || []).length);
data.statements = rowsOf(data.statements, (data.statements.id || []).length);
const own = data.bodies.map(() => []);
data.bodies.forEach((body) => {
  body.label = body.label || body.short;
  body.country = data.countries[body.country];
  ["names", "search", "evidence"].forEach((key) => { body[key] = body[key] || []; });
});
data.statements.forEach((statement) => {
  statement.bounds = data.spans[statement.bounds];
  statement.evidence = statement.evidence || [];
  own[statement.subject - 1].push(statement);
  if (statement.object !== statement.subject) own[statement.object - 1].push(statement);
});
const bodyOf = (number) => data.bodies[number - 1];
const statementOf = (number) => data.statements[number - 1];
const moments = data.day ? [] : dates.moments(data.statements);
const firstView = document.documentElement.dataset.view;

const state = { hiddenClasses: new Set(), hiddenRelations: new Set(), visible: new Set(numbersTo(drawnBodies)), moment: 0, chosen: null, view: firstView };

const otherEnd = (statement, number) => (statement.subject === number ? statement.object : statement.subject);
const neighbours = (number) => new Set(own[number - 1].map((each) => otherEnd(each, number)).filter((each) => each !== number));
const related = ({ kind, number }) => {
  const lines = kind === "statement" ? [statementOf(number)] : own[number - 1];
  return { statements: new Set(lines.map((each) => each.number)), bodies: new Set(lines.flatMap(({ subject, object }) => [subject, object]).concat(kind === "body" ? [number] : [])) };
};
const unseen = (number) => [...neighbours(number)].filter((each) => !state.visible.has(each));

/* What goes when a body is folded up: neighbours that hang on it alone, and those that were not drawn at first. */
const foldable = (number) => [...neighbours(number)].filter((each) => {
  if (!state.visible.has(each)) return false;
  return each > drawnBodies || [...neighbours(each)].every((other) => other === number || !state.visible.has(other));
});

const holdsNow = (statement) => {
  if (data.day) return statement.holds || "possible";
  const moment = moments[state.moment - 1];
  return moment ? dates.holds(statement.bounds, moment.first, moment.last) : "certain";
};
const bodyShown = (number) => state.visible.has(number) && !state.hiddenClasses.has(bodyOf(number).type);
const statementState = (statement) => {
  const shown = !state.hiddenRelations.has(statement.relation) && bodyShown(statement.subject) && bodyShown(statement.object);
  return (shown && holdsNow(statement)) || "hidden";
};

/* The state of each line and box, by number, and how many neighbours of a box are in the file but not in sight. */
const current = () => {
  const lines = new Map(), busy = new Set(), boxes = new Map(), more = new Map();
  for (const statement of data.statements) {
    const held = statementState(statement);
    lines.set(statement.number, held);
    if (held !== "hidden") busy.add(statement.subject).add(statement.object);
  }
  for (const { number } of data.bodies) {
    boxes.set(number, !bodyShown(number) ? "hidden" : busy.has(number) || !own[number - 1].length ? "shown" : "faint");
    if (state.visible.size === data.bodies.length || boxes.get(number) === "hidden") continue;
    const count = unseen(number).length;
    if (count) more.set(number, count);
  }
  return { lines, boxes, more };
};

/* The state as the part of an address after #, so that a link to the file opens what its sender saw. */
const Address = (() => {
  const names = (parts, key, all) => new Set(parts.getAll(key).map((name) => all.findIndex((each) => each.name === name)).filter((place) => place >= 0));
  const number = (all, id) => all.findIndex((each) => each.id === id) + 1;
  const numbers = (parts, key) => parts.getAll(key).map((id) => number(data.bodies, id)).filter(Boolean);
  const whole = numbersTo(drawnBodies);

  const text = () => {
    const parts = new URLSearchParams();
    const add = (key, values) => values.forEach((value) => parts.append(key, value));
    const ids = (wanted) => wanted.map((each) => bodyOf(each).id);
    if (state.moment) parts.set("day", moments[state.moment - 1].name);
    if (state.view !== firstView) parts.set("view", state.view);
    add("hide", [...state.hiddenClasses].sort((a, b) => a - b).map((place) => data.classes[place].name));
    add("without", [...state.hiddenRelations].sort((a, b) => a - b).map((place) => data.relations[place].name));
    const less = whole.filter((each) => !state.visible.has(each)), seen = [...state.visible].sort((a, b) => a - b);
    if (less.length > seen.length) add("only", ids(seen));
    else { add("less", ids(less)); add("more", ids(seen.filter((each) => each > drawnBodies))); }
    if (state.chosen) parts.set(state.chosen.kind === "body" ? "body" : "relation", (state.chosen.kind === "body" ? bodyOf : statementOf)(state.chosen.number).id);
    return parts.toString();
  };

  const chosenIn = (parts, hash) => {
    const place = /^#(box|edge|row)-(\d+)$/.exec(hash);
    const found = place ? +place[2] : number(data.bodies, parts.get("body")) || number(data.statements, parts.get("relation"));
    const kind = (place ? place[1] === "box" : number(data.bodies, parts.get("body"))) ? "body" : "statement";
    return found && (kind === "body" ? bodyOf : statementOf)(found) ? { kind, number: found } : null;
  };
  const take = (hash) => {
    const parts = new URLSearchParams(hash.replace(/^#/, ""));
    const only = numbers(parts, "only"), less = new Set(numbers(parts, "less"));
    state.moment = dates.step(moments, parts.get("day")) + 1;
    state.view = ["briefing", "explore"].includes(parts.get("view")) ? parts.get("view") : firstView;
    state.hiddenClasses = names(parts, "hide", data.classes);
    state.hiddenRelations = names(parts, "without", data.relations);
    state.visible = new Set(only.length ? only : [...whole.filter((each) => !less.has(each)), ...numbers(parts, "more")]);
    state.chosen = chosenIn(parts, hash);
  };

  /* Browsers count these changes, so a slider that runs makes one at its end. Some frames allow none. */
  let waiting = 0;
  const write = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const hash = text();
      if (hash === location.hash.slice(1)) return;
      try { history.replaceState(null, "", hash ? "#" + hash : location.href.split("#")[0]); } catch (refused) { waiting = 0; }
    }, 150);
  };
  return { text, take, write };
})();

/* The body in a direction: a neighbour where one lies there, else the nearest; what lies across counts double. */
const toward = (places, from, [right, down]) => {
  const start = places.get(from);
  const best = (numbers, wide) => {
    let found = null, least = Infinity;
    for (const number of numbers) {
      const end = places.get(number);
      if (number === from || !end || !bodyShown(number)) continue;
      const x = end.x - start.x, y = end.y - start.y;
      const ahead = x * right + y * down, aside = Math.abs(x * down) + Math.abs(y * right);
      if (ahead > 8 && aside < ahead * wide && ahead + 2 * aside < least) { found = number; least = ahead + 2 * aside; }
    }
    return found;
  };
  return start ? best(neighbours(from), 2) || best(places.keys(), 40) : null;
};
/* Page keys lead through all boxes, row by row, so that none is out of reach. */
const inTurn = (places, from, step) => {
  const order = [...places].filter(([number]) => bodyShown(number)).sort(([, a], [, b]) => a.y - b.y || a.x - b.x).map(([number]) => number);
  return order[(order.indexOf(from) + step + order.length) % order.length];
};
const turns = { PageDown: 1, PageUp: -1 };
const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};
const isolated = (text, properties) => make("bdi", { textContent: text, ...properties });
