"""Chinese: the time first, the basis before the verb, agreements in title marks."""

from __future__ import annotations

import re

from coopgraph.briefs.claims import Body, Claim, Form, Grammar, Tense
from coopgraph.questions.wording import date_in_words

__all__ = ["Chinese"]

_HAN = "\u3400-\u9fff"
_MEETING = re.compile(rf"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_HAN}])")


class Chinese(Grammar):
    """`2015年7月，德国联邦经济和能源部签署《…谅解备忘录》。`"""

    def sentence(self, claim: Claim, when: str, tense: Tense) -> str:
        """Time, subject, basis, verb, object, remarks."""
        basis = f"依据{_named(claim.under)}" if claim.under else ""
        verb = claim.verb if basis or not re.search("(?:为|包括|：)$", claim.verb) else f"的{claim.verb}"
        said = _joined(_named(claim.subject), basis, verb, _named(claim.object))
        remarks = f"（{'；'.join(claim.remarks)}）" if claim.remarks else ""
        return when + ("，" if when else "") + said + remarks + "。"

    def is_done(self, claim: Claim) -> bool:
        """Verbs have no tense: what has no end was done."""
        return claim.end is None

    def when(self, form: Form, since: str, until: str) -> str:
        """`2016年6月`, `自2016年6月起`, `2016年6月至2017年5月`."""
        begin, end = (date_in_words(text, "zh") if text else "" for text in (since, until))
        patterns = {"none": "", "at": "{0}", "until": "至{1}", "span": "{0}至{1}"}
        return patterns.get(form, "自{0}起").format(begin, end)


def _joined(*parts: str) -> str:
    """The parts, with a space where Chinese and Latin letters meet between them; names stay as they are."""
    said = ""
    for part in parts:
        said += (" " if _MEETING.search(said[-1:] + part[:1]) else "") + part
    return said


def _named(body: Body) -> str:
    return f"《{body.called}》" if body.kind == "agreement" and "《" not in body.called else body.called
