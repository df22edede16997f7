/* The side panel: all that the file knows of what is chosen. */
const nameOf = (number) => { const { short, label, type } = bodyOf(number); return [short, label === short ? null : label, data.classes[type].label].filter(Boolean).join(", "); };
const sentenceOf = (statement) => `${bodyOf(statement.subject).short} ${data.relations[statement.relation].label} ${bodyOf(statement.object).short}${words.comma}${dates.period(statement, dates.stated, words.comma)}`;
const cite = ([source, place]) => `[${source}] ${[data.sources[source - 1].title, place].filter(Boolean).join(", ")}`;
const linkTo = (source, text) => {
  const { url } = data.sources[source - 1];
  return url && /^(https?:\/\/|mailto:)/i.test(url) ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer", textContent: text }) : null;
};

const Panel = (holder, pick, unfold, fold, only) => {
  const mostLines = 60;
  const button = (text, act) => make("p", {}, make("button", { type: "button", className: "plain", textContent: text, onclick: act }));
  const bodyButton = (number) => make("button", { type: "button", className: "body", onclick: () => pick({ kind: "body", number }, true) }, isolated(bodyOf(number).short));
  const verb = ({ relation }) => make("span", { className: "verb relation-" + relation, textContent: data.relations[relation].label });
  const evidence = (pieces) => pieces.map((piece) => make("div", { className: "evidence" },
    piece[2] && make("blockquote", {}, isolated("“" + piece[2] + "”")),
    make("p", { className: "cited" }, isolated(cite(piece)), " ", linkTo(piece[0], words.open_source)),
    make("p", { className: "quiet", textContent: piece[3] ? words.derived : words.stated })));
  const section = (title, ...children) => (children.length ? [make("h3", { textContent: title }), ...children] : []);
  const facts = (pairs) => make("dl", {}, ...pairs.filter(([, value]) => value).flatMap(([name, value]) => [make("dt", { textContent: name }), make("dd", {}, isolated(value))]));
  const line = (statement) => make("li", { className: statementState(statement) },
    make("button", { type: "button", className: "line", onclick: () => pick({ kind: "statement", number: statement.number }, true) },
      isolated(bodyOf(statement.subject).short), " ", verb(statement), " ", isolated(bodyOf(statement.object).short), make("b", { textContent: " " + statement.number })),
    make("span", { className: "quiet", textContent: dates.period(statement) }));
  const lines = (title, all) => {
    const list = make("ul", { className: "lines" }, ...all.slice(0, mostLines).map(line));
    const rest = all.length > mostLines && button(dates.fill(words.more_lines, all.length - mostLines), ({ target }) => {
      list.append(...all.slice(mostLines).map(line));
      target.parentElement.remove();
    });
    return all.length ? section(title, list, ...(rest ? [rest] : [])) : [];
  };

  const ofStatement = (number) => {
    const statement = statementOf(number);
    const others = [...new Set([...own[statement.subject - 1], ...own[statement.object - 1]])].filter((each) => each !== statement);
    const under = statement.under && (statement.under_body ? bodyButton(statement.under_body) : isolated(statement.under));
    return [
      make("h2", { textContent: `${words.relation} ${number}` }),
      make("p", { className: "headline" }, bodyButton(statement.subject), " ", verb(statement), " ", bodyButton(statement.object)),
      make("p", { className: "period", textContent: dates.period(statement) }),
      under && make("p", {}, words.under + " ", under),
      statement.note && make("p", {}, isolated(statement.note)),
      statement.inferred && make("p", { className: "flag", textContent: words.inferred }),
      statement.contradicted && make("p", { className: "flag", textContent: words.contradicted }),
      ...section(words.evidence, ...evidence(statement.evidence)),
      !statement.contradicted && !statement.inferred && make("p", { className: "quiet", textContent: words.uncontested }),
      ...lines(words.next_to, others),
    ];
  };
  const nameLine = ([text, lang, since, until]) => {
    const span = [since && dates.fill(words.since, dates.inWords(since)), until && dates.fill(words.until, dates.inWords(until))].filter(Boolean).join(words.comma);
    return make("li", {}, isolated(text, { lang: lang || "" }), make("span", { className: "quiet", textContent: [lang, span].filter(Boolean).join(" · ") }));
  };
  const ofBody = (number) => {
    const body = bodyOf(number), away = unseen(number), foldables = foldable(number);
    return [
      make("h2", { textContent: data.classes[body.type].label }),
      make("p", { className: "headline" }, isolated(body.short)),
      body.label !== body.short && make("p", {}, isolated(body.label)),
      facts([[words.country, [body.country, body.city].filter(Boolean).join(" · ")], [words.date, body.date && dates.inWords(body.date)]]),
      body.note && make("p", {}, isolated(body.note)),
      away.length > 0 && button(dates.fill(words.unfold, away.length), () => unfold(number)),
      foldables.length > 0 && button(dates.fill(words.fold, foldables.length), () => fold(number)),
      button(words.only_these, () => only(number)),
      ...lines(words.neighbours, own[number - 1]),
      ...section(words.names, make("ul", { className: "names" }, ...body.names.map(nameLine))),
      ...(body.evidence.length ? section(words.evidence, ...evidence(body.evidence)) : []),
    ];
  };

  return (chosen) => {
    const content = chosen ? (chosen.kind === "body" ? ofBody : ofStatement)(chosen.number) : [make("p", { className: "quiet", textContent: words.choose })];
    const close = chosen && make("button", { type: "button", className: "close", textContent: "×", title: words.clear, onclick: () => pick(null) });
    if (close) close.setAttribute("aria-label", words.clear);
    holder.replaceChildren(...[close, ...content].filter(Boolean));
    holder.scrollTop = 0;
  };
};
