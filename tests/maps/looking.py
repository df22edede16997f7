"""What a page shows at the moment, read in Chromium, and how a test moves its slider."""

from __future__ import annotations

from browser import Browser

__all__ = ["address", "focused", "headline", "legend", "number_of", "picture", "rows", "shown", "slide"]


def shown(page: Browser, kind: str) -> int:
    return int(
        page.run(
            f"[...document.querySelectorAll('#drawing .{kind}')].filter((each) => "
            f"getComputedStyle(each).display !== 'none').length"
        )
    )


def rows(page: Browser) -> list[str]:
    return list(page.run("[...document.querySelectorAll('tbody tr')].map((row) => row.ariaLabel)"))


def number_of(page: Browser, sentence: str) -> int:
    return int(page.run(f"+document.querySelector('tr[aria-label^=\"{sentence}\"]').dataset.row"))


def picture(page: Browser) -> str:
    """All that the slider may change."""
    return str(
        page.run(
            "[...document.querySelectorAll('#drawing g[class], tbody tr')].map((each) => "
            "each.id + each.getAttribute('class') + getComputedStyle(each).opacity).join() + "
            "document.querySelector('header').innerText + document.getElementById('panel').innerText + "
            "document.getElementById('moment-name').textContent"
        )
    )


def address(page: Browser) -> str:
    """What stands after # once the page has written it there."""
    page.run("new Promise((done) => setTimeout(done, 250))")
    return str(page.run("location.hash.slice(1)"))


def slide(page: Browser, step: int) -> None:
    page.run(
        f"(() => {{ const moment = document.getElementById('moment'); "
        f"moment.value = {step}; moment.dispatchEvent(new Event('input')); }})()"
    )


def legend(page: Browser) -> list[str]:
    """What the legend lists, each with its count."""
    items = "[...document.querySelectorAll('.legend li:not([hidden])')]"
    return list(
        page.run(
            f"{items}.map((each) => ['.name', '.count'].map((part) => each.querySelector(part).textContent).join(' '))"
        )
    )


def headline(page: Browser) -> str:
    return str(page.run("document.querySelector('#panel .headline').textContent"))


def focused(page: Browser) -> str:
    return str(page.run("(document.activeElement.ariaLabel || document.activeElement.id).split(',')[0]"))
