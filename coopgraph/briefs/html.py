"""A brief as one HTML file: nothing is fetched, nothing in it can run, and it prints as a paper."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from coopgraph.briefs.contents import Brief
from coopgraph.briefs.notes import note_text, source_details
from coopgraph.briefs.words import say
from coopgraph.texts import clean, link

__all__ = ["html"]


class _Seen:
    """Which notes have been mentioned, so that the first mention can be gone back to."""

    def __init__(self) -> None:
        self._numbers: set[int] = set()

    def first(self, number: int) -> bool:
        """Whether this is the first mention."""
        is_first = number not in self._numbers
        self._numbers.add(number)
        return is_first


def html(brief: Brief) -> str:
    """The page."""
    style = f"\n{_file('brief.css')}"
    template = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return template.from_string(_file("brief.html.j2")).render(
        brief=brief,
        policy=f"default-src 'none'; style-src {_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'",
        style=Markup(style),
        picture=_picture(brief),
        notes=[(note.number, list(note_text(note, brief.lang))) for note in brief.notes],
        hints={note.number: "".join(text for text, _ in note_text(note, brief.lang)) for note in brief.notes},
        sources=[(clean(s.title), ", ".join(source_details(s, brief.lang)), link(s.url)) for s in brief.sources],
        seen=_Seen(),
        words={key: say(key, brief.lang) for key in ("notes", "sources", "note_on", "likewise", "comma", "back")},
        clean=clean,
    )


def _picture(brief: Brief) -> dict[str, str] | None:
    if brief.picture is None:
        return None
    data = b64encode(brief.picture.svg().encode()).decode()
    return {"data": f"data:image/svg+xml;base64,{data}", "text": say("map_of", brief.lang, clean(brief.picture.title))}


def _file(name: str) -> str:
    return files("coopgraph.briefs").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
