"""Dates at the precision stated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coopgraph import dates
from coopgraph.dates import Bounds, Span
from coopgraph.errors import BadDate

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-02", "2015-02-01", "2015-02-28"),
        ("2016-06-30", "2016-06-30", "2016-06-30"),
        ("2016-06?", "2016-06-01", "2016-06-30"),
        ("1998~", "1998-01-01", "1998-12-31"),
        ("2015-XX", "2015-01-01", "2015-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2016-11-29/2016-11-30", "2016-11-29", "2016-11-30"),
        ("[2016-06..]", "2016-06-01", None),
        ("[..2016-06]", None, "2016-06-30"),
        ("2016/..", "2016-01-01", None),
        ("[2016..2017-06]", "2016-01-01", "2017-06-30"),
    ],
)
def test_a_date_means_the_days_of_its_precision(text: str, earliest: str | None, latest: str | None) -> None:
    span = dates.read(text)

    assert (span.earliest and span.earliest.isoformat(), span.latest and span.latest.isoformat()) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2016-02-30", "February 2016 has no day 30"),
        ("1900-02-29", "February 1900 has no day 29"),
        ("2016-13", "there is no month 13"),
        ("0000", "years before 1 are not supported"),
        ("-0044", "'-0044' is not a date"),
        ("16", "'16' is not a date"),
        ("Y17000", "'Y17000' is not a date"),
        ("soon", "'soon' is not a date"),
        ("/", "'/' is not a date"),
        ("2014/2015/2017", "'2014/2015/2017' is not a date"),
        ("2017/2016", "'2017/2016' ends before it begins"),
    ],
)
def test_what_is_not_a_date_is_refused_with_its_reason(text: str, problem: str) -> None:
    with pytest.raises(BadDate) as caught:
        dates.read(text)

    assert caught.value.problem == problem


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("July 2015", "2015-07"),
        ("Juli 2015", "2015-07"),
        ("Jänner 2015", "2015-01"),
        ("14. Juli 2015", "2015-07-14"),
        ("14 July 2015", "2015-07-14"),
        ("October 18, 2016", "2016-10-18"),
        ("Sept. 2016", "2016-09"),
        ("2015年7月", "2015-07"),
        ("2015年7月14日", "2015-07-14"),
        ("2015 年", "2015"),
        ("２０１５年７月", "2015-07"),
        ("2015-07", "2015-07"),
        ("[2016-06..]", "[2016-06..]"),
    ],
)
def test_month_words_in_three_languages_are_read(written: str, edtf: str) -> None:
    assert dates.to_edtf(written) == edtf


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("31.02.2016", "write the day as YYYY-MM-DD"),
        ("30.06.2016", "did you mean 2016-06-30?"),
        ("2016/6", "write 2016-6, with two digits each"),
        ("03/04/2022", "did you mean 2022-04-03?"),
        ("2022-1-5", "write 2022-01-05"),
        ("44562", "it looks like a spreadsheet's day number; format the cell as text and write the date"),
        ("Brumaire 2015", "write 2016, 2016-06, 2016-06-30 or EDTF such as [2016-06..] (on or after)"),
    ],
)
def test_a_date_that_could_be_read_two_ways_is_proposed_but_not_guessed(written: str, fix: str) -> None:
    with pytest.raises(BadDate) as caught:
        dates.to_edtf(written)

    assert caught.value.fix == fix


FACT_SHEET = Span(date(2016, 11, 30), None)


@pytest.mark.parametrize(
    ("since", "until", "instant", "expected"),
    [
        ("2016-06", None, False, ("2016-06-01", "2016-06-30", "2016-11-30", None)),
        ("2016-06", "..", False, ("2016-06-01", "2016-06-30", "2016-11-30", None)),
        ("2016-06", "unknown", False, ("2016-06-01", "2016-06-30", "2016-06-01", None)),
        ("2016-06", "2018", False, ("2016-06-01", "2016-06-30", "2018-01-01", "2018-12-31")),
        (None, None, False, (None, None, "2016-11-30", None)),
        ("2020", None, False, ("2020-01-01", "2020-12-31", "2020-01-01", None)),
        ("2015-12-01", "2015", False, ("2015-12-01", "2015-12-01", "2015-12-01", "2015-12-31")),
        ("[2016-06..]", None, True, ("2016-06-01", None, "9999-12-31", None)),
        ("2015-07", None, True, ("2015-07-01", "2015-07-31", "9999-12-31", None)),
    ],
)
def test_bounds_follow_from_the_dates_and_the_day_for_which_the_source_vouches(
    since: str | None, until: str | None, instant: bool, expected: tuple[str | None, ...]
) -> None:
    bounds = dates.bounds(since, until, instant, FACT_SHEET)

    assert _texts(bounds) == expected


def test_a_begin_that_the_source_announces_is_as_vague_as_stated() -> None:
    bounds = dates.bounds("2016", None, False, Span(date(2015, 3, 1), date(2015, 3, 1)))

    assert _texts(bounds) == ("2016-01-01", "2016-12-31", "2016-01-01", None)
    assert dates.holds(bounds, dates.as_of("2016-01-01")) == "possible"


def test_a_begin_that_is_not_stated_is_no_later_than_the_source() -> None:
    bounds = dates.bounds(None, None, False, Span(date(2026, 6, 2), date(2026, 6, 2)))

    assert _texts(bounds) == (None, "2026-06-02", "2026-06-02", None)
    assert dates.holds(bounds, dates.as_of("2026-06-02")) == "certain"
    assert dates.holds(bounds, dates.as_of("2026-06-03")) == "possible"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2016-05-31", None),
        ("2016-06-01", "possible"),
        ("2016-06-29", "possible"),
        ("2016-06-30", "certain"),
        ("2016-11-30", "certain"),
        ("2016-12-01", "possible"),
        ("2016-06", "possible"),
        ("2016-07", "certain"),
        ("2016-07/2016-11", "certain"),
        ("2016-07/2016-12", "possible"),
        ("2016", "possible"),
        ("2015", None),
        ("Juli 2016", "certain"),
    ],
)
def test_the_commission_of_june_2016_holds_as_the_specification_says(day: str, expected: str | None) -> None:
    assert dates.holds(dates.bounds("2016-06", None, False, FACT_SHEET), dates.as_of(day)) == expected


def test_an_open_day_cannot_be_asked_for() -> None:
    with pytest.raises(BadDate, match="has no first or no last day"):
        dates.as_of("[2016..]")


@dataclass(frozen=True)
class Stated:
    """A statement's dates as days counted from 2016-01-01: spans of since, until and issue, None where not stated."""

    since: tuple[int, int] | None
    until: tuple[int, int] | str | None
    issued: tuple[int, int]

    def worlds(self) -> list[tuple[int, int]]:
        """Every begin and end that the dates allow, one by one, within the days -1 to 13; 13 is "for ever"."""
        first, last = self.since or (-1, 12)
        found = []
        for begin, issue in product(range(first, last + 1), range(self.issued[0], self.issued[1] + 1)):
            for end in range(begin, 14):
                if isinstance(self.until, tuple):
                    allowed = self.until[0] <= end <= self.until[1]
                else:
                    allowed = end <= issue if self.until == "unknown" else end >= issue
                if begin <= issue and allowed:
                    found.append((begin, end))
        return found

    def bounds(self) -> Bounds:
        """What coopgraph makes of the same dates."""
        until = _text(self.until) if isinstance(self.until, tuple) else self.until
        issued = Span(*(START + timedelta(days=day) for day in self.issued))
        return dates.bounds(_text(self.since) if self.since else None, until, False, issued)


