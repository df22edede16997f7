"""Who may write and who still reads: locks that the system lets go of when a process ends, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from coopgraph.errors import Busy

try:
    import fcntl
except ImportError:  # Windows keeps open files from being removed, which is all that readers need
    fcntl = None  # type: ignore[assignment]

__all__ = ["alone", "reading"]


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else is in a block with this file, and nobody reads with it.

    Raises:
        Busy: somebody does.
        OSError: the file can be neither opened nor made.
    """
    with path.open("ab") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy(f"{path}: another process uses it") from None
        yield


def reading(path: Path) -> IO[bytes]:
    """The file, open; as long as it is, nobody is `alone` with it.

    Raises:
        OSError: there is no such file.
    """
    file = path.open("rb")
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_SH)
    return file
