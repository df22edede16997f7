"""What it was measured on, and of which code."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

__all__ = ["code", "commit", "described", "measures"]

ROOT = Path(__file__).parents[1]
SUFFIXES = (".py", ".rq", ".ttl", ".html", ".js", ".css")
PACKAGES = ("click", "duckdb", "networkx", "numpy", "oxrdflib", "pyoxigraph", "pyvis", "rdflib")


def described() -> dict[str, Any]:
    """The machine and the versions of everything that is compared."""
    return {
        "processor": _after(Path("/proc/cpuinfo"), "model name") or platform.processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9),
        "system": _system(),
        "python": platform.python_version(),
        "packages": {name: found for name in PACKAGES if (found := _version(name))},
    }


def code() -> str:
    """A digest of coopgraph's code and ontology, whether committed or not."""
    return _digest(ROOT / "coopgraph", ROOT / "ontology")


def measures() -> str:
    """A digest of what is measured and how."""
    return _digest(ROOT / "benchmarks" / "rows", ROOT / "benchmarks" / "case.py", ROOT / "benchmarks" / "peer.py")


def commit() -> str:
    """The commit, with a plus where something is changed since; nothing outside a repository."""
    with suppress(OSError, subprocess.CalledProcessError):
        found = subprocess.run(
            ["git", "describe", "--always", "--exclude=*", "--abbrev=10", "--dirty=+"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        return found.stdout.strip()
    return ""


def _digest(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(
            each for each in path.rglob("*") if each.suffix in (".py", ".rq", ".ttl", ".html", ".js", ".css")
        )
        for file in files or [path]:
            digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _system() -> str:
    with suppress(OSError):
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {platform.system()} {platform.release()}"
    return platform.platform()


def _after(file: Path, label: str) -> str | None:
    with suppress(OSError):
        for line in file.read_text().splitlines():
            if line.startswith(label):
                return line.partition(":")[2].strip()
    return None
