"""Names in Chinese characters: in either script, and as they sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from coopgraph.names.folding import fold, keys, simplified
from coopgraph.names.making import CHINESE, SOUNDS
from coopgraph.names.numbers import marked
from coopgraph.names.pinyin import could_be_initials, spoken
from coopgraph.names.proposals import Proposal, by_sound, contracted
from coopgraph.names.script import Script
from coopgraph.names.sounds import Sounds
from coopgraph.packs import Pack

__all__ = ["ChineseNames"]


class ChineseNames:
    """The Chinese ones among the names, known by their positions among all; nothing is read before it is asked for."""

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        self._packs = packs
        self._script = Script(packs, CHINESE, CHINESE)

    def in_other_script(self, text: str) -> list[int]:
        """The names that are this text but for traditional or simplified characters."""
        wanted, texts = keys(_plain(text)), self._script.texts
        places = {place for key in wanted for place in marked(self._packs[CHINESE][f"{CHINESE}.keys"], key)}
        return sorted(self._script.positions[place] for place in places if wanted & keys(texts[place]))

    def in_pinyin(self, text: str) -> list[int]:
        """The names that are read as this text; tones count where it gives them."""
        said = spoken(text)
        return [at for at, tones_agree in self._sounds.whole(said) if tones_agree] if said else []

    def parts(self, text: str) -> Iterator[Proposal]:
        """Names that have the text in them, in either script."""
        return self._script.parts(_plain(text))

    def like(self, text: str) -> Iterator[Proposal]:
        """Names that the text contracts or is like, in either script."""
        plain = _plain(text)
        yield from self._script.placed(contracted(self._script.texts, plain))
        yield from self._script.like(plain)

    def by_sound(self, text: str) -> Iterator[Proposal]:
        """Names that sound like the text."""
        if could_be_initials(text) or spoken(text):
            yield from by_sound(self._sounds, text)

    @cached_property
    def _sounds(self) -> Sounds:
        return Sounds(self._packs[SOUNDS], SOUNDS)


def _plain(text: str) -> str:
    return simplified(fold(text))
