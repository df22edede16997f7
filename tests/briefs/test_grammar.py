"""The grammar of sentences: tenses, words for dates, cases and articles, spaces and marks."""

from __future__ import annotations

import pytest

from coopgraph import ontology
from coopgraph.briefs.chinese import Chinese
from coopgraph.briefs.claims import Body, Claim
from coopgraph.briefs.english import English
from coopgraph.briefs.german import German
from coopgraph.briefs.sentences import Speaker
from tests.briefs.conftest import body, store_of

ENGLISH_TENSES = {
    "agreed_to": ("agreed to", "agreed to"),
    "based_on": ("was based on", "has been based on"),
    "clause_of": ("was a clause of", "has been a clause of"),
    "co_signatory_of": ("was a co-signatory of", "has been a co-signatory of"),
    "commissioned": ("commissioned", "commissioned"),
    "commissioned_through": ("commissioned through another body", "commissioned through another body"),
    "cooperates_with": ("cooperated with", "has cooperated with"),
    "established": ("established", "established"),
    "facilitates": ("facilitated", "has facilitated"),
    "funded": ("funded", "funded"),
    "implements": ("implemented", "has implemented"),
    "member_of": ("was a member of", "has been a member of"),
    "organised": ("organised", "organised"),
    "owns": ("owned", "has owned"),
    "part_of": ("was part of", "has been part of"),
    "participates_in": ("participated in", "has participated in"),
    "represents": ("represented", "has represented"),
    "responsible_for": ("was responsible for", "has been responsible for"),
    "signed": ("signed", "signed"),
    "subordinate_of": ("was subordinate to", "has been subordinate to"),
    "succeeded_by": ("was succeeded by", "was succeeded by"),
    "superior_of": ("was the superior body of", "has been the superior body of"),
    "supports": ("supported", "has supported"),
    "works_within": ("worked within the framework of", "has worked within the framework of"),
}
GERMAN_PASTS = {
    "agreed_to": "vereinbarte A B",
    "based_on": "beruhte A auf B",
    "clause_of": "war A Bestimmung von B",
    "co_signatory_of": "war A Mitunterzeichner von B",
    "commissioned": "beauftragte A B",
    "commissioned_through": "beauftragte A mittelbar B",
    "cooperates_with": "kooperierte A mit B",
    "established": "gründete A B",
    "facilitates": "begleitete A B",
    "funded": "finanzierte A B",
    "implements": "implementierte A B",
    "member_of": "war A Mitglied von B",
    "organised": "veranstaltete A B",
    "owns": "war A Eigentümer von B",
    "part_of": "war A Teil von B",
    "participates_in": "nahm A an B teil",
    "represents": "vertrat A B",
    "responsible_for": "war A zuständig für B",
    "signed": "unterzeichnete A B",
    "subordinate_of": "unterstand A B",
    "succeeded_by": "wurde A von B abgelöst",
    "superior_of": "war A übergeordnete Stelle von B",
    "supports": "unterstützte A B",
    "works_within": "arbeitete A im Rahmen von B",
}


def claim(verb: str, since: str | None = "2010", until: str | None = None, end: object = "not stated") -> Claim:
    return Claim(Body("A", "A"), verb, Body("B", "B"), since, until, end)  # type: ignore[arg-type]


def test_every_relation_has_the_english_tenses_written_out_here() -> None:
    kinds = ontology.load().relations
    found = {}
    for name, kind in kinds.items():
        past = English().say(claim(kind.label("en"), until="2012", end="dated"))
        perfect = English().say(claim(kind.label("en")))
        found[name] = (
            past.removeprefix("From 2010 to 2012, A ").removesuffix(" B."),
            perfect.removeprefix("Since 2010, A ").removeprefix("In 2010, A ").removesuffix(" B."),
        )
    assert found == ENGLISH_TENSES


