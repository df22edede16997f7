"""The files of a version, written and on the disk, or taken over from the version before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from coopgraph.packs import Section, write

__all__ = ["take_over", "write_pack"]


def write_pack(path: Path, sections: Mapping[str, Section]) -> None:
    """Write a pack and have it on the disk."""
    with path.open("xb") as file:
        write(file, sections)
        file.flush()
        os.fsync(file.fileno())


def take_over(before: Path, path: Path) -> None:
    """Have a file that does not change at another place too: once on the disk, or where that cannot be, twice."""
    with suppress(OSError):
        path.hardlink_to(before)
        return
    with before.open("rb") as source, path.open("xb") as copy:
        shutil.copyfileobj(source, copy)
        copy.flush()
        os.fsync(copy.fileno())
