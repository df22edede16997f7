"""Maps from the command line: what is drawn, and what is said about what is not."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from coopgraph.cli import cli


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def test_a_limit_is_told_on_the_picture_and_on_standard_error(tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    result = run("map", "--limit", "15", "-o", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        f"{path}: 15 bodies, 22 relations",
        "24 bodies and 22 relations left out by --limit 15",
    ]
    assert "15 bodies · 22 relations · 24 bodies and 22 relations left out by --limit 15" in path.read_text("utf-8")


def test_without_a_limit_nothing_is_said_to_be_left_out(tmp_path: Path) -> None:
    result = run("map", "--around", "GIZ", "-o", str(tmp_path / "map.svg"))
    assert result.stderr == f"{tmp_path / 'map.svg'}: 7 bodies, 8 relations\n"


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "3 bodies · 1 relation · only Ministry, Memorandum of understanding, Germany · as of 2016"),
        ("de", "3 Stellen · 1 Beziehung · nur Ministerium, Memorandum of Understanding, Deutschland · Stand 2016"),
        ("zh", "3 个机构 · 1 条关系 · 仅部委，谅解备忘录，德国 · 截至2016"),
    ],
)
def test_what_a_map_is_narrowed_to_stands_below_its_title(tmp_path: Path, lang: str, line: str) -> None:
    path = tmp_path / "map.svg"
    options = ["--type", "Ministry", "--type", "MemorandumOfUnderstanding", "--country", "Germany", "--as-of", "2016"]
    run("--lang", lang, "map", *options, "-o", str(path))
    [told] = [each for each in ElementTree.parse(path).iter() if each.get("id") == "facts"]
    assert told.text == line


def test_leaves_beyond_the_threshold_are_one_box(tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    result = run("map", "--around", "MIIT", "--leaves", "4", "-o", str(path))
    assert result.stderr.splitlines() == [
        f"{path}: 10 bodies, 10 relations",
        "3 of the bodies are in a box '+ … more'; --leaves 0 draws them all",
    ]
    assert "+3 more (CAICT; CNNIC; SRRC)" in path.read_text("utf-8")


def bodies(path: Path) -> set[str]:
    """The first words of each box's name."""
    groups = (each for each in ElementTree.parse(path).iter() if (each.get("id") or "").startswith("box-"))
    return {(each.get("aria-label") or "").split(",")[0] for each in groups}


def test_hops_widen_the_neighbourhood(tmp_path: Path) -> None:
    one, two = tmp_path / "one.svg", tmp_path / "two.svg"
    run("map", "--around", "CCID", "-o", str(one))
    run("map", "--around", "CCID", "--hops", "2", "-o", str(two))
    assert bodies(one) == {"CCID", "MIIT", "Sino-German Cooperation on Industrie 4.0"}
    assert bodies(one) < bodies(two)
    assert {"BMWi", "CESI", "AHK"} <= bodies(two)


def test_only_the_relations_asked_for_are_drawn_with_those_below_them(tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    result = run("map", "--relation", "agreed_to", "-o", str(path))
    verbs = [each.text for each in ElementTree.parse(path).iter() if each.tag.endswith("tspan")]
    assert {verb for verb in verbs if verb in ("agreed to", "signed", "commissioned")} == {"agreed to", "signed"}
    assert result.stderr == f"{path}: 9 bodies, 6 relations\n"


def test_a_day_leaves_out_what_had_not_begun_and_says_what_only_may_hold(tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    run("map", "--around", "BMWi", "--as-of", "2014", "-o", str(path))
    text = path.read_text("utf-8")
    assert "as of 2014" in text and "may hold" in text
    assert "commissioned" not in text
    assert bodies(path) == {"BMWi", "Sino-German Cooperation on Industrie 4.0"}


def test_where_no_route_is_found_the_picture_and_standard_error_say_so(tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    result = run("map", "--between", "AHK", "CNNIC", "--relation", "commissioned", "-o", str(path))
    assert result.stderr.splitlines() == [
        f"{path}: 2 bodies, 0 relations",
        "note: no route fits; only the bodies are drawn",
    ]
    assert "No route from AHK to CNNIC within 6 hops" in path.read_text("utf-8")
    assert "only commissioned" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [(("--hops", "2"), "--hops is for --around"), (("-k", "5", "--around", "GIZ"), "--routes is for --between")],
)
def test_an_option_that_would_be_ignored_is_refused(tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    result = run("map", *options, "-o", str(tmp_path / "map.svg"))
    assert result.exit_code == 2
    assert message in result.stderr


def test_more_routes_are_drawn_where_more_are_asked_for(tmp_path: Path) -> None:
    one = run("map", "--between", "BMBF", "CCID", "-k", "1", "-o", str(tmp_path / "one.svg"))
    five = run("map", "--between", "BMBF", "CCID", "-k", "5", "-o", str(tmp_path / "five.svg"))
    assert one.stderr.endswith("one.svg: 3 bodies, 2 relations\n")
    assert five.stderr.endswith("five.svg: 7 bodies, 9 relations\n")


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (("--type", "Minstry"), "unknown type 'Minstry'; did you mean 'Ministry'?"),
        (("--country", "Atlantis"), "no body is of country 'Atlantis'; there are: CN (China), DE (Germany)"),
        (("--relation", "comissioned"), "unknown relation 'comissioned'; did you mean 'commissioned'?"),
    ],
)
def test_what_is_unknown_is_answered_with_what_is_known(tmp_path: Path, option: tuple[str, str], message: str) -> None:
    result = run("map", *option, "-o", str(tmp_path / "map.svg"))
    assert result.exit_code == 1
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["map.pdf", "map.png", "map.dot", "map.mmd", "map.drawio"])
def test_every_format_is_written_by_its_suffix(tmp_path: Path, name: str) -> None:
    result = run("map", "--around", "GIZ", "-o", str(tmp_path / name))
    assert result.exit_code == 0
    assert (tmp_path / name).stat().st_size > 1_000


def test_around_and_between_exclude_each_other(tmp_path: Path) -> None:
    result = run("map", "--around", "GIZ", "--between", "BMWi", "MIIT", "-o", str(tmp_path / "map.svg"))
    assert result.exit_code == 2
    assert "--around and --between exclude each other" in result.stderr