def test_every_relation_has_the_german_word_order_written_out_here() -> None:
    kinds = ontology.load().relations
    said = {name: German().say(claim(kind.label("de"), until="2012", end="dated")) for name, kind in kinds.items()}
    assert said == {name: f"Von 2010 bis 2012 {past}." for name, past in GERMAN_PASTS.items()}


TIMES = [
    ({"since": "2016-06-03", "end": None}, "On 3 June 2016, A signed B.", "Am 3. Juni 2016 unterzeichnete A B."),
    ({"since": "2016", "end": None}, "In 2016, A signed B.", "Im Jahr 2016 unterzeichnete A B."),
    (
        {"since": "[..2016-06]", "end": None},
        "In or before June 2016, A signed B.",
        "Im Juni 2016 oder früher unterzeichnete A B.",
    ),
    ({"since": "1998~", "end": None}, "Around 1998, A signed B.", "Etwa im Jahr 1998 unterzeichnete A B."),
    (
        {"since": "2016?", "end": None},
        "In 2016 (uncertain), A signed B.",
        "Im Jahr 2016 (unsicher) unterzeichnete A B.",
    ),
    ({"since": "2015-XX", "end": None}, "In 2015, A signed B.", "Im Jahr 2015 unterzeichnete A B."),
    (
        {"since": "2016-11-29/2016-11-30", "end": None},
        "From 29 November 2016 to 30 November 2016, A signed B.",
        "Vom 29. November 2016 bis zum 30. November 2016 unterzeichnete A B.",
    ),
]


@pytest.mark.parametrize(("dates", "english", "german"), TIMES, ids=lambda value: str(value)[:40])
def test_every_kind_of_date_has_its_words(dates: dict[str, str | None], english: str, german: str) -> None:
    assert English().say(claim("signed", **dates)) == english
    assert German().say(claim("unterzeichnete", **dates)) == german


ENDS = [
    (claim("supports", "2010", "2012", "dated"), "From 2010 to 2012, A supported B."),
    (claim("supports", "2010", "2010", "dated"), "In 2010, A supported B."),
    (claim("supports", None, "2012", "dated"), "Until 2012, A supported B."),
    (claim("supports", "2010", None, "open"), "Since 2010, A has supported B."),
    (claim("supports", "2010", None, "unknown"), "From 2010 on, A supported B."),
    (claim("supports", None, None, "unknown"), "A supported B."),
    (claim("supports", None, None, "not stated"), "A supports B."),
    (claim("funded", "2010", None, "unknown"), "In 2010, A funded B."),
]
GERMAN_ENDS = [
    (claim("unterstützt", "2010-03-01", "2012-05", "dated"), "Vom 1. März 2010 bis Mai 2012 unterstützte A B."),
    (claim("unterstützt", "2010-03-01"), "Seit dem 1. März 2010 unterstützt A B."),
    (claim("unterstützt", None, "2012-05-02", "dated"), "Bis zum 2. Mai 2012 unterstützte A B."),
    (claim("unterstützt", "2010-03", None, "unknown"), "Ab März 2010 unterstützte A B."),
    (claim("unterstützt", "[2010-03-01..]"), "Seit dem 1. März 2010 oder später unterstützt A B."),
]


@pytest.mark.parametrize(("said", "english"), ENDS, ids=lambda value: str(value)[-40:])
def test_the_tense_never_claims_more_than_is_stated(said: Claim, english: str) -> None:
    assert English().say(said) == english


@pytest.mark.parametrize(("said", "german"), GERMAN_ENDS, ids=lambda value: str(value)[-40:])
def test_german_days_take_an_article(said: Claim, german: str) -> None:
    assert German().say(said) == german


