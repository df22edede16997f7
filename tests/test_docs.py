"""What the documents say is run: README's examples, each command's help, the links, the pictures."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
from click.testing import CliRunner

import coopgraph
from coopgraph import __version__, ontology
from coopgraph.cli import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LEFT_OUT = "…"
TOP = {name: cli.get_command(click.Context(cli), name) for name in cli.list_commands(click.Context(cli))}
GROUPS = {name: command for name, command in TOP.items() if isinstance(command, click.Group)}
COMMANDS = sorted([*TOP, *(f"{name} {each}" for name, group in GROUPS.items() for each in group.commands)])

OWN = {
    "institutions.csv": "id,type,name_en\nMoP,Ministry,Ministry of Ports\nTA,Agency,Tide Agency\n",
    "relations.csv": "subject,relation,object,source,quote\nMoP,commissioned,TA,report,commissioned the Tide Agency\n",
    "sources.csv": "id,title\nreport,A report\n",
}
MINE = "subject,relation,object,since,source_title,locator\nBMWi,cooperates_with,MIIT,2015,A note,page 1\n"


@dataclass(frozen=True)
class Block:
    """A fenced block; `file` is the name that stands in bold before it."""

    language: str
    text: str
    file: str | None


def sections() -> dict[str, list[Block]]:
    """README's blocks by the heading of level 2 that they stand under."""
    found: dict[str, list[Block]] = {}
    for part in re.split(r"^(?=## )", README, flags=re.MULTILINE):
        heading = part.splitlines()[0].lstrip("# ")
        fences = re.finditer(r"(?:^\*\*(\S+)\*\*\n\n)?^```(\w+)\n(.*?)^```$", part, re.MULTILINE | re.DOTALL)
        if blocks := [Block(fence[2], fence[3], fence[1]) for fence in fences]:
            found[heading] = blocks
    return found


