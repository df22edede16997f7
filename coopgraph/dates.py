"""Dates at the precision stated, the days they may mean, and whether a period holds on a day.

Dates are EDTF (ISO 8601-2), level 1 and one-sided sets. Everything here is about days of the proleptic
Gregorian calendar from year 1 to 9999; an unbounded side is None.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from coopgraph.errors import BadDate
from coopgraph.records import Record

__all__ = [
    "OPEN",
    "UNKNOWN",
    "UNSTATED",
    "Bounds",
    "Holds",
    "Span",
    "as_of",
    "bounds",
    "holds",
    "overlap",
    "read",
    "split_interval",
    "to_edtf",
]

OPEN = ".."
UNKNOWN = "unknown"

Holds = Literal["certain", "possible"]


class Span(NamedTuple):
    """The first and the last day that a date may mean; None is unbounded."""

    earliest: date | None
    latest: date | None


UNSTATED = Span(None, None)


class Bounds(Record, frozen=True):
    """The four days between which a statement begins and ends; None means −∞, +∞, −∞, +∞ in this order."""

    since_earliest: date | None = None
    since_latest: date | None = None
    until_earliest: date | None = None
    until_latest: date | None = None


_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_ONE_SIDED = re.compile(r"\[(\.\.)?\s*([^\[\]]+?)\s*(\.\.)?\]")
_BETWEEN = re.compile(r"\[([^\[\].]+)\.\.([^\[\].]+)\]")
_SIDE = re.compile(r"(?:.*\d{4}.*|\.\.|)")
_LEVEL_1 = re.compile(r"[\dX]{4}(-[\dX]{2}){0,2}[?~%]?")
_MARKED = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?[?~%]", re.ASCII)
_ALMOST = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})|(\d{4})[./](\d{1,2})(?:[./](\d{1,2}))?")
_CHINESE = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?)?")
_WORDS = re.compile(r"(?:(\d{1,2})(?:\.|st|nd|rd|th)?\s+)?([^\W\d_]+)\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,\s*)?(\d{4})")
_EXAMPLES = "write 2016, 2016-06, 2016-06-30 or EDTF such as [2016-06..] (on or after)"
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan januar jänner",
            "february feb februar",
            "march mar märz mrz maerz",
            "april apr",
            "may mai",
            "june jun juni",
            "july jul juli",
            "august aug",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec dezember dez",
        ),
        start=1,
    )
    for word in words.split()
}


@lru_cache(maxsize=16_384)
def read(text: str) -> Span:
    """The days that an EDTF date, one-sided set or interval may mean.

    Raises:
        BadDate: it is not EDTF level 1 or a one-sided set, or no such day exists.
    """
    text = text.strip()
    if plain := _PLAIN.fullmatch(text):
        return _days(*(int(part) if part else None for part in plain.groups()))
    if between := _BETWEEN.fullmatch(text):
        return _interval(text, *between.groups())
    if one_sided := _ONE_SIDED.fullmatch(text):
        return _one_sided(*one_sided.groups())
    if text.count("/") == 1 and text != "/":
        first, _, last = text.partition("/")
        return _interval(text, first.strip(), last.strip())
    return _level_1(text)


def to_edtf(text: str) -> str:
    """The EDTF form of a date as people write it: with German, English or Chinese month words, or EDTF itself.

    A form that could be read in two ways is refused, never guessed.

    Raises:
        BadDate: it cannot be read; the fix proposes what may have been meant.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if chinese := _CHINESE.fullmatch(text):
        return _checked(*chinese.groups())
    if words := _WORDS.fullmatch(text):
        day, month, other_day, year = words.groups()
        number = _MONTHS.get(month.casefold())
        if number and not (day and other_day):
            return _checked(year, str(number), day or other_day)
    if numeric := _NUMERIC.fullmatch(text):
        raise _numeric_problem(text, numeric)
    read(text)
    return text


def split_interval(text: str) -> tuple[str, str | None]:
    """An interval as its begin and its end; a plain date as itself and None."""
    first, slash, last = (part.strip() for part in text.partition("/"))
    if not slash or "/" in last or not (_SIDE.fullmatch(first) and _SIDE.fullmatch(last)):
        return text.strip(), None
    return first, last or None


def as_of(text: str) -> Span:
    """The days that `--as-of` or `--during` asks for: a day, a month, a year or an interval of them.

    Raises:
        BadDate: it cannot be read, or one of its sides is open.
    """
    first, last = split_interval(text)
    span = read(to_edtf(first) + (f"/{to_edtf(last)}" if last else ""))
    if span.earliest is None or span.latest is None:
        raise BadDate(f"{text!r} has no first or no last day", "write a day, a month, a year, or FROM/TO")
    return span


