"""The index of names, made part by part; a part is a pack of arrays, or some sections of a pack that holds all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count

from coopgraph.model import Entity, Name
from coopgraph.names.folding import fold, has_han, keys, simplified
from coopgraph.names.numbers import marks, numbers
from coopgraph.names.sounds import sounds
from coopgraph.names.texts import Texts, block
from coopgraph.names.vocabulary import vocabulary
from coopgraph.packs import Pack, Section

__all__ = ["CHINESE", "ID", "IDS", "LATIN", "NAMES", "PARTS", "SOUNDS", "Made", "names_of", "sections", "words_of"]

ID = "id"
IDS, NAMES, LATIN, CHINESE, SOUNDS = "names.ids", "names", "names.latin", "names.chinese", "names.sounds"


def words_of(script: str) -> str:
    """What the part is called that has the words of the names in a script."""
    return f"{script}.words"


class Made(dict[str, Pack]):
    """The parts of the index of these bodies, which come sorted by id; each is made when it is first asked for."""

    def __init__(self, bodies: Sequence[Entity]) -> None:
        self._bodies = bodies

    def __missing__(self, part: str) -> Pack:
        self[part] = pack = Pack.of(self.sections(part))
        return pack

    def sections(self, part: str) -> dict[str, Section]:
        """The sections of a part."""
        return _MAKERS[part](self._bodies, self)


def sections(bodies: Iterable[Entity]) -> dict[str, Section]:
    """All sections of the index of these bodies, which come sorted by id, for `NameIndex.stored`."""
    made = Made(list(bodies))
    found: dict[str, Section] = {}
    for part in PARTS:
        new = made.sections(part)
        made[part] = Pack.of(new)
        found |= new
    return found


def names_of(body: Entity) -> tuple[Name, ...]:
    """The names by which a body is looked up: first its id, unless an IRI, and last the dated ones."""
    own = () if "://" in body.id else (Name(body.id, None, ID),)
    return (*own, *_dated_last(body.names))


def _ids(bodies: Sequence[Entity], _: Mapping[str, Pack]) -> dict[str, Section]:
    return {IDS: marks((body.id for body in bodies), count())}


def _names(bodies: Sequence[Entity], _: Mapping[str, Pack]) -> dict[str, Section]:
    """Where the names of each body begin, where each spelling stands, and the names that are not Chinese, folded."""
    first, spellings, having = [0], list[str](), list[int]()
    latin, positions = list[str](), list[int]()
    at = 0
    for body in bodies:
        for text in _texts(body):
            folded = fold(text)
            for key in keys(text, folded):
                spellings.append(key)
                having.append(at)
            if folded and not has_han(text):
                latin.append(folded)
                positions.append(at)
            at += 1
        first.append(at)
    return {
        f"{NAMES}.first": numbers(first),
        f"{NAMES}.keys": marks(spellings, having),
        **_placed(LATIN, latin, positions),
    }


def _chinese(bodies: Sequence[Entity], _: Mapping[str, Pack]) -> dict[str, Section]:
    """The Chinese names, folded and simplified, where each spelling stands, and which are not read in Chinese."""
    names = enumerate(name for body in bodies for name in names_of(body))
    chinese = {at: name for at, name in names if has_han(name.text)}
    plain = simplified("\n".join(fold(name.text) for name in chinese.values())).split("\n") if chinese else []
    found = {at: text for at, text in zip(chinese, plain, strict=True) if text}
    placed = _placed(CHINESE, list(found.values()), list(found))
    spellings = [(key, at) for at, text in enumerate(Texts(Pack.of(placed), CHINESE)) for key in keys(text, text)]
    return {
        **placed,
        f"{CHINESE}.keys": marks((key for key, _ in spellings), (at for _, at in spellings)),
        f"{CHINESE}.japanese": numbers([at for at, name in chinese.items() if name.lang == "ja"]),
    }


def _sounds(_: Sequence[Entity], packs: Mapping[str, Pack]) -> dict[str, Section]:
    chinese = packs[CHINESE]
    japanese = frozenset(chinese[f"{CHINESE}.japanese"])
    names = zip(chinese[f"{CHINESE}.positions"], Texts(chinese, CHINESE), strict=True)
    return sounds(SOUNDS, ((at, text) for at, text in names if at not in japanese))


def _words(part: str, script: str) -> Callable[[Sequence[Entity], Mapping[str, Pack]], dict[str, Section]]:
    return lambda _, packs: vocabulary(words_of(script), list(Texts(packs[part], script)))


def _placed(name: str, texts: Sequence[str], positions: Sequence[int]) -> dict[str, Section]:
    """Texts with their positions, the shortest first."""
    sizes = list(map(len, texts))
    order = sorted(range(len(texts)), key=sizes.__getitem__)
    return {
        **block(name, [texts[at] for at in order]),
        f"{name}.positions": numbers([positions[at] for at in order]),
    }


def _texts(body: Entity) -> list[str]:
    """What `names_of` tells, the texts alone."""
    texts = [name.text for name in _dated_last(body.names)]
    return texts if "://" in body.id else [body.id, *texts]


def _dated_last(names: Sequence[Name]) -> Sequence[Name]:
    for name in names:
        if name.since or name.until:
            return sorted(names, key=_dated)
    return names


def _dated(name: Name) -> bool:
    return bool(name.since or name.until)


_MAKERS: Mapping[str, Callable[[Sequence[Entity], Mapping[str, Pack]], dict[str, Section]]] = {
    IDS: _ids,
    NAMES: _names,
    words_of(LATIN): _words(NAMES, LATIN),
    CHINESE: _chinese,
    words_of(CHINESE): _words(CHINESE, CHINESE),
    SOUNDS: _sounds,
}
PARTS = tuple(_MAKERS)
