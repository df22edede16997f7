"""All names of a graph, ready for look-up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import chain

from coopgraph.errors import AmbiguousName, UnknownName
from coopgraph.model import Candidate, Entity, Name
from coopgraph.names.chinese import ChineseNames
from coopgraph.names.folding import fold, has_han, keys
from coopgraph.names.making import ID, IDS, LATIN, NAMES, PARTS, Made, names_of
from coopgraph.names.numbers import marked
from coopgraph.names.proposals import Proposal
from coopgraph.names.script import Script
from coopgraph.packs import Pack

__all__ = ["NameIndex"]

MOST = 10
_SCORES = {ID: 99.5, "acronym": 99.0, "label": 98.0, "alias": 97.0}
_KINDS = {ID: "id", "acronym": "acronym", "label": "name", "alias": "alias"}
_OTHER_KIND = 96.0
_FOLDED, _OTHER_SCRIPT, _PINYIN = 5.0, 6.0, 8.0
_HELD = 1_000


class NameIndex:
    """All names of a graph's entities; what a question does not need is neither made nor imported."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        by_id = {entity.id: entity for entity in entities}
        bodies = [by_id[id_] for id_ in sorted(by_id)]
        self._body: Callable[[int], Entity] = bodies.__getitem__
        self._packs: Mapping[str, Pack] = Made(bodies)

    @classmethod
    def stored(cls, pack: Pack, entity: Callable[[int], Entity]) -> NameIndex:
        """The index whose `sections` are in the pack; the bodies by their positions are asked for when they answer."""
        index = cls(())
        index._body = lru_cache(_HELD)(entity)
        index._packs = dict.fromkeys(PARTS, pack)
        return index

    def resolve(self, text: str) -> Entity:
        """The one body that has this text as its id, or whole as its acronym, name or alias in some spelling.

        Spellings are tried in turn, the first that any body has decides: but for case, accents, width, punctuation and
        spacing; in the other Chinese script; in pinyin. A part of a name, initials or a similar name never resolves.

        Raises:
            UnknownName: none has; the candidates are what `find` gives.
            AmbiguousName: several have.
        """
        bare = _bare(text)
        if (own := self._with_id(bare)) is not None:
            return self._body(own)
        whole = self._best(self._whole(bare))
        if len(whole) == 1:
            return whole[0].entity
        if whole:
            ids = ", ".join(candidate.entity.id for candidate in whole[:MOST])
            more = f" and {len(whole) - MOST} more" if len(whole) > MOST else ""
            raise AmbiguousName(f"'{text}' may mean {ids}{more}; use an id", whole)
        candidates = self.find(text)
        hint = f"did you mean '{candidates[0].entity.id}'?" if candidates else "nothing has a similar name"
        raise UnknownName(f"unknown name '{text}'; {hint}", candidates)

    def find(self, text: str, most: int = MOST) -> list[Candidate]:
        """The bodies that the text may mean, best first.

        Whole names come before names that have the text in them; similar names only where none is whole.
        """
        text = _bare(text)
        own, whole = self._with_id(text), list(self._whole(text))
        found = [whole, self._parts(text)] if whole or own is not None else [self._parts(text), self._like(text)]
        return self._best(chain.from_iterable(found), own, text, most)

    def _with_id(self, text: str) -> int | None:
        """The position of the body that has exactly this id."""
        return next((at for at in marked(self._packs[IDS][IDS], text) if self._body(at).id == text), None)

    def _whole(self, text: str) -> Iterator[Proposal]:
        """Every name that is the text in the first spelling that any name has."""
        if spelled := self._spelled(text):
            yield from (self._as_spelled(at, text) for at in spelled)
        elif has_han(text):
            for at in self._chinese.in_other_script(text):
                yield self._rated(at, _OTHER_SCRIPT, "{}, in the other Chinese script")
        else:
            yield from (self._rated(at, _PINYIN, "{}, in pinyin") for at in self._chinese.in_pinyin(text))

    def _spelled(self, text: str) -> list[int]:
        """The positions of the names that are this text but for case, accents, width, punctuation and spacing."""
        wanted, index = keys(text), self._packs[NAMES][f"{NAMES}.keys"]
        positions = sorted({at for key in wanted for at in marked(index, key)})
        return [at for at in positions if wanted & keys(self._name(at).text)]

    def _as_spelled(self, at: int, text: str) -> Proposal:
        if self._name(at).text == text:
            return self._rated(at, 0, "{}")
        return self._rated(at, _FOLDED, "{}, ignoring case, accents and punctuation")

    def _rated(self, at: int, less: float, reason: str) -> Proposal:
        return Proposal(at, _SCORES.get(self._name(at).kind, _OTHER_KIND) - less, reason)

    def _parts(self, text: str) -> Iterable[Proposal]:
        return self._chinese.parts(text) if has_han(text) else self._latin.parts(fold(text))

    def _like(self, text: str) -> Iterable[Proposal]:
        if has_han(text):
            return self._chinese.like(text)
        return chain(self._latin.like(fold(text)), self._chinese.by_sound(text))

    def _best(
        self, proposals: Iterable[Proposal], own: int | None = None, text: str = "", most: int | None = None
    ) -> list[Candidate]:
        """The best proposal of each body, best first, among equal ones the first; before them the one with the id."""
        best: dict[int, Proposal] = {}
        for proposal in proposals:
            body = self._having(proposal.name)
            if body != own and (body not in best or proposal.score > best[body].score):
                best[body] = proposal
        ranked = [best[body] for body in sorted(best, key=lambda body: (-best[body].score, body))]
        first = [] if own is None else [Candidate(self._body(own), text, 100.0, "id")]
        return [*first, *map(self._candidate, ranked[:most])][:most]

    def _candidate(self, proposal: Proposal) -> Candidate:
        name = self._name(proposal.name)
        body = self._body(self._having(proposal.name))
        return Candidate(body, name.text, proposal.score, proposal.reason.format(_called(name)))

    def _having(self, position: int) -> int:
        """The position of the body that has the name."""
        return bisect_right(self._first, position) - 1

    def _name(self, position: int) -> Name:
        body = self._having(position)
        return names_of(self._body(body))[position - self._first[body]]

    @cached_property
    def _first(self) -> memoryview:
        return self._packs[NAMES][f"{NAMES}.first"]

    @cached_property
    def _latin(self) -> Script:
        return Script(self._packs, NAMES, LATIN)

    @cached_property
    def _chinese(self) -> ChineseNames:
        return ChineseNames(self._packs)


def _bare(text: str) -> str:
    return text.strip().removeprefix("id:")


def _called(name: Name) -> str:
    """What kind of name it is, its language, and when it was the name."""
    kind = _KINDS.get(name.kind, name.kind) + (f" ({name.lang})" if name.lang else "")
    return f"{kind}, {name.since or '…'} to {name.until or 'not stated'}" if name.since or name.until else kind
