"""The values that travel between the layers: frozen, without behaviour that needs a store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from coopgraph.dates import OPEN, UNKNOWN, Bounds, Span, bounds, holds
from coopgraph.records import Record, replace

__all__ = ["Candidate", "End", "Entity", "Evidence", "Finding", "Name", "Path", "Source", "Statement", "Step", "end_of"]

End = Literal["dated", "open", "unknown", "not stated"]
_ENDS: dict[str | None, End] = {None: "not stated", OPEN: "open", UNKNOWN: "unknown"}


class Name(Record, frozen=True):
    """One name of an entity; `kind` is label, alias or acronym, `source` where the name comes from."""

    text: str
    lang: str | None = None
    kind: str = "label"
    since: str | None = None
    until: str | None = None
    source: str | None = None
    locator: str | None = None


class Evidence(Record, frozen=True):
    """A place in a source that states a claim, or from which it was derived."""

    source: str
    locator: str | None = None
    quote: str | None = None
    derived: bool = False


class Source(Record, frozen=True):
    """A document; `issued` is EDTF, `retrieved` a day."""

    id: str
    title: str
    publisher: str | None = None
    issued: str | None = None
    retrieved: str | None = None
    url: str | None = None
    licence: str | None = None


class Entity(Record, frozen=True):
    """An institution, agreement, project, event or responsibility; `type` is its class's local name.

    `before` and `after` are the bodies that a reorganisation changed and those that came of it.
    """

    id: str
    type: str
    names: tuple[Name, ...] = ()
    country: str | None = None
    city: str | None = None
    date: str | None = None
    note: str | None = None
    evidence: tuple[Evidence, ...] = ()
    same_as: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def as_of(self, days: Span | None) -> Entity:
        """The same body under the names that it had on the days; two that are possible stand side by side."""
        held = _names_on(self.names, days) if days else {}
        if not held:
            return self
        kept = tuple(name for name in self.names if (name.kind, name.lang) not in held or name.since or name.until)
        return replace(self, names=(*(Name(text, lang, kind) for (kind, lang), text in held.items()), *kept))

    def label(self, lang: str = "en") -> str:
        """Its name in the language, else in English, German or Chinese, else its acronym or id."""
        for name in self.names:
            if name.lang == lang and name.kind == "label" and not name.since and not name.until and name.text:
                return name.text
        undated = {
            name.lang: name.text
            for name in reversed(self.names)
            if name.kind == "label" and not name.since and not name.until
        }
        found = next((undated[each] for each in (lang, "en", "de", "zh", None) if each in undated), None)
        return (
            found
            or next(iter(undated.values()), None)
            or self.acronym
            or next((name.text for name in self.names), self.id)
        )

    @property
    def acronym(self) -> str | None:
        """Its acronym, where it has one."""
        for name in self.names:
            if name.kind == "acronym" and not name.since and not name.until:
                return name.text
        return None

    @property
    def short(self) -> str:
        """What a sentence calls it: its acronym, else its id where that is a readable word."""
        return self.acronym or (self.id if "://" not in self.id else self.label())


def _names_on(names: tuple[Name, ...], days: Span) -> dict[tuple[str, str | None], str]:
    """The dated names that certainly held on the days, else those that possibly did, by kind and language."""
    found: dict[tuple[str, str | None], dict[str, list[str]]] = {}
    for name in names:
        if name.since or name.until:
            held = holds(bounds(name.since, name.until, instant=False), days)
            if held:
                found.setdefault((name.kind, name.lang), {}).setdefault(held, []).append(name.text)
    best = {key: by.get("certain") or by["possible"] for key, by in found.items()}
    return {key: " / ".join(dict.fromkeys(texts)) for key, texts in best.items()}


class Statement(Record, frozen=True):
    """One dated, sourced claim: subject, relation and object are ids; dates are as stated."""

    id: str
    subject: str
    relation: str
    object: str
    since: str | None = None
    until: str | None = None
    under: str | None = None
    note: str | None = None
    evidence: tuple[Evidence, ...] = ()
    bounds: Bounds = Bounds()
    instant: bool = False
    dataset: str | None = None
    premises: tuple[str, ...] = ()
    rule: str | None = None

    def bounded(self, bounds: Bounds, instant: bool) -> Statement:
        """The same claim with the days between which it begins and ends."""
        claim = (self.id, self.subject, self.relation, self.object, self.since, self.until, self.under)
        proof = (self.note, self.evidence, bounds, instant, self.dataset, self.premises, self.rule)
        return Statement(*claim, *proof)

    @property
    def inferred(self) -> bool:
        """Whether a rule concluded it; a stated one has no premises."""
        return bool(self.premises)

    @property
    def end(self) -> End | None:
        """How its end is known; None for an instant."""
        return end_of(self.until, self.instant)


def end_of(until: str | None, instant: bool) -> End | None:
    """How the end of a statement is known; None for an instant."""
    return None if instant else _ENDS.get(until, "dated")


class Step(Record, frozen=True):
    """One hop of a path: the best statement between its two bodies, and those parallel to it."""

    statement: Statement
    forward: bool
    parallel: tuple[Statement, ...] = ()

    @property
    def start(self) -> str:
        """The id of the body that it leaves."""
        return self.statement.subject if self.forward else self.statement.object

    @property
    def end(self) -> str:
        """The id of the body that it reaches."""
        return self.statement.object if self.forward else self.statement.subject


class Path(Record, frozen=True):
    """A route; `overlap` holds the days on which all its steps may hold together, or None."""

    steps: tuple[Step, ...]
    overlap: Span | None

    @property
    def bodies(self) -> tuple[str, ...]:
        """The ids along the route, both ends included."""
        return (self.steps[0].start, *(step.end for step in self.steps))


class Candidate(Record, frozen=True):
    """A body that a text may mean; `score` is 0 to 100, `reason` says how it was found."""

    entity: Entity
    matched: str
    score: float
    reason: str

    def as_row(self, lang: str = "en") -> Mapping[str, object]:
        """The row of `find`, as the contract has it."""
        entity = self.entity
        return {
            "id": entity.id,
            "label": entity.label(lang),
            "type": entity.type,
            "country": entity.country,
            "matched": self.matched,
            "score": round(self.score, 1),
            "reason": self.reason,
        }


class Finding(Record, frozen=True):
    """One problem in the data: where it is, what is wrong, what would be right."""

    problem: str
    fix: str = ""
    file: str = ""
    line: int | None = None
    cell: str | None = None
    rule: str = ""

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "") + (f", {self.cell}" if self.cell else "")
        return (f"{place}: " if place else "") + self.problem + (f"; {self.fix}" if self.fix else "")

    def as_row(self) -> Mapping[str, object]:
        """The row of `check`, as the contract has it."""
        return {"file": self.file, "line": self.line, "cell": self.cell, "problem": self.problem, "fix": self.fix}
