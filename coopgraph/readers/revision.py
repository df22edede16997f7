"""Files as they stood at a revision, `git:REV:PATH`: taken from the repository's store, never from the work tree."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath

from coopgraph.model import Finding

__all__ = ["at_revision", "name_of"]

_ADDRESS = re.compile(r"git:((?:[^:{]|\{[^}]*\})+):(.*)", re.DOTALL)


class _Unreadable(Exception):
    """What is wrong, and what would be right."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix


def name_of(path: str) -> str:
    """The name of the file or folder without its suffix; of a whole repository `git`."""
    return PurePosixPath(path.rpartition(":")[2]).stem or "git"


def at_revision(path: str, suffixes: Collection[str]) -> Iterator[tuple[str, bytes] | Finding]:
    """The name and the content of a file, or of each file in a folder that has one of the suffixes.

    `git:REV:PATH` is read as git reads `REV:PATH`: REV is a commit, a tag or a branch, PATH begins at the top of the
    repository of the current folder, or with `./` at the current folder. What cannot be read is a finding.
    """
    try:
        yield from _files(path, suffixes)
    except _Unreadable as error:
        yield Finding(error.problem, error.fix, path, rule="missing-file")


def _files(path: str, suffixes: Collection[str]) -> Iterator[tuple[str, bytes]]:
    address = _ADDRESS.fullmatch(path)
    if not address:
        raise _Unreadable("not an address in a repository", "write git:REV:PATH, such as git:HEAD:data")
    revision, inner = address[1], address[2].rstrip("/")
    inner = "./" if inner == "." else inner
    thing = _found(_tree(revision), revision, inner)
    if _git("cat-file", "-t", thing) == b"blob\n":
        yield path, _git("cat-file", "blob", thing)
        return
    names = [entry for entry in _entries(thing) if PurePosixPath(entry[0]).suffix.lower() in suffixes]
    if not names:
        fix = "it should hold files such as " + ", ".join(f"*{suffix}" for suffix in suffixes)
        raise _Unreadable("no file of a known format in this folder", fix)
    for name, blob in names:
        yield f"{path.rstrip('/')}{'/' if inner else ''}{name}", _git("cat-file", "blob", blob)


def _tree(revision: str) -> str:
    """The object that holds everything at the revision."""
    try:
        _git("rev-parse", "--git-dir")
    except _Unreadable as error:
        if "not a git repository" in error.problem:
            raise _Unreadable("the current folder is in no git repository", "go to the folder of one") from None
        raise
    if not revision.startswith("-") and (tree := _object(f"{revision}^{{tree}}")):
        return tree
    fix = "write a commit, a tag or a branch; 'git log --oneline' lists the commits"
    raise _Unreadable(f"unknown revision '{revision}'", fix)


def _found(tree: str, revision: str, inner: str) -> str:
    """The file or folder of that path."""
    if found := _object(f"{tree}:{inner}"):
        return found
    listed = _git("ls-tree", "-r", "-t", "-z", "--full-tree", "--name-only", tree).decode(errors="replace")
    known = listed.split("\0")[:-1]
    below = [each for each in known if each.endswith(f"/{inner.removeprefix('./')}")]
    near = below or get_close_matches(inner, known, n=1)
    hint = "paths begin at the top of the repository, or with ./ at the current folder"
    fix = f"did you mean 'git:{revision}:{near[0]}'?" if near else hint
    raise _Unreadable(f"there is no '{inner}' in revision '{revision}'", fix)


def _object(name: str) -> str | None:
    """The hash of what git calls by the name, if there is such a thing."""
    try:
        return _git("rev-parse", "--verify", "--quiet", name).decode().strip()
    except _Unreadable:
        return None


def _entries(tree: str) -> list[tuple[str, str]]:
    """The name and the hash of each file in a folder, by name."""
    lines = _git("ls-tree", "-z", "--full-tree", tree).decode(errors="surrogateescape").split("\0")[:-1]
    parts = [line.partition("\t") for line in lines]
    return sorted((name, about.split()[2]) for about, _, name in parts if about.split()[1] == "blob")


def _git(*arguments: str) -> bytes:
    """What git prints: messages in English, no lock taken, nothing written."""
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(("git", *arguments), env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        raise _Unreadable("git is not installed", "install it, or name a file or a folder") from None
    if done.returncode:
        message = done.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
        raise _Unreadable(message or "git could not read it", "see 'git status'")
    return done.stdout
