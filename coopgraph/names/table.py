"""Every name of every body in one list, and where each spelling stands in it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from coopgraph.model import Entity, Name
from coopgraph.names.folding import fold, has_han, keys
from coopgraph.names.texts import Texts

__all__ = ["ID", "NameTable"]

ID = "id"


class NameTable:
    """Names and their bodies by position from 0: of each body first its id, unless an IRI, and last the dated ones.

    `texts` are the folded names, empty where a name is Chinese; `chinese` are the positions of these.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.bodies: list[Entity] = []
        self.names: list[Name] = []
        self.chinese = array("I")
        self._at: dict[str, int | tuple[int, ...]] = {}
        self.texts = Texts(self._folded(entities))

    def whole(self, text: str) -> Iterable[int]:
        """The positions of the names that are this text but for case, accents, width, punctuation and spacing."""
        return sorted({at for key in keys(text) for at in _positions(self._at.get(key, ()))})

    def _folded(self, entities: Iterable[Entity]) -> Iterator[str]:
        """The text of each name in turn, which is noted in passing."""
        for entity in entities:
            for name in (*_id_as_name(entity), *sorted(entity.names, key=_dated)):
                at, folded = len(self.names), fold(name.text)
                self.bodies.append(entity)
                self.names.append(name)
                for key in keys(name.text, folded):
                    known = self._at.get(key)
                    self._at[key] = at if known is None else (*_positions(known), at)
                if has_han(name.text):
                    self.chinese.append(at)
                yield "" if has_han(name.text) else folded


def _id_as_name(entity: Entity) -> tuple[Name, ...]:
    return () if "://" in entity.id else (Name(entity.id, None, ID),)


def _dated(name: Name) -> bool:
    return bool(name.since or name.until)


def _positions(at: int | tuple[int, ...]) -> tuple[int, ...]:
    return (at,) if isinstance(at, int) else at
