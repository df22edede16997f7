"""What may go into a file that people open: characters that cannot break it, addresses that cannot run."""

from __future__ import annotations

import re

__all__ = ["clean", "link"]

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without what XML forbids and what reorders the text around it: each such character becomes U+FFFD."""
    return text if text.isprintable() else _UNSAFE.sub("\ufffd", text)


def link(url: str | None) -> str | None:
    """The address where following it cannot run anything: http, https or mailto."""
    if url is None or not url.lower().startswith(("http://", "https://", "mailto:")):
        return None
    return clean(url)
