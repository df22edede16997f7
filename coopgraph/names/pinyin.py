"""Chinese names as they are typed in Latin letters: with tones, without them, or only the initials of the syllables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain

from coopgraph.names.folding import HAN, fold, has_han, simplified

__all__ = ["Spoken", "Syllables", "could_be_initials", "readings", "spoken", "syllables"]

Syllables = tuple[tuple[str, int], ...]

_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxryw]|[zcs]h?)?"
    r"(?:a(?:i|o|ng?)?|o(?:u|ng)?|e(?:i|r|ng?)?|i(?:ao?|e|u|ang?|ng?|ong)?|u(?:ang?|ai?|o|i|n|e)?)"
)
_LONGEST_SYLLABLE = 6
_TYPED = re.compile(
    r"(?P<letters>[a-z\u0300-\u030c]+)(?P<tone>[1-5](?![\d.]))?|(?P<digits>\d+)|[\s'’.·_-]+|(?P<other>.)"
)
_MARKS = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}


@dataclass(slots=True)
class Spoken:
    """Letters without tones (`ü` and `v` are `u`), and the tones heard, each at the place of its letter from 0."""

    letters: str = ""
    tones: list[tuple[int, int]] = field(default_factory=list)

    def add(self, letters: str, tone: int | None = None) -> None:
        """Adds what stands together; `tone` is that of its last syllable."""
        for each in letters:
            if each in _MARKS:
                self.tones.append((len(self.letters) - 1, _MARKS[each]))
            elif each.isalnum():
                self.letters += "u" if each == "v" else each
        if tone:
            self.tones.append((len(self.letters) - 1, tone))


def spoken(text: str) -> Spoken | None:
    """A text as pinyin, or None where it cannot be: `gōngxìnbù`, `gong1xin4bu4` and `Gong xin bu` are."""
    found = Spoken()
    for part in _TYPED.finditer(unicodedata.normalize("NFD", text.casefold().strip())):
        if part["other"]:
            return None
        found.add(part["letters"] or part["digits"] or "", int(part["tone"] or 0))
    return found if _has_syllables(re.sub(r"\d", "", found.letters)) else None


def could_be_initials(text: str) -> bool:
    """Whether a text such as `gxb` may be the first letters of syllables; none begins with i, u or v."""
    return re.fullmatch(r"[a-hj-tw-z]{2,20}", text.casefold()) is not None


def readings(text: str, exact: bool = True) -> tuple[str, str]:
    """A name as its pinyin is typed without tones, and the first letters of its syllables.

    Where not exact, each character is read by itself: much faster, and wrong for those that words make sound otherwise.
    """
    if not exact:
        return text.translate(_alone), text.translate(_first)
    texts = [syllable for syllable, _ in syllables(simplified(text))]
    return "".join(texts), "".join(each[:1] for each in texts)


def syllables(text: str) -> Syllables:
    """The syllables of a name in simplified characters with their tones (5: none); what is not Chinese has tone 0."""
    return tuple(chain.from_iterable(map(_read, _divided(text))))


def _divided(text: str) -> Iterator[str]:
    """The words of Chinese, as dictionaries have them, and what stands between them."""
    from pypinyin.seg.mmseg import seg

    for part in _chinese_or_not().findall(text):
        if has_han(part):
            yield from seg.cut(part)
        else:
            yield part


@cache
def _chinese_or_not() -> re.Pattern[str]:
    return re.compile(f"{HAN}+|[^{HAN[1:]}+")


@lru_cache(maxsize=50_000)
def _read(word: str) -> Syllables:
    from pypinyin import Style, lazy_pinyin

    found = []
    for each in lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True):
        if read := re.fullmatch(r"([a-zê]+)([1-5])", each):
            found.append((read[1].replace("v", "u"), int(read[2])))
        elif letters := fold(each).replace(" ", ""):
            found.append((letters.replace("v", "u"), 0))
    return tuple(found)


class _Alone(dict[int, str]):
    """How each character sounds by itself, by its code; read when first asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = "".join(syllable for syllable, _ in syllables(simplified(chr(code))))
        return self[code]


class _First(dict[int, str]):
    """The first letter of that."""

    def __missing__(self, code: int) -> str:
        self[code] = _alone[code][:1]
        return self[code]


_alone = _Alone()
_first = _First()


def _has_syllables(letters: str) -> bool:
    """Whether the letters can be divided into syllables without remainder."""
    ends = {0}
    for end in range(1, len(letters) + 1):
        starts = ends & set(range(max(0, end - _LONGEST_SYLLABLE), end))
        if any(_SYLLABLE.fullmatch(letters, start, end) for start in starts):
            ends.add(end)
    return len(letters) > 1 and len(letters) in ends
