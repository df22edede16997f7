"""What stays of a map with a limit and no centre."""

from __future__ import annotations

from pathlib import Path

import coopgraph
from coopgraph.questions.limiting import limited
from coopgraph.questions.neighbourhood import scope


def test_what_a_limit_keeps_hangs_together(tmp_path: Path) -> None:
    """A ring of five, two ministries with agencies of their own, and pairs: the most connected bodies are far apart."""
    ring = [(f"R{place}", f"R{(place + 1) % 5}") for place in range(5)]
    large = [(f"L{place:02}", "Large") for place in range(12)]
    small = [(f"S{place:02}", "Small") for place in range(9)]
    pairs = [(f"P{place}", f"Q{place}") for place in range(4)]
    every = [*ring, *large, *small, *pairs]
    names = sorted({name for pair in every for name in pair})
    (tmp_path / "bodies.csv").write_text(
        "id,type,name_en\n" + "".join(f"{name},Agency,{name}\n" for name in names), encoding="utf-8"
    )
    (tmp_path / "relations.csv").write_text(
        "subject,relation,object,source,locator\n"
        + "".join(f"{one},cooperates_with,{other},list,page 1\n" for one, other in every),
        encoding="utf-8",
    )
    (tmp_path / "sources.csv").write_text("id,title\nlist,A list\n", encoding="utf-8")
    part = scope(coopgraph.open(tmp_path).store)

    def kept(most: int) -> tuple[list[str], int]:
        found, _ = limited(part, most)
        return [entity.id for entity in found.entities], len(found.statements)

    assert kept(5) == (["R0", "R1", "R2", "R3", "R4"], 5)
    assert kept(8) == (["L00", "L01", "Large", "R0", "R1", "R2", "R3", "R4"], 7)
    together, relations = kept(18)
    assert (len(together), relations) == (18, 17)
    assert not [name for name in together if name[0] in "PQS"]
