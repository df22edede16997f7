/* Dates as people say them, and whether a relation holds within days; dates are EDTF, days are numbers such as 20160630. */
const Dates = (words, lang) => {
  const fill = (pattern, ...values) => values.reduce((text, value) => text.replace("{}", () => value), pattern);
  const told = ["year", "month", "day"].map((_, count) => new Intl.DateTimeFormat(lang, {
    year: "numeric", month: count > 0 ? "long" : undefined, day: count > 1 ? "numeric" : undefined, timeZone: "UTC",
  }));

  /* The date with its qualifiers as words, its plain parts as `plain` says them. */
  const said = (text, plain) => {
    if (/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return plain(text);
    const range = /^([^/]+)\/([^/]+)$/.exec(text) || /^\[([^[\].]+)\.\.([^[\].]+)\]$/.exec(text);
    if (range && range[1] !== ".." && range[2] !== "..") return fill(words.range, said(range[1], plain), said(range[2], plain));
    const set = /^\[(\.\.)?([^[\]]*?)(\.\.)?\]$/.exec(text);
    if (set && Boolean(set[1]) !== Boolean(set[3])) return fill(set[1] ? words.by : words.from, said(set[2], plain));
    const vague = /^(.+)([~?%])$/.exec(text);
    if (vague) return fill(vague[2] === "?" ? words.perhaps : words.about, said(vague[1], plain));
    return text;
  };
  const stated = (text) => said(text, (plain) => plain);
  const inWords = (text) => said(text, (plain) => {
    const [year, month, day] = plain.split("-").map(Number);
    if (month === undefined) return plain;
    if (month < 1 || month > 12) return plain;
    const moment = new Date(Date.UTC(2000, month - 1, day || 1));
    moment.setUTCFullYear(year);
    return told[day ? 2 : 1].format(moment);
  });

  const ends = (statement, say) => {
    if (statement.end === "dated") return fill(words.until, say(statement.until));
    return { open: words.still_open, unknown: words.end_unknown }[statement.end] || words.no_end;
  };
  const period = (statement, say = inWords, joint = " · ") => {
    if (!statement.end) return statement.since ? say(statement.since) : words.undated;
    if (!statement.since && statement.end === "not stated") return words.no_dates;
    if (statement.since && statement.since === statement.until) return say(statement.since);
    return (statement.since ? fill(words.since, say(statement.since)) : words.no_begin) + joint + ends(statement, say);
  };

  const holds = ([sinceEarliest, sinceLatest, untilEarliest, untilLatest], first, last) => {
    if ((sinceEarliest || 0) > last || first > (untilLatest || 99991231)) return null;
    return (sinceLatest || 99991231) <= first && last <= (untilEarliest || 0) ? "certain" : "possible";
  };

  /* The steps of the slider: months, or years where months would be too many to hit. */
  const moments = (statements) => {
    let first = Infinity, last = -Infinity;
    for (const { bounds } of statements) {
      for (const day of bounds) {
        if (!day || day >= 99990000) continue;
        first = Math.min(first, Math.floor(day / 10000));
        last = Math.max(last, Math.floor(day / 10000));
      }
    }
    const steps = [];
    for (let year = first; year <= last; year += 1) {
      const text = String(year).padStart(4, "0");
      if (last - first >= 20) steps.push({ name: text, first: year * 10000 + 101, last: year * 10000 + 1231 });
      for (let month = 1; last - first < 20 && month <= 12; month += 1) {
        const start = year * 10000 + month * 100;
        steps.push({ name: text + "-" + String(month).padStart(2, "0"), first: start + 1, last: start + new Date(Date.UTC(year, month, 0)).getUTCDate() });
      }
    }
    return steps;
  };

  /* The step of that name, else the first one that the date lies in or that lies in the date. */
  const step = (moments, name) => {
    const same = moments.findIndex((each) => each.name === name);
    return same >= 0 ? same : moments.findIndex((each) => name && (each.name.startsWith(name) || name.startsWith(each.name)));
  };

  return { fill, inWords, stated, period, holds, moments, step };
};
