"""What a sentence says before it is in any language: who stands how to whom, when, and under what."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Literal

from coopgraph.model import End

__all__ = ["Body", "Claim", "Grammar", "Tense", "moment"]

Kind = Literal["body", "company", "agreement", "responsibility"]
Tense = Literal["stated", "past", "perfect"]
Form = Literal["none", "at", "since", "from", "until", "span"]
Moment = Literal["plain", "after", "before", "uncertain", "approximate", "range"]


@dataclass(frozen=True, slots=True)
class Body:
    """One side of a claim: what a sentence calls it, and its whole name, whose grammar counts."""

    called: str
    name: str
    kind: Kind = "body"

    @property
    def short(self) -> bool:
        """Whether it goes by an acronym."""
        return self.called != self.name


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement; `verb` is its relation's label, dates are EDTF, `remarks` stand in brackets at the end."""

    subject: Body
    verb: str
    object: Body
    since: str | None = None
    until: str | None = None
    end: End | None = None
    under: Body | None = None
    remarks: tuple[str, ...] = ()


class Grammar(ABC):
    """How one language says a claim."""

    def say(self, claim: Claim) -> str:
        """The claim as one sentence with its dates: `In June 2016, BMWi commissioned GIZ (end not stated).`"""
        form, tense = self._time(claim)
        return self.sentence(claim, self.when(form, claim.since or "", claim.until or ""), tense)

    def clause(self, claim: Claim) -> str:
        """Who does what to whom, with neither dates nor full stop: `BMWi commissioned GIZ`."""
        bare = Claim(claim.subject, claim.verb, claim.object)
        return self.sentence(bare, "", "stated").rstrip(".。")

    @abstractmethod
    def sentence(self, claim: Claim, when: str, tense: Tense) -> str:
        """The sentence, with the words for its time where it has one."""

    @abstractmethod
    def is_done(self, claim: Claim) -> bool:
        """Whether its label tells of what was done, like `commissioned`, and not of what is, like `implements`."""

    @abstractmethod
    def when(self, form: Form, since: str, until: str) -> str:
        """The words for a time: at a date, since it, from it on, until one, or from one to another."""

    def _time(self, claim: Claim) -> tuple[Form, Tense]:
        """How the time is said; an end that is not stated never turns into one that is."""
        past = self.is_done(claim)
        if claim.since and claim.end == "dated":
            same = claim.since == claim.until
            return ("at" if same else "span"), "past"
        if claim.since and claim.end == "unknown":
            return ("at", "stated") if past else ("from", "past")
        if claim.since:
            return ("at", "stated") if past else ("since", "perfect")
        if claim.end == "dated":
            return "until", "past"
        return "none", "past" if claim.end == "unknown" else "stated"


def moment(text: str) -> tuple[Moment, str, str]:
    """The kind of an EDTF date, the plain date in it, and where it is a range its end."""
    if "/" in text:
        first, _, last = text.partition("/")
        return "range", first, last
    if one_sided := re.fullmatch(r"\[(\.\.)?\s*(.+?)\s*(\.\.)?\]", text):
        return ("before" if one_sided[1] else "after"), one_sided[2], ""
    if text[-1:] in ("?", "%"):
        return "uncertain", text[:-1], ""
    if text.endswith("~"):
        return "approximate", text[:-1], ""
    return "plain", re.sub(r"(?:-XX)+$", "", text), ""
