"""What the slides say of relations and of where they are written: sentences, evidence, numbered sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coopgraph.maps.selection import Selection
from coopgraph.maps.sheet import facts, sentences
from coopgraph.maps.slides.native import Run
from coopgraph.maps.strings import strings
from coopgraph.model import Source, Statement
from coopgraph.texts import clean, link

__all__ = ["evidence", "left_out", "map_notes", "source_line", "table_notes", "told"]

_NUMBERS = 12


def told(selection: Selection) -> dict[str, str]:
    """Each relation as a sentence with its dates, and what else is to be known of it."""
    words, plain = strings(selection.lang), sentences(selection)
    return {each.id: " ".join((plain[each.id], *_remarks(selection, each, words))) for each in selection.statements}


def left_out(selection: Selection, missing: Sequence[int]) -> str:
    """What the map has no room to draw, by number, and that the table has it; nothing where all is drawn."""
    if not missing:
        return ""
    words = strings(selection.lang)
    one, many = words["relation_count"].split("|")
    counted = (one if len(missing) == 1 else many).format(len(missing))
    numbers = [str(number) for number in missing[:_NUMBERS]] + ["…"] * (len(missing) > _NUMBERS)
    return words["no_room"].format(counted, words["comma"].join(numbers))


def evidence(selection: Selection, statement: Statement) -> list[str]:
    """The places where a relation is written: number of the source and place in it."""
    numbers = selection.source_numbers
    places = ((numbers[piece.source], clean(piece.locator or "")) for piece in statement.evidence)
    return [f"[{number}] {place}".strip() for number, place in dict.fromkeys(places)]


def source_line(number: int, source: Source, size: float) -> list[Run]:
    """A source as it is listed; its address is a link where following it cannot run anything."""
    details = [part for part in (source.title, source.publisher, source.issued) if part]
    runs = [Run(f"[{number}] ", size, True), Run(clean(", ".join(details)), size)]
    if source.url:
        runs += [Run("  ", size), Run(clean(source.url), size, link=link(source.url))]
    return runs


def map_notes(selection: Selection, cut: Sequence[str], missing: Sequence[int]) -> str:
    """The notes of the map: every relation as a sentence, names that were shortened, and the sources."""
    return "\n".join(" ".join(line.split()) for line in _map_notes(selection, cut, missing))


def table_notes(selection: Selection, numbered: Sequence[tuple[int, Statement]]) -> str:
    """The notes of a table: for each relation what its sources say."""
    lines = told(selection)
    return "\n".join(
        " ".join(line.split())
        for number, each in numbered
        for line in (f"{number}. {lines[each.id]}", *_quoted(selection, each))
    )


def _map_notes(selection: Selection, cut: Sequence[str], missing: Sequence[int]) -> Iterator[str]:
    words, lines = strings(selection.lang), told(selection)
    yield clean(selection.title)
    yield facts(selection)
    if missing:
        yield left_out(selection, missing)
    yield ""
    yield words["relations"]
    for number, statement in enumerate(selection.ordered_statements(), start=1):
        yield f"{number}. {lines[statement.id]}"
    if cut:
        yield ""
        yield words["names"]
        names = selection.names()
        labels = {entity.id: entity.label(selection.lang) for entity in selection.entities}
        yield from (clean(f"{names[id_]}: {labels[id_]}") for id_ in cut)
    yield ""
    yield words["sources"]
    for number, source in enumerate(selection.ordered_sources(), start=1):
        yield "".join(run.text for run in source_line(number, source, 9))


def _quoted(selection: Selection, statement: Statement) -> Iterator[str]:
    words, numbers = strings(selection.lang), selection.source_numbers
    for piece in statement.evidence:
        place = clean(" ".join(part for part in (f"[{numbers[piece.source]}]", piece.locator) if part))
        quote = f": “{clean(piece.quote)}”" if piece.quote else ""
        yield f"– {place}{quote}" + (f" ({words['derived']})" if piece.derived else "")
    if statement.note:
        yield f"– {words['note']}: {clean(statement.note)}"


def _remarks(selection: Selection, statement: Statement, words: dict[str, str]) -> Iterator[str]:
    under = selection.under(statement)
    if under:
        yield f"({words['under']}: {clean(under)})"
    if selection.holds(statement) != "certain":
        yield f"({words['possible']})"
    if statement.inferred:
        yield words["inferred"]
    if statement.id in selection.contradicted:
        yield words["contradicted"]