def bounds(since: str | None, until: str | None, instant: bool, issued: Span = UNSTATED) -> Bounds:
    """The four bounds of a statement whose sources were issued within `issued`.

    `issued` is the latest of the earliest and the earliest of the latest possible days of issue. They are the
    tightest bounds that hold in every world in which the relation begins within the days of `since`, no later than
    the source unless it announces a later day, and ends no sooner than it begins: within the days of `until`; after
    the source where no end is stated or it is open, because a source that says "is" vouches for its own day; before
    it where the end is unknown. An instant never ends.
    """
    stated = read(since) if since and since != UNKNOWN else UNSTATED
    announced = stated.earliest and issued.latest and stated.earliest > issued.latest
    begun = stated.latest if announced else _earlier(stated.latest, issued.latest)
    if instant:
        return Bounds(stated.earliest, begun, date.max, None)
    if until == UNKNOWN:
        return Bounds(stated.earliest, begun, stated.earliest, issued.latest)
    if until and until != OPEN:
        end = read(until)
        return Bounds(stated.earliest, _earlier(begun, end.latest), _later(end.earliest, stated.earliest), end.latest)
    return Bounds(stated.earliest, begun, _later(issued.earliest, stated.earliest), None)


def holds(bounds: Bounds, days: Span) -> Holds | None:
    """Whether it holds on each of the days (certain), on some (possible), or on none (None)."""
    first, last = days.earliest or date.min, days.latest or date.max
    possible = (bounds.since_earliest or date.min) <= last and first <= (bounds.until_latest or date.max)
    if not possible:
        return None
    certain = (bounds.since_latest or date.max) <= first and last <= (bounds.until_earliest or date.min)
    return "certain" if certain else "possible"


def overlap(periods: list[Bounds]) -> Span | None:
    """The days on which all the periods may hold together, or None where there are none."""
    earliest: date | None = None
    latest: date | None = None
    for period in periods:
        earliest = _later(earliest, period.since_earliest)
        latest = _earlier(latest, period.until_latest)
    return None if earliest and latest and earliest > latest else Span(earliest, latest)


def _days(year: int | None, month: int | None, day: int | None) -> Span:
    assert year is not None
    if year == 0:
        raise BadDate("years before 1 are not supported", _EXAMPLES)
    if month is None:
        return Span(date(year, 1, 1), date(year, 12, 31))
    if 21 <= month <= 41 and day is None:
        return _level_1(f"{year:04}-{month:02}")
    if not 1 <= month <= 12:
        raise BadDate(f"there is no month {month:02}", _EXAMPLES)
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return Span(date(year, month, 1), date(year, month, last))
    if not 1 <= day <= last:
        raise BadDate(f"{calendar.month_name[month]} {year} has no day {day}", f"a day from 1 to {last}")
    return Span(date(year, month, day), date(year, month, day))


def _one_sided(before: str | None, text: str, after: str | None) -> Span:
    span = read(text)
    if before and not after:
        return Span(None, span.latest)
    if after and not before:
        return Span(span.earliest, None)
    raise BadDate(f"[{before or ''}{text}{after or ''}] is not a one-sided set", _EXAMPLES)


def _interval(text: str, first: str, last: str) -> Span:
    earliest = None if first in ("", OPEN) else read(first).earliest
    latest = None if last in ("", OPEN) else read(last).latest
    if earliest and latest and earliest > latest:
        raise BadDate(f"{text!r} ends before it begins", f"write {last}/{first}?")
    return Span(earliest, latest)


def _level_1(text: str) -> Span:
    """EDTF beyond plain dates; a plain one that is marked uncertain or approximate means its own days."""
    if not _LEVEL_1.fullmatch(text):
        raise BadDate(f"{text!r} is not a date", _proposal(text))
    if marked := _MARKED.fullmatch(text):
        with suppress(BadDate):
            return _days(*(int(part) if part else None for part in marked.groups()))
    return _strict(text)


@lru_cache(maxsize=4096)
def _strict(text: str) -> Span:
    """The days as the edtf library has them, which costs 0.1 s to import and milliseconds for each text."""
    from edtf import EDTFParseException, parse_edtf

    try:
        parsed = parse_edtf(text)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
    except (EDTFParseException, ValueError, TypeError):
        raise BadDate(f"{text!r} is not a date", _EXAMPLES) from None
    return Span(_days(*lower[:3]).earliest, _days(*upper[:3]).latest)


def _proposal(text: str) -> str:
    """What would be right for a text that is nearly a date."""
    if almost := _ALMOST.fullmatch(text):
        return "write " + "-".join(part.zfill(2) for part in almost.groups() if part)
    if re.fullmatch(r"\d{5}", text):
        return "it looks like a spreadsheet's day number; format the cell as text and write the date"
    return _EXAMPLES


def _checked(year: str, month: str | None, day: str | None) -> str:
    text = year + (f"-{int(month):02}" if month else "") + (f"-{int(day):02}" if day else "")
    read(text)
    return text


def _numeric_problem(text: str, numeric: re.Match[str]) -> BadDate:
    day, month, year = (int(part) if part else 0 for part in numeric.groups()[:3])
    if not year:
        return BadDate(
            f"{text!r} is not a date", f"write {text.replace('.', '-').replace('/', '-')}, with two digits each"
        )
    try:
        proposal = _days(year, month, day).earliest
    except BadDate as problem:
        return BadDate(f"{text!r} is not a date: {problem.problem}", "write the day as YYYY-MM-DD")
    return BadDate(f"{text!r} is not a date", f"did you mean {proposal}?")


def _earlier(one: date | None, other: date | None) -> date | None:
    """The earlier of two days, where None is +∞."""
    return min(one, other) if one and other else one or other


def _later(one: date | None, other: date | None) -> date | None:
    """The later of two days, where None is −∞."""
    return max(one, other) if one and other else one or other
