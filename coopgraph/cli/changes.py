"""Changes as people read them, in English, German and Chinese: text, Markdown and a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from coopgraph.cli.output import Answer, Citations, citation
from coopgraph.dates import OPEN, UNKNOWN
from coopgraph.ontology import ClassKind, Ontology, RelationKind
from coopgraph.questions.wording import LANGUAGES, date_in_words, word

__all__ = ["of_changes"]

Row = dict[str, Any]

_DATES = ("since", "until", "date", "issued", "retrieved")
_STATED = (*_DATES, "type", "country", "city", "under", "publisher", "url", "licence", "name_source")
_QUOTED = ("note", "quote")
_COLUMNS = ("change", "kind", "institution", "what", "field", "old", "new", "source")
_DETAILS: Mapping[str, tuple[str, ...]] = {
    "evidence": ("locator", "quote", "derived"),
    "name": ("since", "until", "name_source", "locator"),
}
_WORDS: Mapping[str, tuple[str, str, str]] = {
    "added": ("added", "neu", "新增"),
    "removed": ("removed", "entfallen", "删除"),
    "changed": ("changed", "geändert", "更改"),
    "line": ("{}: {}", "{}: {}", "{}：{}"),
    "one": ("{1} {0}", "{1} {0}", "{0}{1}"),
    "not stated": ("not stated", "nicht genannt", "未说明"),
    "yes": ("yes", "ja", "是"),
    "no": ("no", "nein", "否"),
    "sources": ("Sources", "Quellen", "来源"),
    "label": ("name", "Name", "名称"),
    "acronym": ("acronym", "Abkürzung", "缩写"),
    "alias": ("alias", "weiterer Name", "别名"),
    "subject": ("subject", "Subjekt", "主体"),
    "relation": ("relation", "Beziehung", "关系"),
    "object": ("object", "Objekt", "客体"),
    "since": ("since", "seit", "始于"),
    "until": ("until", "bis", "止于"),
    "under": ("under", "auf Grundlage von", "依据"),
    "note": ("note", "Anmerkung", "备注"),
    "evidence": ("evidence", "Beleg", "证据"),
    "locator": ("place in the source", "Fundstelle", "原文位置"),
    "quote": ("quote", "Zitat", "引文"),
    "derived": ("derived", "abgeleitet", "推导得出"),
    "name_source": ("source of the name", "Quelle des Namens", "名称来源"),
    "type": ("type", "Art", "类型"),
    "country": ("country", "Staat", "国家"),
    "city": ("city", "Ort", "城市"),
    "date": ("date", "Datum", "日期"),
    "same_as": ("same as", "dasselbe wie", "等同于"),
    "before": ("before", "vorher", "此前"),
    "after": ("after", "nachher", "此后"),
    "title": ("title", "Titel", "标题"),
    "publisher": ("publisher", "Herausgeber", "发布者"),
    "issued": ("issued", "erschienen", "发布日期"),
    "retrieved": ("retrieved", "abgerufen am", "获取日期"),
    "url": ("address", "Adresse", "网址"),
    "licence": ("licence", "Lizenz", "许可"),
}


def of_changes(ontology: Ontology, changes: list[Row], lang: str) -> Answer:
    """The changes in sentences under their institutions; in CSV one line for each field that changed."""
    words, citations = _Words(ontology, lang), Citations()
    groups = []
    for _, group in groupby(changes, lambda change: change["institution"] and change["institution"]["id"]):
        found = list(group)
        entries = [(words.of_change(each, citations), [*map(words.of_field, each["fields"])]) for each in found]
        named = next((each for each in found if each["new"]), found[0])
        groups.append((words.heading(named["institution"]), entries))
    text = "\n\n".join(_block(heading, entries) for heading, entries in groups)
    markdown = "\n\n".join(_section(heading, entries) for heading, entries in groups)
    full = [cells for change in changes for cells in _cells(change)]
    return Answer(changes, _COLUMNS, full, text=text, markdown=markdown, below=str(citations))


Entry = tuple[tuple[str, str], list[str]]


def _block(heading: str, entries: list[Entry]) -> str:
    lines = [heading]
    for (change, said), fields in entries:
        lines += [f"  {change}{said}", *(f"    {field}" for field in fields)]
    return "\n".join(lines)


def _section(heading: str, entries: list[Entry]) -> str:
    lines = [f"### {_escaped(heading)}", ""]
    for (change, said), fields in entries:
        lines += [f"- **{change.strip()}** {_escaped(said)}", *(f"  - {_escaped(field)}" for field in fields)]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_<>|])", r"\\\1", text)


@dataclass(frozen=True)
class _Words:
    """How changes are said in one language."""

    ontology: Ontology
    lang: str

    def __call__(self, key: str) -> str:
        return _WORDS[key][LANGUAGES.index(self.lang)]

    def heading(self, institution: Row | None) -> str:
        """Whose changes follow."""
        if institution is None:
            return self("sources")
        id, label = str(institution["id"]), institution["label"]
        return id if label == id else self("line").format(id, label)

    def of_change(self, change: Row, citations: Citations) -> tuple[str, str]:
        """What happened, and the sentence that it happened to, with what that rests on."""
        row = change["new"] or change["old"]
        marks = citations.mark(row.get("sources", ()))
        note = citations.note(row["note"]) if change["kind"] == "statement" and change["change"] != "changed" else ""
        said = " ".join(part for part in (change["what"], marks + note) if part.strip())
        return self("line").format(self(change["change"]), ""), said

    def of_field(self, field: Row) -> str:
        """`since: June 2016 → July 2016`, `evidence added: …`, `quote: “…” → “…” (evidence: …)`."""
        name, old, new = field["field"], field["old"], field["new"]
        label = self._kind_of_name(old or new) if name == "name" else self(name)
        if (old is None or new is None) and name not in _STATED:
            change, value = ("added", new) if old is None else ("removed", old)
            return self("line").format(self("one").format(self(change), label), self.value(name, value))
        if name in _DETAILS and (details := list(self._details(name, old, new))):
            return f"{'; '.join(details)} ({self('line').format(label, _place(name, old, new))})"
        return self("line").format(label, f"{self.value(name, old)} → {self.value(name, new)}")

    def _kind_of_name(self, name: Row) -> str:
        return self(name["kind"]) + (f" ({name['lang']})" if name["lang"] else "")

    def _details(self, name: str, old: Row, new: Row) -> Iterator[str]:
        """What differs in a piece of evidence, or in a name whose text is the same."""
        if name == "name" and old["name"] != new["name"]:
            return
        for part in _DETAILS[name]:
            if old[part] != new[part]:
                yield self.of_field({"field": part, "old": old[part], "new": new[part]})

    def value(self, name: str, value: Any) -> str:
        """A value in words."""
        if value is None:
            return self("not stated")
        if isinstance(value, bool):
            return self("yes" if value else "no")
        if isinstance(value, dict):
            return self._thing(name, value)
        return self._date(value) if name in _DATES else self._text(name, value)

    def _thing(self, name: str, value: Row) -> str:
        if name == "evidence":
            return citation(value)
        return self._name(value) if name == "name" else str(value["label"])

    def _text(self, name: str, value: str) -> str:
        kinds: Mapping[str, ClassKind | RelationKind] = {}
        if name in ("type", "relation"):
            kinds = self.ontology.classes if name == "type" else self.ontology.relations
        if value in kinds:
            return kinds[value].label(self.lang)
        return f"“{value}”" if name in _QUOTED else value

    def _date(self, text: str) -> str:
        kind = {OPEN: "open", UNKNOWN: "unknown"}.get(text)
        return word(kind, self.lang) if kind else date_in_words(text, self.lang)

    def _name(self, name: Row) -> str:
        dated = name["since"] or name["until"]
        return str(name["name"]) + (f" ({self._period(name)})" if dated else "")

    def _period(self, name: Row) -> str:
        begin = word("since", self.lang, self._date(name["since"])) if name["since"] else word("begin", self.lang)
        end = word("until", self.lang, self._date(name["until"])) if name["until"] else word("not stated", self.lang)
        return f"{begin}, {end}"


def _place(name: str, old: Row, new: Row) -> str:
    """The name that stays the same, or the source of a piece of evidence, with its place where that does."""
    if name == "name":
        return str(new["name"])
    return str(new["title"]) + (f", {new['locator']}" if new["locator"] and old["locator"] == new["locator"] else "")


def _cells(change: Row) -> Iterator[list[Any]]:
    """The lines of a change in CSV: one for each field, or one for what is added or removed."""
    institution = change["institution"]["id"] if change["institution"] else ""
    sources = "; ".join(map(citation, (change["new"] or change["old"]).get("sources", ())))
    for field in change["fields"] or [{"field": "", "old": None, "new": None}]:
        values = [_plain(field["field"], field[side]) for side in ("old", "new")]
        yield [change["change"], change["kind"], institution, change["what"], field["field"], *values, sources]


def _plain(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return citation(value) if name == "evidence" else str(value["name"] if name == "name" else value["id"])
    return "" if value is None else str(value)