def commands(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the lines that it is said to print."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        lines = part.rstrip("\n").split("\n")
        length = next(n for n in range(1, len(lines) + 1) if is_whole("\n".join(lines[:n])))
        yield "\n".join(lines[:length]), lines[length:]


def is_whole(command: str) -> bool:
    """Whether no quotation is left open."""
    try:
        shlex.split(command)
    except ValueError:
        return False
    return True


def run(command: str, folder: Path) -> tuple[list[str], int]:
    """What a command prints, messages included, and its exit code; only coopgraph and cp are run."""
    program, *arguments = shlex.split(command)
    call = {"coopgraph": [sys.executable, "-m", "coopgraph"], "cp": ["cp"]}[program]
    environment = {key: value for key, value in os.environ.items() if key != "COOPGRAPH_DATA"} | {"PYTHONUTF8": "1"}
    done = subprocess.run(
        [*call, *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.rstrip("\n").split("\n") if done.stdout else [], done.returncode


def is_shown(expected: list[str], printed: list[str]) -> bool:
    """Whether the lines are those printed, where `…` stands for one or more lines left out."""
    pattern = "".join(r"(?:.*\n)+" if line == LEFT_OUT else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def words(svg: str) -> list[str]:
    """The words of a drawing, in alphabetical order: where they stand does not matter."""
    texts = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return sorted(word for element in texts for text in element.itertext() for word in text.split())


@pytest.mark.parametrize("heading", sections())
def test_the_readme_shows_what_is_printed(heading: str, tmp_path: Path) -> None:
    code, wrong = 0, []
    for block in sections()[heading]:
        if block.file:
            (tmp_path / block.file).parent.mkdir(exist_ok=True)
            (tmp_path / block.file).write_text(block.text, encoding="utf-8")
        for command, expected in commands(block) if block.language == "console" else ():
            if command == "echo $?":
                printed = [str(code)]
            else:
                printed, code = run(command, tmp_path)
            if not is_shown(expected, printed):
                wrong.append("\n".join([f"$ {command}", *printed]))

    assert wrong == [], "these print something else:\n" + "\n\n".join(wrong)


def test_left_out_lines_are_the_only_ones_that_may_differ() -> None:
    printed = ["id", "--", "MIIT", "MoST", "end"]

    assert is_shown(["id", "--", LEFT_OUT, "end"], printed)
    assert not is_shown(["id", "--", LEFT_OUT, "End"], printed)
    assert not is_shown(["id", "--", "MIIT"], printed)
    assert not is_shown([*printed, LEFT_OUT], printed)


def test_the_readme_has_examples_of_each_kind() -> None:
    kinds = [block.language for blocks in sections().values() for block in blocks]

    assert {kind: kinds.count(kind) for kind in ("csv", "text", "pycon", "ipython")} == {
        "csv": 5,
        "text": 1,
        "pycon": 1,
        "ipython": 2,
    }
    assert kinds.count("console") >= 15


def test_the_readme_python_gives_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [text] = [block.text for blocks in sections().values() for block in blocks if block.language == "pycon"]
    monkeypatch.chdir(tmp_path)
    example = doctest.DocTestParser().get_doctest(text, {}, "README.md", "README.md", 0)
    report: list[str] = []

    result = doctest.DocTestRunner().run(example, out=report.append)

    assert len(example.examples) > 8
    assert result.failed == 0, "".join(report)


def test_the_readme_cells_run_in_ipython() -> None:
    interactive = pytest.importorskip("IPython.core.interactiveshell")
    shell = interactive.InteractiveShell()
    shell.run_cell("import coopgraph\nkg = coopgraph.open()")

    for block in sections()["In a notebook"]:
        if block.language == "ipython":
            shell.run_cell(block.text).raise_error()

    assert [row["who"] for row in shell.user_ns["signatures"]] == ["BMWi", "MIIT"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_shown_in_the_readme(name: str) -> None:
    blocks = [block for blocks in sections().values() for block in blocks if block.language == "console"]
    shown = [command for block in blocks for command, _ in commands(block)]

    assert any(re.match(rf"coopgraph( --\S+ \S+)* {name}\b", command) for command in shown)


@pytest.fixture
def analyst(tmp_path: Path) -> Path:
    """The folder of someone who follows the help: tables in three folders, a built graph, a text, a history in git."""
    for folder in (".", "facts", "facts-2025"):
        (tmp_path / folder).mkdir(exist_ok=True)
        for file, text in OWN.items():
            (tmp_path / folder / file).write_text(text, encoding="utf-8")
    (tmp_path / "mine.csv").write_text(MINE, encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/report.txt").write_text("The ministry commissioned the Tide Agency.", encoding="utf-8")
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for step in (
        ["init", "-q"],
        ["add", "."],
        ["commit", "-qm", "first"],
        ["commit", "-qm", "second", "--allow-empty"],
    ):
        subprocess.run([*git, *step], cwd=tmp_path, check=True)
    coopgraph.build("bundled", folder=tmp_path / "built")
    changed = OWN["relations.csv"].replace("MoP,commissioned,TA", "MoP,cooperates_with,TA")
    (tmp_path / "facts/relations.csv").write_text(changed, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_help_ends_with_examples_that_run(name: str, analyst: Path) -> None:
    help_text = CliRunner().invoke(cli, [*name.split(), "--help"]).output
    [section] = re.findall(r"^  Examples?:\n((?:    .+\n)+)", help_text, re.MULTILINE)
    examples = [line.strip() for line in section.splitlines()]

    assert all(f" {name}" in example for example in examples)
    for example in examples:
        printed, code = run(example, analyst)
        assert code == 0, "\n".join([example, *printed])
        assert "(nothing)" not in printed, example


@pytest.mark.parametrize("name", COMMANDS)
def test_every_parameter_of_a_command_is_explained(name: str) -> None:
    group, _, own = name.rpartition(" ")
    command = (GROUPS[group].commands if group else TOP)[own]
    silent = [each.name for each in command.params if isinstance(each, click.Option) and not each.help]

    assert command is not None and command.help
    assert silent == []


def test_the_relation_in_the_guide_is_all_that_a_new_relation_needs(tmp_path: Path) -> None:
    [added] = re.findall(r"```turtle\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    file = tmp_path / "ontology/coopgraph.ttl"
    file.write_text(file.read_text(encoding="utf-8") + added, encoding="utf-8")
    relation = ontology.read(file).relation("advised")

    assert [relation.label(lang) for lang in ("en", "de", "zh")] == ["advised", "beriet", "为其提供咨询"]
    assert relation.label("en", forward=False) == "was advised by"
    assert not relation.instant


@pytest.mark.parametrize("document", sorted(path.name for path in ROOT.glob("*.md")))
def test_links_lead_to_files_that_are_there(document: str) -> None:
    text = re.sub(r"```.*?```", "", (ROOT / document).read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]

    assert [target for target in targets if not (ROOT / target.split("#")[0]).exists()] == []


@pytest.mark.parametrize("picture", ["docs/data-flow.svg", "docs/pictures/map.svg"])
def test_pictures_are_well_formed_and_need_nothing_else(picture: str) -> None:
    root = ElementTree.parse(ROOT / picture).getroot()
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    addresses = [value for element in root.iter() for key, value in element.attrib.items() if key.endswith("href")]

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert tags.isdisjoint({"script", "image", "foreignObject"})
    assert [address for address in addresses if not address.startswith("#")] == []


def test_the_picture_of_the_map_says_what_the_map_says_now() -> None:
    drawn = (ROOT / "docs/pictures/map.svg").read_text(encoding="utf-8")
    now = coopgraph.open().map().to_svg()

    assert "BMWi" in words(now)
    assert words(drawn) == words(now), "the map has changed: make pictures"


def test_the_screenshot_is_a_picture() -> None:
    content = (ROOT / "docs/pictures/map.png").read_bytes()
    width, height = struct.unpack(">II", content[16:24])

    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert (width, height) == (1600, 1000)


def test_the_changelog_has_the_version_and_the_citation_too() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    [latest, *_] = re.findall(r"^## \[?(\d+\.\d+\.\d+)\]? - (\d{4}-\d\d-\d\d)$", changelog, re.MULTILINE)

    assert latest[0] == __version__
    assert f"version: {__version__}\n" in citation
    assert f"date-released: {latest[1]}\n" in citation
