"""Answers as tables and sentences: what each question prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from coopgraph.cli.output import Answer, Citations, citation

if TYPE_CHECKING:
    from coopgraph.dates import Span
    from coopgraph.graph import KnowledgeGraph
    from coopgraph.model import Path, Statement

__all__ = ["of_body", "of_candidates", "of_paths", "of_relations", "of_rows", "of_timeline", "of_tree"]

Row = dict[str, Any]


def of_relations(rows: list[Row], dated: bool, lang: str = "en") -> Answer:
    """One line a statement, with the numbered list of what it rests on."""
    columns = ("subject", "relation", "object", "since", "until", *(("holds",) if dated else ()), "under", "source")
    citations = Citations(lang)
    short = [
        [*_relation_cells(row, dated, marked=True), citations.mark(row["sources"]) + citations.note(row["note"])]
        for row in rows
    ]
    full = [[*_relation_cells(row, dated), _cited(row), row["note"], str(row["inferred"]).lower()] for row in rows]
    return Answer(rows, columns, short, full, (*columns, "note", "inferred"), below=str(citations))


def _relation_cells(row: Row, dated: bool, marked: bool = False) -> list[Any]:
    relation = f"{row['relation']} (inferred)" if marked and row["inferred"] else row["relation"]
    ends = [row["subject"]["id"], relation, row["object"]["id"], row["since"], _until(row)]
    return [*ends, *([row["holds"]] if dated else []), row["under"]["id"] if row["under"] else ""]


def _cited(row: Row) -> str:
    return "; ".join(map(citation, row["sources"]))


def _until(row: Row) -> str:
    return row["until"] or (f"({row['end']})" if row["end"] else "")


def of_candidates(rows: list[Row]) -> Answer:
    """One line a candidate."""
    columns = ("id", "label", "type", "country", "matched", "score", "reason")
    return Answer(rows, columns, [[row[column] for column in columns] for row in rows])


def of_body(graph: KnowledgeGraph, value: Row, dated: bool) -> Answer:
    """The body's names and facts above, its relations as a table with each relation from the body's side."""
    body, citations = value["institution"], Citations(graph.lang)
    above = _heading(graph, body, citations)
    rows, full = [], []
    for name, directions in value["relations"].items():
        kind = graph.store.ontology.relation(name)
        for direction, found in directions.items():
            label = kind.label(graph.lang, direction == "out" or kind.symmetric)
            for row in found:
                said = f"{label} (inferred)" if row["inferred"] else label
                cells, marks = _body_cells(said, direction, row, dated), citations.mark(row["sources"])
                rows.append([*cells, marks + citations.note(row["note"])])
                full.append([*cells, _cited(row), row["note"]])
    columns = ("relation", "body", "name", "since", "until", *(("holds",) if dated else ()), "under", "source")
    return Answer(value, columns, rows, full, (*columns, "note"), above=above, below=str(citations))


def _body_cells(label: str, direction: str, row: Row, dated: bool) -> list[Any]:
    other = row["object" if direction == "out" else "subject"]
    name = other["label"] if other["label"] != other["id"] else ""
    under = row["under"]["id"] if row["under"] else ""
    return [label, other["id"], name, row["since"], _until(row), *([row["holds"]] if dated else []), under]


def _heading(graph: KnowledgeGraph, body: Row, citations: Citations) -> str:
    called = f"{body['id']} ({body['acronym']})" if body["acronym"] not in (None, body["id"]) else body["id"]
    kind = graph.store.ontology.classes[body["type"]].label(graph.lang)
    place = ", ".join(part for part in (body["city"], body["country"]) if part)
    facts = [kind, place, body["date"]]
    lines = [
        f"{called}: {body['label']}",
        " · ".join(part for part in facts if part) + " " + citations.mark(body["sources"]),
    ]
    lines += [f"  {line}" for line in _name_lines(body["names"])]
    lines += [f"  {body['note']}"] if body["note"] else []
    lines += [f"  {_change_line(each)} {citations.mark(each['sources'])}" for each in body["history"]]
    return "\n".join(lines + [f"  = {iri}" for iri in body["same_as"]])


def _change_line(change: Row) -> str:
    ends = [", ".join(body["id"] for body in change[side]) or "–" for side in ("before", "after")]
    renamed = "" if change["kind"] == "rename" else f", {ends[0]} → {ends[1]}"
    return f"{change['date'] or 'date not stated'}: {change['what']} ({change['kind']}{renamed})"


def _name_lines(names: list[Row]) -> Iterator[str]:
    """Each name once, with every period and source that it has."""
    grouped: dict[tuple[str, str, str | None], list[str]] = {}
    for name in names:
        period = (
            f"{name['since'] or '…'} to {name['until'] or '(not stated)'}" if name["since"] or name["until"] else ""
        )
        said = ", ".join(part for part in (period, name["name_source"]) if part)
        grouped.setdefault((name["name"], name["kind"], name["lang"]), []).append(said)
    for (text, kind, lang), told in grouped.items():
        of = " ".join(part for part in ("name" if kind == "label" else kind, lang) if part)
        yield f"{text} ({'; '.join(part for part in (of, *told) if part)})"


def of_paths(graph: KnowledgeGraph, routes: list[Path], days: str | None, asked: tuple[str, str, int]) -> Answer:
    """Each route as numbered sentences; an honest line where there is none."""
    from coopgraph.dates import as_of
    from coopgraph.questions.path import as_rows
    from coopgraph.questions.wording import word

    citations = Citations(graph.lang)
    asked_days = as_of(days) if days else None
    value = as_rows(graph.store, routes, graph.lang, asked_days)
    blocks = [
        _route(graph, number, path, row, citations, asked_days)
        for number, (path, row) in enumerate(zip(routes, value, strict=True), 1)
    ]
    text = "\n\n".join(blocks) or word("no route", graph.lang, *map(str, asked))
    return Answer(value, _STEP_COLUMNS, list(_steps(value)), text=text, below=str(citations))


_STEP_COLUMNS = (
    *("route", "step", "kind", "forward", "subject", "relation", "object", "since", "until", "holds", "under"),
    *("source", "note", "inferred", "overlap_since", "overlap_until"),
)


def _steps(routes: list[Row]) -> Iterator[list[Any]]:
    """One line for each step's best statement and for each that is parallel to it."""
    for number, route in enumerate(routes, 1):
        overlap = route["overlap"] or {"since": "", "until": ""}
        for place, step in enumerate(route["steps"], 1):
            start = step["subject" if step["forward"] else "object"]["id"]
            for row in (step, *step["parallel"]):
                kind, forward = "best" if row is step else "parallel", row["subject"]["id"] == start
                marks = [_cited(row), row["note"], str(row["inferred"]).lower(), overlap["since"], overlap["until"]]
                yield [number, place, kind, str(forward).lower(), *_relation_cells(row, True), *marks]


