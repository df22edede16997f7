"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from errno import EACCES
from pathlib import Path

from coopgraph.errors import CoopgraphError

__all__ = ["write_whole"]


def write_whole(path: str | Path, content: bytes) -> Path:
    """The path, after its content has been written beside it, synced, and renamed over it.

    A link is followed; what is no regular file, such as a device or a pipe, is written to as it stands.

    Raises:
        CoopgraphError: it cannot be written; what was there before is untouched.
    """
    import tempfile

    asked, path = Path(path), Path(os.path.realpath(path))
    temporary: Path | None = None
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return asked
        if path.exists() and not path.stat().st_mode & 0o222:
            raise PermissionError(EACCES, "it is read-only")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise CoopgraphError(f"{asked}: cannot be written ({error.strerror}); choose another place with -o") from None
    return asked


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
