"""Numbers, days, councils and labels as English pages of councils write them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from shiryokan.japanese.eras import Mention

_MONTHS = "January February March April May June July August September October November December"
_MONTH_OF = {name[:3].lower(): number for number, name in enumerate(_MONTHS.split(), 1)}
_MONTH = "|".join(
    rf"{name[:3]}(?:{name[3:]})?\.?" if len(name) > 3 else name for name in _MONTHS.split()
)
_DAY = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?"
    rf"|(?P<first>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?P<second>{_MONTH}),?)\s+(?P<year>[0-9]{{4}})\b",
    re.IGNORECASE,
)
_MEETING = r"(?:meeting|session|conference)"
_ORDINALS = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
         "tenth", "eleventh", "twelfth"),
        1,
    )
}  # fmt: skip
_NUMBER = re.compile(
    rf"\b(?:(?P<ordinal>[0-9]{{1,3}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)}))"
    rf"\s+(?:\S+\s+){{0,6}}?{_MEETING}\b"
    rf"|\b{_MEETING}\s+(?:No\.?\s*|#)?(?P<number>[0-9]{{1,3}})\b(?!\s*,)",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w'’-]*"
_BODY = (
    r"(?:Council|Committee|Subcommittee|Commission|Panel|Board|Task Force|Working Group|"
    r"Study Group|Expert Group|Advisory Group|Roundtable|Headquarters)"
)
_COUNCIL = re.compile(
    rf"(?:(?:{_NAME}|of|on|for|and|the|in|to|&)\s+)*?{_BODY}\b"
    rf"(?:\s+(?:on|for|of)\s+(?:the\s+)?{_NAME}(?:\s+(?:and|of|for|the|on|in|&|{_NAME}))*)?"
)
_BEFORE_NAME = re.compile(
    rf"^.*?\b{_MEETING}\s+of\s+(?:the\s+)?|^(?:(?:[0-9]+(?:st|nd|rd|th)|the|of|on|for|and|in|to)\s+)+",
    re.IGNORECASE,
)
_ORDINAL_BEFORE = re.compile(rf"^(?:The\s+)?(?:{'|'.join(_ORDINALS)})\s+", re.IGNORECASE)

LABELS = (
    r"(?i:(?:Reference\s+)?(?:Material|Document|Handout|Reference|Attachment|Appendix|Annex)s?"
    r"\s*(?:No\.?\s*)?[0-9]+(?:-[0-9]+)*)"
)
"""A label with its number, as part of a pattern."""
PLAIN_LABELS = r"(?i:Agenda|Minutes|Proceedings|(?:Meeting\s+)?Summary|List of Members)"


def number_in(text: str) -> int:
    """The number of the meeting that a text names, 0 if there is none."""
    match = _NUMBER.search(text)
    if match is None:
        return 0
    return (
        _ORDINALS[match["word"].lower()]
        if match["word"]
        else int(match["ordinal"] or match["number"])
    )


def days_in(text: str) -> Iterator[Mention]:
    """The days that a text names, with their places."""
    for match in _DAY.finditer(text):
        month = _MONTH_OF[(match["month"] or match["second"])[:3].lower()]
        try:
            when = datetime.date(int(match["year"]), month, int(match["day"] or match["first"]))
        except ValueError:
            continue
        yield Mention(when, match.start(), match.end())


def council_in(text: str) -> str:
    """The council that a text names, empty if there is none."""
    text = _BEFORE_NAME.sub("", text)
    text = _ORDINAL_BEFORE.sub("", text)
    match = _COUNCIL.search(text)
    name = match.group() if match else ""
    return name if len(name.split()) > 1 else ""
