"""Names in one script, those that have a text in them and those that are like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from coopgraph.names.making import words_of
from coopgraph.names.proposals import Proposal, like, parts
from coopgraph.names.similar import Similar
from coopgraph.names.texts import Texts
from coopgraph.names.vocabulary import Vocabulary
from coopgraph.packs import Pack
from coopgraph.records import replace

__all__ = ["Script"]


class Script:
    """Folded names in one script by their places, shortest first, and the position of each among all names."""

    def __init__(self, packs: Mapping[str, Pack], part: str, name: str) -> None:
        self._packs = packs
        self._part = part
        self._name = name

    @cached_property
    def texts(self) -> Texts:
        """The names."""
        return Texts(self._packs[self._part], self._name)

    @cached_property
    def positions(self) -> memoryview:
        """The positions of the names."""
        return self._packs[self._part][f"{self._name}.positions"]

    def parts(self, folded: str) -> Iterator[Proposal]:
        """Names that have the folded text in them."""
        return self.placed(parts(self.texts, folded))

    def like(self, folded: str) -> Iterator[Proposal]:
        """Names that are like the folded text."""
        return self.placed(like(self._similar, folded))

    def placed(self, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
        """Proposals of names by place as such by position."""
        return (replace(each, name=self.positions[each.name]) for each in proposals)

    @cached_property
    def _similar(self) -> Similar:
        words = words_of(self._name)
        return Similar(self.texts, Vocabulary(self._packs[words], words))