START = date(2016, 1, 1)
NUMBERS = st.integers(0, 11)
SPANS = st.tuples(NUMBERS, NUMBERS).map(lambda days: (min(days), max(days)))
STATED = st.builds(Stated, st.none() | SPANS, st.sampled_from([None, "..", "unknown"]) | SPANS, SPANS)


def _text(span: tuple[int, int]) -> str:
    first, last = (START + timedelta(days=day) for day in span)
    return first.isoformat() if first == last else f"{first}/{last}"


@given(stated=STATED, day=NUMBERS)
def test_certain_and_possible_agree_with_every_world_that_the_dates_allow(stated: Stated, day: int) -> None:
    worlds = stated.worlds()
    assume(worlds)
    asked = START + timedelta(days=day)

    held = dates.holds(stated.bounds(), Span(asked, asked))

    assert (held is not None) == any(begin <= day <= end for begin, end in worlds)
    assert (held == "certain") == all(begin <= day <= end for begin, end in worlds)


@given(stated=STATED, since=SPANS, day=NUMBERS)
def test_less_precision_never_makes_more_certain_or_less_possible(
    stated: Stated, since: tuple[int, int], day: int
) -> None:
    assume(stated.since and stated.worlds())
    assert stated.since
    vaguer = replace(stated, since=(min(stated.since[0], since[0]), max(stated.since[1], since[1])))
    asked = Span(START + timedelta(days=day), START + timedelta(days=day))

    held, vaguely = dates.holds(stated.bounds(), asked), dates.holds(vaguer.bounds(), asked)

    assert not (vaguely == "certain" and held != "certain")
    assert not (held is not None and vaguely is None)


