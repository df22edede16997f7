"""German: articles and cases by the head noun of a name, and the verb in the second place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from coopgraph.briefs.claims import Body, Claim, Form, Grammar, Tense, moment
from coopgraph.questions.wording import date_in_words

__all__ = ["German"]

Case = Literal["nominative", "accusative", "dative", "genitive"]

# Endings decide the gender of German nouns; a compound has that of its last part.
_ENDINGS = {
    "m": "ausschuss austausch beirat bund dialog dienst fonds gipfel hof kreis pakt plan rahmen rat verband verein "
    "vertrag",
    "f": "agentur akademie allianz anstalt behörde botschaft charta gruppe heit hochschule initiative kammer keit "
    "kommission konferenz messe plattform schaft stelle strategie tion tät übereinkunft ung union zusammenarbeit",
    "n": "abkommen amt büro forum gericht gremium institut kabinett komitee konsulat memorandum ministerium netzwerk "
    "parlament programm projekt protokoll sekretariat seminar symposium treffen übereinkommen vorhaben werk zentrum",
    "p": "gespräche konsultationen tage verhandlungen",
}
_GENDERS = {ending: gender for gender, endings in _ENDINGS.items() for ending in endings.split()}
_ARTICLES: dict[Case, dict[str, str]] = {
    "nominative": {"m": "der", "f": "die", "n": "das", "p": "die"},
    "accusative": {"m": "den", "f": "die", "n": "das", "p": "die"},
    "dative": {"m": "dem", "f": "der", "n": "dem", "p": "den"},
    "genitive": {"m": "des", "f": "der", "n": "des", "p": "der"},
}
_CASES: dict[str, Case] = dict.fromkeys(("an", "auf", "aus", "bei", "mit", "nach", "von", "zu"), "dative")
_CASES |= dict.fromkeys(("durch", "für", "gegen", "um"), "accusative")
_DATIVE_VERBS = ("untersteht", "unterstand", "angehört", "dient", "gehört", "hilft")
_SHORT = {"von dem": "vom", "an dem": "am", "zu dem": "zum", "zu der": "zur", "bei dem": "beim"}
_PAST = {"ist": "war", "hat": "hatte", "nimmt": "nahm", "untersteht": "unterstand", "vertritt": "vertrat"}


class German(Grammar):
    """`Im Juli 2015 unterzeichnete das BMWi das Memorandum of Understanding zwischen BMWi und MIIT.`"""

    def sentence(self, claim: Claim, when: str, tense: Tense) -> str:
        """Time or subject, verb, the rest: every German label begins with its verb."""
        verb, *rest = claim.verb.split()
        verb = _past(verb) if tense == "past" else verb
        subject, object, last = _named(claim.subject, "nominative"), *_object(verb, rest, claim.object)
        start = [when, verb, subject] if when else [subject, verb]
        basis = f"gemäß {_named(claim.under, 'dative')}" if claim.under else ""
        said = " ".join(part for part in (*start, object, last, basis) if part)
        remarks = f" ({'; '.join(claim.remarks)})" if claim.remarks else ""
        return f"{said[:1].upper()}{said[1:]}{remarks}."

    def is_done(self, claim: Claim) -> bool:
        """Whether the label's verb is in the past tense."""
        first = claim.verb.split(" ", 1)[0]
        return first.endswith("te") or first in ("wurde", "war", "trat", *_PAST.values())

    def when(self, form: Form, since: str, until: str) -> str:
        """`Im Juni 2016`, `Seit Juni 2016`, `Von Juni 2016 bis Mai 2017`."""
        if form == "at":
            said = _at(since)
            return said[:1].upper() + said[1:]
        begin = _after({"since": "seit", "from": "ab", "span": "von"}.get(form, ""), since)
        said = " ".join(part for part in (begin, _after("bis", until)) if part)
        return said[:1].upper() + said[1:]


