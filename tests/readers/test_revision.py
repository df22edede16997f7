"""Files as they stood at a revision: read from the repository, whatever lies in the work tree."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from coopgraph import readers

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

RELATIONS = "subject,relation,object,since,source\nMoT,commissioned,LHO,{},gazette\n"


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Analyst", "-c", "user.email=analyst@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ("git", *identity, *arguments), cwd=folder, check=True, capture_output=True, encoding="utf-8"
    ).stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two commits; the first is tagged v1, and the work tree has changed since the second."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    facts = tmp_path / "my facts"
    facts.mkdir()
    git(tmp_path, "init", "-q")
    for year, tag in (("2014", "v1"), ("2015", "v2")):
        (facts / "relations.csv").write_text(RELATIONS.format(year), encoding="utf-8")
        (facts / "sources.csv").write_text("id,title\ngazette,Gazette – Amtsblatt\n", encoding="utf-8")
        (facts / "README.md").write_text("About the facts.\n", encoding="utf-8")
        (facts / "draft").mkdir(exist_ok=True)
        (facts / "draft" / "more.csv").write_text(RELATIONS.format("1999"), encoding="utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", year)
        git(tmp_path, "tag", tag)
    (facts / "relations.csv").write_text(RELATIONS.format("2016"), encoding="utf-8")
    (facts / "sources.csv").unlink()
    return tmp_path


def begins(path: str) -> list[str | None]:
    facts = readers.read([path])
    assert facts.findings == []
    return [statement.since for statement, _ in facts.statements]


@pytest.mark.parametrize(
    ("path", "since"),
    [
        ("git:HEAD:my facts", "2015"),
        ("git:HEAD~1:my facts", "2014"),
        ("git:v1:my facts/relations.csv", "2014"),
        ("git:HEAD@{0}:./my facts/", "2015"),
        ("git:HEAD^{/2014}:my facts", "2014"),
        ("my facts", "2016"),
    ],
)
def test_a_file_or_folder_is_read_as_it_stood_at_the_revision(repository: Path, path: str, since: str) -> None:
    assert begins(path) == [since]


def test_a_path_is_from_the_top_or_with_a_dot_from_the_current_folder(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "my facts")

    assert begins("git:HEAD:my facts/relations.csv") == ["2015"]
    assert begins("git:HEAD:./relations.csv") == ["2015"]
    assert begins("git:v1:./") == ["2014"]


def test_a_folder_that_is_gone_from_the_work_tree_is_still_in_its_revision(repository: Path) -> None:
    shutil.rmtree(repository / "my facts")

    assert begins("git:HEAD:my facts") == ["2015"]


def test_a_place_names_the_revision_and_the_data_set_the_folder(repository: Path) -> None:
    facts = readers.read(["git:HEAD:my facts"])

    [(statement, place)], [(source, _)] = facts.statements, facts.sources
    assert (place.file, place.line) == ("git:HEAD:my facts/relations.csv", 2)
    assert statement.dataset == "dataset-my-facts"
    assert source.title == "Gazette – Amtsblatt"


def test_reading_changes_nothing_in_the_repository(repository: Path) -> None:
    def files() -> dict[Path, tuple[int, bytes]]:
        return {each: (each.stat().st_mtime_ns, each.read_bytes()) for each in repository.rglob("*") if each.is_file()}

    before = files()
    begins("git:v1:my facts")

    assert files() == before


@pytest.mark.parametrize(
    ("path", "problem", "fix"),
    [
        ("git:HEAD", "not an address in a repository", "write git:REV:PATH, such as git:HEAD:data"),
        (
            "git:main~9:my facts",
            "unknown revision 'main~9'",
            "write a commit, a tag or a branch; 'git log --oneline' lists the commits",
        ),
        (
            "git:--all:my facts",
            "unknown revision '--all'",
            "write a commit, a tag or a branch; 'git log --oneline' lists the commits",
        ),
        ("git:HEAD:my fact", "there is no 'my fact' in revision 'HEAD'", "did you mean 'git:HEAD:my facts'?"),
        (
            "git:v1:relations.csv",
            "there is no 'relations.csv' in revision 'v1'",
            "did you mean 'git:v1:my facts/relations.csv'?",
        ),
        (
            "git:v1:xyz",
            "there is no 'xyz' in revision 'v1'",
            "paths begin at the top of the repository, or with ./ at the current folder",
        ),
        (
            "git:HEAD:",
            "no file of a known format in this folder",
            "it should hold files such as *.csv, *.tsv, *.xlsx, *.ttl, *.trig, *.nt, *.nq, *.jsonld",
        ),
        (
            "git:HEAD:my facts/README.md",
            "unknown format '.md'",
            "known are .csv, .tsv, .xlsx, .ttl, .trig, .nt, .nq, .jsonld",
        ),
    ],
)
def test_what_cannot_be_read_is_a_finding(repository: Path, path: str, problem: str, fix: str) -> None:
    [finding] = readers.read([path]).findings

    assert (finding.file, finding.problem, finding.fix) == (path, problem, fix)


def test_outside_a_repository_the_finding_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)

    [finding] = readers.read(["git:HEAD:facts"]).findings

    assert str(finding) == "git:HEAD:facts: the current folder is in no git repository; go to the folder of one"


def test_without_git_the_finding_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    [finding] = readers.read(["git:HEAD:facts"]).findings

    assert finding.problem == "git is not installed"
