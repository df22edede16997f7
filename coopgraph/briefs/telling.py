"""What briefs of every kind tell in the same way: statements, what happened when, and what contradicts what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coopgraph.briefs.contents import Brief, Group, Notes, Picture, Section, Sentence, Table
from coopgraph.briefs.sentences import Speaker
from coopgraph.briefs.words import say
from coopgraph.checks import conflicts
from coopgraph.dates import read, to_edtf
from coopgraph.model import Entity, Statement
from coopgraph.questions.wording import date_in_words
from coopgraph.store import Asked, Store
from coopgraph.texts import clean
from coopgraph.version import __version__

__all__ = ["Telling"]


@dataclass(frozen=True, slots=True)
class Telling:
    """Turns statements and entities of a store into sentences, each with the number of its note."""

    store: Store
    lang: str
    asked: Asked
    notes: Notes

    @classmethod
    def of(cls, store: Store, lang: str, asked: Asked) -> Telling:
        """One with no notes yet."""
        return cls(store, lang, asked, Notes(store))

    @property
    def speaker(self) -> Speaker:
        """Says its statements."""
        return Speaker(self.store, self.lang, self.asked.days)

    def say(self, key: str, *parts: object) -> str:
        """A fixed phrase."""
        return say(key, self.lang, *parts)

    def sentence(self, statement: Statement, first: str | None = None) -> Sentence:
        """The statement with its note and its remark."""
        text, remark = self.speaker.sentence(statement, first), self.speaker.reason(statement)
        return Sentence(text, self.notes.of(statement.id, statement.evidence), remark, statement.id)

    def entity_notes(self, entity: Entity) -> tuple[int, ...]:
        """The note for what is said of the body itself."""
        return self.notes.of(entity.id, entity.evidence)

    def pictured(self, picture: Picture | None) -> list[Section]:
        """The map, after what it leaves out."""
        if picture is None:
            return []
        out = picture.left_out
        told = (Sentence(self.say("map_part", out.limit, out.bodies, out.relations)),) if out else ()
        return [Section(self.say("map"), (Group(told),) if told else (), pictured=True)]

    def timeline(self, statements: Sequence[Statement], entities: Iterable[Entity]) -> list[Section]:
        """Begins, ends and dated entities, earliest first; an entity whose date a statement tells is not told again."""
        items = [item for each in statements for item in self._of_statement(each)]
        told = {(each.since, id) for each in statements for id in (each.subject, each.object, each.under)}
        items += [
            (each.date, self._of_entity(each))
            for each in entities
            if each.date and (each.date, each.id) not in told and self._by_then(each.date)
        ]
        ordered = sorted(items, key=lambda item: (*_order(item[0]), item[1].text))
        rows = tuple((Sentence(date_in_words(day, self.lang)), what) for day, what in ordered)
        table = Table(rows, (self.say("date"), self.say("what")))
        return [Section(self.say("timeline"), table=table)] if rows else []

    def contradictions(self, statements: Iterable[Statement]) -> Section:
        """The pairs of claims that cannot both be true, where the brief tells one of them; an honest line for none."""
        told = {each.id for each in statements}
        pairs = conflicts.find(self.store.ontology, self.store.statements())
        found = tuple(self._contradiction(each) for each in pairs if told & {each.first.id, each.second.id})
        sentences = found or (Sentence(self.say("no_contradictions")),)
        return Section(self.say("contradictions"), (Group(sentences),))

    def brief(
        self, title: str, counted: str, sections: Iterable[Section], day: str | None, picture: Picture | None
    ) -> Brief:
        """The whole, once everything has been told."""
        sources = self.notes.sources()
        count = self.say("source_one") if len(sources) == 1 else self.say("sources_count", len(sources))
        when = "during" if day and "/" in day else "as_of"
        shown = "/".join(to_edtf(part) for part in day.split("/")) if day else None
        facts = [counted, count, *([self.say(when, date_in_words(shown, self.lang))] if shown else [])]
        return Brief(
            title=clean(title),
            facts=" · ".join(facts),
            lang=self.lang,
            sections=tuple(sections),
            notes=self.notes.all(),
            sources=sources,
            made=self.say("made_by", __version__, self._made_from([clean(each.title) for each in sources])),
            about=(self.say(f"{when}_rule"),) if day else (),
            picture=picture,
        )

    def _made_from(self, titles: list[str]) -> str:
        if not titles:
            return self.say("nothing")
        return self.say("and_more", titles[0], len(titles) - 1) if len(titles) > 2 else "; ".join(titles)

    def _of_statement(self, statement: Statement) -> Iterator[tuple[str, Sentence]]:
        what = self.speaker.clause(statement)
        notes = self.notes.of(statement.id, statement.evidence)
        if statement.since:
            yield statement.since, Sentence(what, notes, statement=statement.id)
        if statement.end == "dated" and statement.until and statement.until != statement.since:
            yield statement.until, Sentence(self.say("ends", what), notes, statement=statement.id)

    def _of_entity(self, entity: Entity) -> Sentence:
        name = self.speaker.body(entity.id).name
        kind = self.store.ontology.class_kind(entity.type).label(self.lang)
        is_change = self.store.ontology.is_a(entity.type, "Reorganisation")
        said = name if is_change or kind.casefold() in name.casefold() else f"{kind}: {name}"
        return Sentence(said + (f", {clean(entity.city)}" if entity.city else ""), self.entity_notes(entity))

    def _by_then(self, day: str) -> bool:
        last = self.asked.days.latest if self.asked.days else None
        return last is None or (read(day).earliest or date.min) <= last

    def _contradiction(self, pair: conflicts.Conflict) -> Sentence:
        one, other = self.sentence(pair.first), self.sentence(pair.second)
        notes = tuple(dict.fromkeys((*one.notes, *other.notes)))
        return Sentence(self.say("contradiction", one.text, other.text), notes)


def _order(text: str) -> tuple[date, date]:
    span = read(text)
    return span.earliest or date.min, span.latest or date.max
