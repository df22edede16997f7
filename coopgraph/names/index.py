"""All names of a graph, ready for look-up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from coopgraph.errors import AmbiguousName, UnknownName
from coopgraph.model import Candidate, Entity, Name
from coopgraph.names.chinese import ChineseNames
from coopgraph.names.folding import fold, has_han
from coopgraph.names.proposals import Proposal, like, parts
from coopgraph.names.similar import Similar
from coopgraph.names.table import ID, NameTable

__all__ = ["NameIndex"]

MOST = 10
_SCORES = {ID: 99.5, "acronym": 99.0, "label": 98.0, "alias": 97.0}
_KINDS = {ID: "id", "acronym": "acronym", "label": "name", "alias": "alias"}
_OTHER_KIND = 96.0
_FOLDED, _OTHER_SCRIPT, _PINYIN = 5.0, 6.0, 8.0


class NameIndex:
    """All names of a graph's entities; what a question does not need is neither made nor imported."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = {entity.id: entity for entity in entities}

    def resolve(self, text: str) -> Entity:
        """The one body that has this text as its id, or whole as its acronym, name or alias in some spelling.

        Spellings are tried in turn, the first that any body has decides: but for case, accents, width, punctuation and
        spacing; in the other Chinese script; in pinyin. A part of a name, initials or a similar name never resolves.

        Raises:
            UnknownName: none has; the candidates are what `find` gives.
            AmbiguousName: several have.
        """
        if exact := self._entities.get(_bare(text)):
            return exact
        whole = _best(self._whole(_bare(text)))
        if len(whole) == 1:
            return whole[0].entity
        if whole:
            ids = ", ".join(candidate.entity.id for candidate in whole)
            raise AmbiguousName(f"'{text}' may mean {ids}; use an id", whole)
        candidates = self.find(text)
        hint = f"did you mean '{candidates[0].entity.id}'?" if candidates else "nothing has a similar name"
        raise UnknownName(f"unknown name '{text}'; {hint}", candidates)

    def find(self, text: str, most: int = MOST) -> list[Candidate]:
        """The bodies that the text may mean, best first.

        Whole names come before names that have the text in them; similar names only where none is whole.
        """
        text = _bare(text)
        whole = list(self._whole(text))
        proposals = self._parts(text) if whole else chain(self._parts(text), self._like(text))
        return _best([*whole, *map(self._proposed, proposals)])[:most]

    def _whole(self, text: str) -> Iterator[Candidate]:
        """Every name that is the text in the first spelling that any name has."""
        if entity := self._entities.get(text):
            yield Candidate(entity, text, 100.0, "id")
        if found := self._table.whole(text):
            yield from (self._spelled(at, text) for at in found)
        elif has_han(text):
            for at in self._chinese.in_other_script(text):
                yield self._candidate(at, _OTHER_SCRIPT, "{}, in the other Chinese script")
        else:
            yield from (self._candidate(at, _PINYIN, "{}, in pinyin") for at in self._chinese.in_pinyin(text))

    def _spelled(self, at: int, text: str) -> Candidate:
        if self._table.names[at].text == text:
            return self._candidate(at, 0, "{}")
        return self._candidate(at, _FOLDED, "{}, ignoring case, accents and punctuation")

    def _parts(self, text: str) -> Iterable[Proposal]:
        return self._chinese.parts(text) if has_han(text) else parts(self._table.texts, fold(text))

    def _like(self, text: str) -> Iterable[Proposal]:
        if has_han(text):
            return self._chinese.like(text)
        return chain(like(self._similar, fold(text)), self._chinese.by_sound(text))

    def _candidate(self, at: int, less: float, reason: str) -> Candidate:
        name = self._table.names[at]
        score = _SCORES.get(name.kind, _OTHER_KIND) - less
        return Candidate(self._table.bodies[at], name.text, score, reason.format(_called(name)))

    def _proposed(self, proposal: Proposal) -> Candidate:
        name = self._table.names[proposal.position]
        reason = proposal.reason.format(_called(name))
        return Candidate(self._table.bodies[proposal.position], name.text, proposal.score, reason)

    @cached_property
    def _table(self) -> NameTable:
        return NameTable(self._entities.values())

    @cached_property
    def _similar(self) -> Similar:
        return Similar(self._table.texts)

    @cached_property
    def _chinese(self) -> ChineseNames:
        return ChineseNames(self._table.names, self._table.chinese)


def _bare(text: str) -> str:
    return text.strip().removeprefix("id:")


def _called(name: Name) -> str:
    """What kind of name it is, its language, and when it was the name."""
    kind = _KINDS.get(name.kind, name.kind) + (f" ({name.lang})" if name.lang else "")
    return f"{kind}, {name.since or '…'} to {name.until or 'not stated'}" if name.since or name.until else kind


def _best(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The best candidate of each body, best first; among equal ones the first."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        known = best.get(candidate.entity.id)
        if known is None or candidate.score > known.score:
            best[candidate.entity.id] = candidate
    return sorted(best.values(), key=lambda each: (-each.score, each.entity.id))