def _route(graph: KnowledgeGraph, number: int, path: Path, value: Row, citations: Citations, days: Span | None) -> str:
    from coopgraph.questions.wording import called, sentence

    bodies = " → ".join(called(graph.store, id, graph.lang, days) for id in path.bodies)
    lines = [f"{number}. {bodies}"]
    for step, row in zip(path.steps, value["steps"], strict=True):
        said = sentence(graph.store, step.statement, graph.lang, step.forward, row["holds"], days)
        lines.append(f"   {said} {citations.mark(row['sources'])}")
        lines += _premises(graph, step.statement)
        for statement, parallel in zip(step.parallel, row["parallel"], strict=True):
            forward = statement.subject == step.start
            also = sentence(graph.store, statement, graph.lang, forward, parallel["holds"], days)
            lines.append(f"     also: {also} {citations.mark(parallel['sources'])}")
    return "\n".join([*lines, f"   {_overlap(value['overlap'], graph.lang)}"])


def _premises(graph: KnowledgeGraph, statement: Statement) -> Iterator[str]:
    """Why an inferred step holds: the rule and the sentences that it concluded from."""
    from coopgraph.questions.wording import sentence, word

    if statement.rule:
        yield f"     {graph.store.ontology.rules[statement.rule].label(graph.lang)}, {word('because', graph.lang)}:"
    for id in statement.premises:
        if premise := graph.store.statement(id):
            yield f"       {sentence(graph.store, premise, graph.lang)}"


def _overlap(overlap: Row | None, lang: str) -> str:
    from coopgraph.questions.wording import word

    if overlap is None:
        return word("never together", lang)
    if not overlap["since"] and not overlap["until"]:
        return word("undated together", lang)
    return word("together", lang, overlap["since"] or "…", overlap["until"] or "…")


def of_tree(graph: KnowledgeGraph, root: Row) -> Answer:
    """The hierarchy with lines; CSV has a level and the body above."""
    citations = Citations(graph.lang)
    lines, rows = [], []
    for node, above, level, prefix in _walk(root):
        statement = node["statement"]
        mark = citations.mark(statement["sources"]) + citations.note(statement["note"]) if statement else ""
        since = f" since {statement['since']}" if statement and statement["since"] else ""
        holds = f" ({statement['holds']})" if statement and statement["holds"] else ""
        lines.append(f"{prefix}{node['id']}  {node['label']}{since}{holds} {mark}".rstrip())
        rows.append([level, node["id"], node["label"], above, *(_tree_cells(statement) if statement else [""] * 7)])
    columns = ("level", "id", "label", "above", "relation", "since", "until", "holds", "source", "note", "inferred")
    return Answer(root, columns, rows, text="\n".join(lines), below=str(citations))


def _tree_cells(row: Row) -> list[Any]:
    dates = [row["relation"], row["since"], _until(row), row["holds"]]
    return [*dates, _cited(row), row["note"], str(row["inferred"]).lower()]


def _walk(root: Row) -> Iterator[tuple[Row, str, int, str]]:
    """The nodes in the order of reading, each with the line-drawing before it."""
    stack: list[tuple[Row, str, int, str, str]] = [(root, "", 0, "", "")]
    while stack:
        node, above, level, prefix, indent = stack.pop()
        yield node, above, level, prefix
        children = node["children"]
        for place in range(len(children) - 1, -1, -1):
            last = place == len(children) - 1
            branch, onward = ("└─ ", "   ") if last else ("├─ ", "│  ")
            stack.append((children[place], node["id"], level + 1, indent + branch, indent + onward))


def of_timeline(items: list[Row], lang: str = "en") -> Answer:
    """One line an event."""
    citations = Citations(lang)
    rows, full = [], []
    for item in items:
        sources = item["statement"]["sources"] if item["statement"] else item["sources"]
        rows.append([item["date"], item["what"], citations.mark(sources)])
        full.append([item["date"], item["what"], "; ".join(map(citation, sources))])
    return Answer(items, ("date", "what", "source"), rows, full, below=str(citations))


def of_rows(variables: Iterable[str], rows: list[Row], json_text: str, boolean: bool | None) -> Answer:
    """The rows of a SPARQL result; JSON is the W3C's."""
    if boolean is not None:
        return Answer(boolean, ("answer",), [[str(boolean).lower()]], text=str(boolean).lower(), json_text=json_text)
    columns = tuple(variables)
    return Answer(rows, columns, [[row[name] for name in columns] for row in rows], json_text=json_text)
