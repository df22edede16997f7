"""Names in Chinese characters: in either script, and as they sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from coopgraph.model import Name
from coopgraph.names.folding import fold, keys, simplified
from coopgraph.names.pinyin import Pinyin, could_be_initials, spoken
from coopgraph.names.proposals import Proposal, by_sound, like, parts
from coopgraph.names.similar import Similar
from coopgraph.names.texts import Texts

__all__ = ["ChineseNames"]


class ChineseNames:
    """The Chinese ones among the names, known by their positions among all; nothing is read before it is asked for."""

    def __init__(self, names: Sequence[Name], positions: Sequence[int]) -> None:
        self._names = names
        self._positions = positions

    def in_other_script(self, text: str) -> list[int]:
        """The names that are this text but for traditional or simplified characters."""
        return list(dict.fromkeys(at for key in keys(_plain(text)) for at in self._simplified.get(key, ())))

    def in_pinyin(self, text: str) -> list[int]:
        """The names that are read as this text; tones count where it gives them."""
        said = spoken(text) if self._positions else None
        return [at for at, tones_agree in self._pinyin.whole(said) if tones_agree] if said else []

    def parts(self, text: str) -> Iterator[Proposal]:
        """Names that have the text in them, in either script."""
        return self._placed(parts(self._texts, _plain(text)))

    def like(self, text: str) -> Iterator[Proposal]:
        """Names that the text contracts or is like, in either script."""
        return self._placed(like(self._similar, _plain(text)))

    def by_sound(self, text: str) -> Iterator[Proposal]:
        """Names that sound like the text."""
        if self._positions and (could_be_initials(text) or spoken(text)):
            yield from by_sound(self._pinyin, text)

    @cached_property
    def _simplified(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for at in self._positions:
            for key in keys(_plain(self._names[at].text)):
                index.setdefault(key, []).append(at)
        return index

    @cached_property
    def _similar(self) -> Similar:
        return Similar(self._texts)

    @cached_property
    def _texts(self) -> Texts:
        return Texts(_plain(self._names[at].text) for at in self._positions)

    @cached_property
    def _pinyin(self) -> Pinyin:
        chinese = (at for at in self._positions if self._names[at].lang != "ja")
        return Pinyin((at, self._names[at].text) for at in chinese)

    def _placed(self, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
        return (replace(each, position=self._positions[each.position]) for each in proposals)


def _plain(text: str) -> str:
    return simplified(fold(text))
