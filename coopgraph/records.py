"""Frozen values with named fields: defined and made ten times faster than dataclasses, which counts at every start."""

from __future__ import annotations

import msgspec
from msgspec import field
from msgspec import to_builtins as plain
from msgspec.structs import asdict as as_dict
from msgspec.structs import replace

__all__ = ["Record", "as_dict", "field", "plain", "replace"]


class Record(msgspec.Struct, frozen=True):
    """A value that is equal to another of the same fields, can be hashed, and cannot be changed."""
