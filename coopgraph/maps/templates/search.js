/* Search over every name, however it is spelt: case, accents and umlauts do not count, Chinese names are found by pinyin.
   A relation is found by its words; taking it shows it alone. */
const Search = (field, list, pick, only) => {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss").trim();
  const spelt = (text) => fold(text.replace(/[äöü]/gi, (letter) => letter + "e"));
  const sound = (text) => fold(text).replace(/[^a-z0-9]/g, "").replace(/v/g, "u");
  let entries = null;
  const bodies = () => data.bodies.map((body) => ({ body, texts: [...new Set([body.short, body.label, body.id, ...body.names.map(([text]) => text)].flatMap((text) => [fold(text), spelt(text)]))], sounds: body.search, name: body.short, told: body.label !== body.short && body.label, take: () => pick({ kind: "body", number: body.number }, true) }));
  const relations = () => data.relations.map(({ label }, place) => ({ texts: [fold(label), spelt(label)], sounds: [], name: label, told: words.relation, take: () => only(place) }));
  const rank = ({ texts, sounds }, asked, said) => {
    if (texts.includes(asked)) return 0;
    if (said.length > 1 && sounds.includes(said)) return 1;
    if (texts.some((each) => each.startsWith(asked))) return 2;
    if (texts.some((each) => each.includes(asked))) return 3;
    if (said.length > 2 && sounds.some((each) => each.startsWith(said))) return 4;
    return said.length > 3 && sounds.some((each) => each.includes(said)) ? 5 : 6;
  };
  const find = (text) => {
    const asked = fold(text), said = sound(text);
    if (!asked) return [];
    entries = entries || [...relations(), ...bodies()];
    return entries.map((each) => [rank(each, asked, said), each]).filter(([place]) => place < 6).sort((a, b) => a[0] - b[0]).slice(0, 8).map(([, entry]) => entry);
  };

  let found = [], place = 0;
  const mark = (next) => {
    place = Math.min(Math.max(next, 0), found.length - 1);
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place && found.length > 0)));
    field.setAttribute("aria-activedescendant", found.length ? "found-" + place : "");
    if (found.length) list.children[place].scrollIntoView({ block: "nearest" });
  };
  const offer = () => {
    const asked = field.value.trim();
    found = find(asked);
    const items = found.map((entry, at) => make("li", { id: "found-" + at, role: "option", onmousedown: (event) => { event.preventDefault(); take(entry); } },
      isolated(entry.name), entry.told && make("span", { className: "quiet" }, isolated(entry.told))));
    list.replaceChildren(...(items.length || !asked ? items : [make("li", { className: "quiet", textContent: words.none_found })]));
    list.hidden = !asked;
    field.setAttribute("aria-expanded", String(!list.hidden));
    mark(0);
  };
  const take = (entry) => { field.value = ""; offer(); entry.take(); };

  field.addEventListener("input", offer);
  field.addEventListener("blur", () => { list.hidden = true; });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && found[place]) take(found[place]);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    mark(place + (event.key === "ArrowDown" ? 1 : -1));
  });
  return { clear: () => { field.value = ""; offer(); } };
};
