"""Statements as sentences that read well: built from the ontology's labels by the grammar of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coopgraph.briefs.chinese import Chinese
from coopgraph.briefs.claims import Body, Claim, Grammar, Kind
from coopgraph.briefs.english import English
from coopgraph.briefs.german import German
from coopgraph.briefs.words import say
from coopgraph.dates import Span, holds
from coopgraph.model import Entity, Statement
from coopgraph.questions.wording import word
from coopgraph.store import Store
from coopgraph.texts import clean

__all__ = ["Speaker"]

_GRAMMARS: dict[str, Grammar] = {"en": English(), "de": German(), "zh": Chinese()}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says statements of a store in a language, with the names that bodies had on the days asked about."""

    store: Store
    lang: str = "en"
    days: Span | None = None

    def sentence(self, statement: Statement, first: str | None = None) -> str:
        """The statement with its dates; `first` names the body that a symmetric relation begins with."""
        return self._grammar.say(self._claim(statement, first))

    def clause(self, statement: Statement, first: str | None = None) -> str:
        """The statement without its dates and its full stop."""
        return self._grammar.clause(self._claim(statement, first))

    def reason(self, statement: Statement) -> str:
        """Why an inferred statement holds, else its note; empty where it has none."""
        if not statement.rule:
            return clean(statement.note or "")
        rule = self.store.ontology.rules[statement.rule].label(self.lang)
        premises = [each for id in statement.premises if (each := self.store.statement(id))]
        premises.sort(key=lambda each: statement.subject not in (each.subject, each.object))
        said = "; ".join(self.clause(each) for each in premises)
        return say("told", self.lang, rule, said)

    def called(self, id: str) -> str:
        """What a sentence calls the body."""
        return self.body(id).called

    def body(self, id: str) -> Body:
        """The body as sentences name it: by its acronym, in Chinese by its Chinese name."""
        found = self.store.entity(id)
        if found is None:
            return Body(clean(id), clean(id))
        entity = found.as_of(self.days)
        name = clean(" ".join(entity.label(self.lang).split()))
        spoken = self.lang == "zh" and re.search("[\u3400-\u9fff]", name)
        called = name if spoken or not entity.acronym else clean(entity.acronym)
        return Body(called, name, self._kind(entity))

    @property
    def _grammar(self) -> Grammar:
        return _GRAMMARS.get(self.lang, _GRAMMARS["en"])

    def _kind(self, entity: Entity) -> Kind:
        is_a = self.store.ontology.is_a
        if is_a(entity.type, "Agreement"):
            return "agreement"
        if is_a(entity.type, "Responsibility"):
            return "responsibility"
        return "company" if is_a(entity.type, "Company") else "body"

    def _claim(self, statement: Statement, first: str | None) -> Claim:
        kind = self.store.ontology.relation(statement.relation)
        ends = (statement.subject, statement.object)
        if kind.symmetric and first == statement.object:
            ends = (statement.object, statement.subject)
        return Claim(
            self.body(ends[0]),
            kind.label(self.lang),
            self.body(ends[1]),
            statement.since,
            statement.until if statement.end == "dated" else None,
            statement.end,
            self.body(statement.under) if statement.under else None,
            tuple(self._remarks(statement)),
        )

    def _remarks(self, statement: Statement) -> Iterator[str]:
        if not statement.since and (statement.instant or statement.end == "not stated"):
            yield word("undated", self.lang)
        elif not statement.since:
            yield word("begin", self.lang)
        if statement.end in ("open", "unknown") or (statement.since and statement.end == "not stated"):
            yield word(statement.end, self.lang)
        if self.days and holds(statement.bounds, self.days) == "possible":
            yield say("possible", self.lang)
        if statement.inferred:
            yield word("inferred", self.lang)
        elif statement.evidence and all(piece.derived for piece in statement.evidence):
            yield word("derived", self.lang)
