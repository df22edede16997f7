"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coopgraph.errors import CoopgraphError
from coopgraph.files import write_whole


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")

    write_whole(tmp_path / "a.csv", b"new")

    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a.csv", "new")]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")

    write_whole(tmp_path / "link.csv", b"new")

    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"


def test_a_read_only_file_is_refused_and_untouched(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("old")
    file.chmod(0o444)

    with pytest.raises(CoopgraphError, match=r"a\.csv: cannot be written \(it is read-only\)"):
        write_whole(file, b"new")

    assert file.read_text() == "old"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    write_whole(pipe, b"new")

    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert pipe.is_fifo()