def _at(text: str) -> str:
    kind, date, last = moment(text)
    if kind == "range":
        return f"{_after('von', date)} {_after('bis', last)}"
    preposition = {4: "im Jahr", 7: "im", 10: "am"}.get(len(date), "")
    said = f"{preposition} {date_in_words(date, 'de')}".strip()
    patterns = {
        "after": "{} oder später",
        "before": "{} oder früher",
        "uncertain": "{} (unsicher)",
        "approximate": "etwa {}",
    }
    return patterns.get(kind, "{}").format(said)


def _after(preposition: str, text: str) -> str:
    """A preposition with a date; a day takes an article: `seit Juni 2016`, `seit dem 3. Juni 2016`."""
    if not text:
        return ""
    kind, date, _ = moment(text)
    is_day = len(date) == 10 and kind != "approximate"
    said = {"von": "vom", "bis": "bis zum"}.get(preposition, f"{preposition} dem") if is_day else preposition
    return f"{said} {date_in_words(text, 'de')}"


def _object(verb: str, rest: list[str], body: Body) -> tuple[str, str]:
    """What follows verb and subject, and what German puts last: a participle or the particle of its verb."""
    preposition = rest[-1] if rest and rest[-1] in _CASES else ""
    between = rest[:-1] if preposition else rest
    last = " ".join(between) if verb == "wurde" or between == ["teil"] else ""
    between = [] if last else between
    genitive = _of(body) if preposition == "von" and between and between[-1][:1].isupper() else ""
    if genitive:
        return " ".join((*between, genitive)), last
    case = _CASES[preposition] if preposition else "dative" if verb in _DATIVE_VERBS else "accusative"
    said = _named(body, case)
    for long, short in _SHORT.items():
        if f"{preposition} {said}".startswith(f"{long} "):
            preposition, said = short, said.split(" ", 1)[1]
    return " ".join(part for part in (*between, preposition, said) if part), last


def _of(body: Body) -> str:
    """The genitive, where the noun itself does not change for it: an acronym, a feminine, a plural."""
    head = _head(body.name)
    return _named(body, "genitive") if head and (body.short or head.gender in "fp") else ""


@dataclass(frozen=True, slots=True)
class _Head:
    """The adjectives that begin a name, the noun after them with its gender, and the rest."""

    adjectives: tuple[str, ...]
    noun: str
    gender: str
    rest: str


def _head(name: str) -> _Head | None:
    """None where a word is neither an adjective nor a noun that we know: then no article is better than a wrong one."""
    words = name.split(" ")
    for place, word in enumerate(words):
        gender = _gender(word) if word[:1].isupper() else None
        if gender:
            return _Head(tuple(words[:place]), word, gender, " ".join(words[place + 1 :]))
        if not re.fullmatch(r"[\w-]{3,}(?:e|er|es|en)", word):
            return None
    return None


def _gender(word: str) -> str | None:
    lower = word.lower().strip(",;:()")
    endings = [ending for ending in _GENDERS if lower.endswith(ending)]
    return _GENDERS[max(endings, key=len)] if endings else None


def _named(body: Body, case: Case) -> str:
    """The name with its article in the case, or alone."""
    head = _head(body.name)
    if head is None:
        return body.called
    article = _ARTICLES[case][head.gender]
    if body.short:
        return f"{article} {body.called}"
    singular = case == "nominative" or (case == "accusative" and head.gender in "fn")
    ending = "e" if singular and head.gender != "p" else "en"
    adjectives = [re.sub(r"(?:e|er|es|en)$", "", word) + ending for word in head.adjectives]
    noun = f"{head.noun}n" if (case, head.gender) == ("dative", "p") and head.noun[-1] not in "ns" else head.noun
    return " ".join(part for part in (article, *adjectives, noun, head.rest) if part)


def _past(verb: str) -> str:
    """A regular verb in the present ends in -t, in the past in -te."""
    return _PAST.get(verb) or (f"{verb}e" if verb.endswith("t") else verb)
