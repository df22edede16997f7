"""The search for cyclic garbage is off where records are made, and as it was afterwards."""

from __future__ import annotations

import gc

import pytest

from coopgraph import collector


def test_it_is_off_inside_and_on_again_after() -> None:
    with collector.paused():
        assert not gc.isenabled()

    assert gc.isenabled()


def test_it_is_on_again_after_an_error() -> None:
    with pytest.raises(KeyError), collector.paused():
        raise KeyError

    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    with collector.paused(), collector.paused():
        pass
    assert gc.isenabled()

    gc.disable()
    try:
        with collector.paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