@given(begin=st.tuples(DAYS, DAYS).map(sorted), end=st.tuples(DAYS, DAYS).map(sorted), day=DAYS)
def test_a_day_is_certain_only_if_every_choice_of_begin_and_end_covers_it(
    begin: list[date], end: list[date], day: date
) -> None:
    bounds = Bounds(begin[0], begin[1], end[0], end[1])

    held = dates.holds(bounds, Span(day, day))

    assert (held == "certain") == (begin[1] <= day <= end[0])
    assert (held is not None) == (begin[0] <= day <= end[1])


@given(day=DAYS)
def test_less_precision_never_narrows_what_a_date_may_mean(day: date) -> None:
    exact, month, year = (dates.read(day.isoformat()[:length]) for length in (10, 7, 4))

    assert exact == Span(day, day)
    assert month.earliest and exact.earliest and year.earliest and month.latest and exact.latest and year.latest
    assert year.earliest <= month.earliest <= exact.earliest <= exact.latest <= month.latest <= year.latest
    assert month.latest + timedelta(days=1) == date(day.year + day.month // 12, day.month % 12 + 1, 1)


@given(spans=st.lists(st.tuples(DAYS, DAYS).map(sorted), min_size=1, max_size=5))
def test_an_overlap_is_what_all_possible_periods_share(spans: list[list[date]]) -> None:
    overlap = dates.overlap([Bounds(first, None, None, last) for first, last in spans])

    begin, end = max(first for first, _ in spans), min(last for _, last in spans)
    assert overlap == (Span(begin, end) if begin <= end else None)


def _texts(bounds: Bounds) -> tuple[str | None, ...]:
    days = (bounds.since_earliest, bounds.since_latest, bounds.until_earliest, bounds.until_latest)
    return tuple(day.isoformat() if day else None for day in days)


@pytest.mark.parametrize("text", ["2016", "2016-02", "2016-02-29", "0001-12-31", "9999"])
@pytest.mark.parametrize("mark", ["?", "~", "%"])
def test_a_date_that_is_marked_uncertain_means_the_days_that_the_edtf_library_gives(text: str, mark: str) -> None:
    from edtf import parse_edtf

    parsed = parse_edtf(text + mark)
    days = [date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])]

    assert [*dates.read(text + mark)] == days


@pytest.mark.parametrize("text", ["2016-13~", "2015-02-29?", "0000~", "2016-21?"])
def test_a_mark_makes_no_date_of_what_is_none(text: str) -> None:
    with pytest.raises(BadDate):
        dates.read(text)
