/* Dates as people say them, and whether a relation holds within days; dates are EDTF, days are ISO texts, which compare as they stand. */
const Dates = (words, lang) => {
  const fill = (pattern, value) => pattern.replace("{}", () => value);

  const inWords = (text) => {
    const plain = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?$/.exec(text);
    if (plain) {
      const [, year, month, day] = plain;
      if (!month) return year;
      const moment = new Date(Date.UTC(2000, month - 1, day || 1));
      moment.setUTCFullYear(+year);
      return new Intl.DateTimeFormat(lang, { year: "numeric", month: "long", day: day && "numeric", timeZone: "UTC" }).format(moment);
    }
    const set = /^\[(\.\.)?([^[\]]*?)(\.\.)?\]$/.exec(text);
    if (set && Boolean(set[1]) !== Boolean(set[3])) return fill(set[1] ? words.by : words.from, inWords(set[2]));
    const vague = /^(.+)([~?%])$/.exec(text);
    if (vague) return fill(vague[2] === "?" ? words.perhaps : words.about, inWords(vague[1]));
    return text;
  };

  const ends = (statement) => {
    if (statement.end === "dated") return fill(words.until, inWords(statement.until));
    return { open: words.still_open, unknown: words.end_unknown }[statement.end] || words.no_end;
  };

  const period = (statement) => {
    if (statement.end === null) return statement.since ? inWords(statement.since) : words.undated;
    if (!statement.since && statement.end === "not stated") return words.no_dates;
    return (statement.since ? fill(words.since, inWords(statement.since)) : words.no_begin) + " · " + ends(statement);
  };

  const holds = ([sinceEarliest, sinceLatest, untilEarliest, untilLatest], first, last) => {
    if ((sinceEarliest || "0000") > last || first > (untilLatest || "9999-12-31")) return null;
    return (sinceLatest || "9999-12-31") <= first && last <= (untilEarliest || "0000") ? "certain" : "possible";
  };

  /* The steps of the slider: months, or years where months would be too many to hit. */
  const moments = (statements) => {
    const years = statements.flatMap((each) => each.bounds).filter((day) => day && day < "9999").map((day) => +day.slice(0, 4));
    if (!years.length) return [];
    const first = years.reduce((a, b) => Math.min(a, b)), last = years.reduce((a, b) => Math.max(a, b));
    const monthly = last - first < 20;
    const steps = [];
    for (let year = first; year <= last; year += 1) {
      const text = String(year).padStart(4, "0");
      if (!monthly) steps.push({ name: text, first: text + "-01-01", last: text + "-12-31" });
      for (let month = 1; monthly && month <= 12; month += 1) {
        const name = text + "-" + String(month).padStart(2, "0");
        steps.push({ name, first: name + "-01", last: name + "-" + new Date(Date.UTC(year, month, 0)).getUTCDate() });
      }
    }
    return steps;
  };

  return { fill, inWords, period, holds, moments };
};
