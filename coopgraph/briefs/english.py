"""English: the article where a name is a common noun, and the tense that goes with the time."""

from __future__ import annotations

import re

from coopgraph.briefs.claims import Body, Claim, Form, Grammar, Tense, moment
from coopgraph.questions.wording import date_in_words

__all__ = ["English"]

_NOUNS = """
    academy administration agency agreement alliance association authority bureau cabinet center centre chamber
    charter commission committee communiqué conference confederation consulate consultations contract convention
    cooperation council court declaration delegation department dialogue directorate division embassy event
    federation forum foundation framework fund government group initiative institute laboratory meeting memorandum
    ministry mission network office organisation organization panel parliament partnership plan platform plattform
    programme program project protocol secretariat seminar senate service society strategy subgroup summit symposium
    team treaty union unit workshop
    """
_COMMON = frozenset(_NOUNS.split())
_PREPOSITION = re.compile(r" (?:of|for|on|in|between|to|with|at|and|against|under) ", re.IGNORECASE)


class English(Grammar):
    """`In July 2015, BMWi signed the Memorandum of Understanding between BMWi and MIIT.`"""

    def sentence(self, claim: Claim, when: str, tense: Tense) -> str:
        """Time, subject, verb, object, basis, remarks."""
        first = f"{when}, " if when else ""
        said = f"{first}{_named(claim.subject)} {_verb(claim.verb, tense)} {_named(claim.object)}"
        basis = f" under {_named(claim.under)}" if claim.under else ""
        remarks = f" ({'; '.join(claim.remarks)})" if claim.remarks else ""
        return f"{_capital(said)}{basis}{remarks}."

    def is_done(self, claim: Claim) -> bool:
        """Whether the label begins with a regular verb in the past tense, or with `was`."""
        first = claim.verb.split(" ", 1)[0]
        return first.endswith("ed") or first in ("was", "were", "had")

    def when(self, form: Form, since: str, until: str) -> str:
        """`In June 2016`, `Since June 2016`, `From June 2016 to May 2017`."""
        if form == "at":
            return _capital(_at(since))
        begin, end = (date_in_words(text) if text else "" for text in (since, until))
        patterns = {"none": "", "since": "Since {0}", "from": "From {0} on", "until": "Until {1}"}
        return patterns.get(form, "From {0} to {1}").format(begin, end)


def _at(text: str) -> str:
    kind, date, last = moment(text)
    if kind == "range":
        return f"from {date_in_words(date)} to {date_in_words(last)}"
    preposition = "on" if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else "in"
    patterns = {
        "after": "{} or after {}",
        "before": "{} or before {}",
        "uncertain": "{} {} (uncertain)",
        "approximate": "around {1}",
    }
    return patterns.get(kind, "{} {}").format(preposition, date_in_words(date))


def _named(body: Body) -> str:
    """An acronym and a proper name stand alone, `Ministry of Tides` takes an article, `Watching …` is a gerund."""
    if body.kind == "responsibility":
        return body.called if body.called[1:2].isupper() else body.called[:1].lower() + body.called[1:]
    if body.short or body.kind == "company" or body.called.lower().startswith("the "):
        return body.called
    head = _PREPOSITION.split(body.called, maxsplit=1)[0].lower()
    of_a_place = body.called.startswith("University of ")
    return f"the {body.called}" if of_a_place or _COMMON & set(re.findall(r"[^\W\d_]+", head)) else body.called


def _verb(label: str, tense: Tense) -> str:
    """The label in the tense; labels begin with a regular verb in the third person, or with `is`."""
    first, _, rest = label.partition(" ")
    if tense == "stated" or first.endswith("ed") or first == "was":
        return label
    if first in ("is", "has"):
        past, participle = ("was", "been") if first == "is" else ("had", "had")
    else:
        past = participle = _regular(first)
    return " ".join(part for part in (past if tense == "past" else f"has {participle}", rest) if part)


def _regular(verb: str) -> str:
    """`implements` becomes implemented, `facilitates` facilitated, `carries` carried."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}ied"
    return f"{verb[:-1]}d" if verb.endswith("es") else f"{verb.removesuffix('s')}ed"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