def test_remarks_say_how_begin_and_end_are_known() -> None:
    bodies = [body("A", "Ministry"), body("B", "Ministry")]
    ends = [(None, "2012"), (None, ".."), ("2010", "unknown"), ("2010", "2012"), ("2010", "..")]
    store = store_of(bodies, [("A", "supports", "B", since, until, "gazette") for since, until in ends])
    speaker = Speaker(store, "en")

    assert {each.id: speaker.sentence(each) for each in store.statements()} == {
        "s1": "Until 2012, A supported B (begin not stated).",
        "s2": "A supports B (begin not stated; still open, says the source).",
        "s3": "From 2010 on, A supported B (ended, unknown when).",
        "s4": "From 2010 to 2012, A supported B.",
        "s5": "Since 2010, A has supported B (still open, says the source).",
    }


CASES = [
    ("Ministerium für Gezeiten", "das Ministerium für Gezeiten", "dem Ministerium für Gezeiten"),
    ("Deutsches Institut für Normung", "das Deutsche Institut für Normung", "dem Deutschen Institut für Normung"),
    ("Rahmen für Häfen", "den Rahmen für Häfen", "dem Rahmen für Häfen"),
    ("Gemeinsamer Ausschuss", "den Gemeinsamen Ausschuss", "dem Gemeinsamen Ausschuss"),
    ("Nationale Verwaltung", "die Nationale Verwaltung", "der Nationalen Verwaltung"),
    ("Regierungsgespräche", "die Regierungsgespräche", "den Regierungsgesprächen"),
    ("Velland Ministry of Water", "Velland Ministry of Water", "Velland Ministry of Water"),
    ("Hammer und Töchter", "Hammer und Töchter", "Hammer und Töchter"),
    ("Joint Harbour Commission", "Joint Harbour Commission", "Joint Harbour Commission"),
]


@pytest.mark.parametrize(("name", "accusative", "dative"), CASES, ids=lambda value: value)
def test_german_declines_names_with_a_known_noun_and_leaves_others_alone(
    name: str, accusative: str, dative: str
) -> None:
    grammar = German()
    one, named = Body("A", "A"), Body(name, name)

    assert grammar.clause(Claim(one, "unterstützt", named)) == f"A unterstützt {accusative}"
    assert grammar.clause(Claim(one, "untersteht", named)) == f"A untersteht {dative}"


def test_german_joins_preposition_and_article_and_uses_the_genitive_where_the_noun_stays_the_same() -> None:
    grammar, one = German(), Body("A", "A")

    assert grammar.clause(Claim(one, "nimmt teil an", Body("Projekt", "Projekt"))) == "A nimmt am Projekt teil"
    assert grammar.clause(Claim(one, "ist Teil von", Body("Gruppe", "Gruppe"))) == "A ist Teil der Gruppe"
    assert grammar.clause(Claim(one, "ist Teil von", Body("Projekt", "Projekt"))) == "A ist Teil vom Projekt"
    assert grammar.clause(Claim(one, "ist Teil von", Body("BMX", "Bundesministerium"))) == "A ist Teil des BMX"


ARTICLES = [
    ("Memorandum on Harbours", "body", "the Memorandum on Harbours"),
    ("University of Lorrel", "body", "the University of Lorrel"),
    ("Lorrel University", "body", "Lorrel University"),
    ("The Hague Conference", "body", "The Hague Conference"),
    ("Germany", "body", "Germany"),
    ("Harbour Group", "company", "Harbour Group"),
    ("Watching the depth", "responsibility", "watching the depth"),
    ("IT security", "responsibility", "IT security"),
]


@pytest.mark.parametrize(("name", "kind", "said"), ARTICLES, ids=lambda value: value)
def test_english_gives_common_nouns_an_article_and_proper_names_none(name: str, kind: str, said: str) -> None:
    named = Body(name, name, kind)  # type: ignore[arg-type]

    assert English().clause(Claim(Body("A", "A"), "supports", named)) == f"A supports {said}"


def test_chinese_sets_a_space_between_chinese_and_latin_and_agreements_in_title_marks() -> None:
    one, treaty = Body("BMX", "BMX"), Body("条约", "条约", "agreement")

    assert Chinese().say(Claim(one, "签署", treaty, "2016-06")) == "2016年6月，BMX 签署《条约》。"
