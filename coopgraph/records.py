"""Frozen values with named fields: defined and made ten times faster than dataclasses, which counts at every start."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from msgspec import field
from msgspec import to_builtins as as_plain
from msgspec.structs import asdict as as_dict
from msgspec.structs import replace

__all__ = ["Record", "as_dict", "as_plain", "field", "of_plain", "replace"]

R = TypeVar("R", bound="Record")


class Record(msgspec.Struct, frozen=True):
    """A value that is equal to another of the same fields, can be hashed, and cannot be changed."""


def of_plain(value: object, kind: type[R]) -> R:
    """The record that `as_plain` gave as this value.

    Raises:
        ValueError: a field is missing, or of another kind.
    """
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as problem:
        raise ValueError(str(problem)) from None
