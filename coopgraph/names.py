"""Look-up of bodies by any of their names. What is whole resolves, what is like it is only proposed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property

from coopgraph.errors import AmbiguousName, UnknownName
from coopgraph.model import Candidate, Entity, Name

__all__ = ["NameIndex", "fold"]

MOST = 10
LEAST_SCORE = 60.0
_SCORES = {"acronym": 99.0, "label": 98.0, "alias": 97.0}
_FOLDED = 5.0
_PART = 85.0
_KINDS = {"acronym": "acronym", "label": "name", "alias": "alias"}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def fold(text: str) -> str:
    """The text without case, accents, width, punctuation and extra space, so that `Für` and `fur` are the same."""
    return _letters(_decomposed(text))


class NameIndex:
    """All names of a graph's entities, ready for look-up."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = {entity.id: entity for entity in entities}

    def find(self, text: str, most: int = MOST) -> list[Candidate]:
        """The bodies that the text may mean, best first: whole names, then parts of names, then similar ones."""
        found = {candidate.entity.id: candidate for candidate in self._whole(text)}
        for candidate in (*self._parts(text), *self._similar(text, most)):
            found.setdefault(candidate.entity.id, candidate)
        return sorted(found.values(), key=lambda each: (-each.score, each.entity.id))[:most]

    def resolve(self, text: str) -> Entity:
        """The one body that has this text as its whole id, acronym, name or alias, folded or not.

        Raises:
            UnknownName: none has; the candidates are similar ones.
            AmbiguousName: several have.
        """
        if exact := self._entities.get(text.removeprefix("id:")):
            return exact
        whole = self._whole(text)
        if len(whole) == 1:
            return whole[0].entity
        if whole:
            ids = ", ".join(candidate.entity.id for candidate in whole)
            raise AmbiguousName(f"'{text}' may mean {ids}; use an id", whole)
        candidates = self.find(text)
        hint = f"did you mean '{candidates[0].entity.id}'?" if candidates else "nothing has a similar name"
        raise UnknownName(f"unknown name '{text}'; {hint}", candidates)

    def _whole(self, text: str) -> list[Candidate]:
        """Each body that has the text whole, with its best reason, best first."""
        text = text.strip().removeprefix("id:")
        found: dict[str, Candidate] = {}
        if entity := self._entities.get(text):
            found[text] = Candidate(entity, text, 100.0, "id")
        for id, name in (each for form in _forms(text) for each in self._by_fold.get(form, ())):
            candidate = _candidate(self._entities[id], name, text)
            if id not in found or candidate.score > found[id].score:
                found[id] = candidate
        return sorted(found.values(), key=lambda each: (-each.score, each.entity.id))

    def _parts(self, text: str) -> Iterator[Candidate]:
        folded = fold(text)
        if len(folded) < 2:
            return
        for form, names in self._by_fold.items():
            if folded in form:
                for id, name in names:
                    score = min(_PART, 60 + 30 * len(folded) / len(form))
                    yield Candidate(self._entities[id], name.text, score, f"part of its {_KINDS.get(name.kind, 'id')}")

    def _similar(self, text: str, most: int) -> Iterator[Candidate]:
        from rapidfuzz import fuzz, process

        forms = list(self._by_fold)
        close = process.extract(
            fold(text), forms, scorer=fuzz.token_sort_ratio, limit=most * 3, score_cutoff=LEAST_SCORE
        )
        for form, score, _ in close:
            for id, name in self._by_fold[form]:
                yield Candidate(self._entities[id], name.text, score * 0.9, f"like its {_KINDS.get(name.kind, 'id')}")

    @cached_property
    def _by_fold(self) -> dict[str, list[tuple[str, Name]]]:
        """The names under each of their folded forms; an id counts as a name."""
        index: dict[str, list[tuple[str, Name]]] = {}
        for entity in self._entities.values():
            own = Name(entity.id, None, "id")
            for name in (own, *entity.names):
                for form in _forms(name.text):
                    index.setdefault(form, []).append((entity.id, name))
        return index


def _candidate(entity: Entity, name: Name, text: str) -> Candidate:
    exact = name.text == text
    score = _SCORES.get(name.kind, 99.5) - (0 if exact else _FOLDED)
    reason = _KINDS.get(name.kind, "id") + (f" ({name.lang})" if name.lang else "")
    if name.since or name.until:
        reason += f", {name.since or '…'} to {name.until or 'not stated'}"
    return Candidate(entity, name.text, score, reason if exact else f"{reason}, ignoring case, accents and punctuation")


def _forms(text: str) -> set[str]:
    """The folded forms of a text: with umlauts as their vowel and as two letters."""
    return {form for form in (fold(text), _letters(_decomposed(text.casefold().translate(_UMLAUTS)))) if form}


def _decomposed(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.replace("_", " ")))
