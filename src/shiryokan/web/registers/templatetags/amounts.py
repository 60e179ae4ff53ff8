"""Amounts in running text, kept on one line: Japanese may be broken between any two characters."""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_AMOUNT = re.compile(
    r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"
    r"|[0-9０-９][0-9０-９,，.．]*(?:点|単位|円|件|人|回|％|%|分の[0-9０-９][0-9０-９,，.．]*)"
)


@register.filter
def whole_amounts(text: object) -> SafeString:
    """``text`` as HTML in which no line ends between a figure and its unit: 45点, or
    within a share: 100分の90, or a day: 2026年4月1日."""
    escaped = conditional_escape(str(text) if not isinstance(text, SafeString) else text)
    return mark_safe(amounts_whole(escaped))  # noqa: S308  escaped, and what is put in is an amount


def amounts_whole(escaped: str) -> str:
    """HTML, text that is escaped, in which no line ends between a figure and its unit."""
    return _AMOUNT.sub(r'<span class="whole">\g<0></span>', escaped)


_REMARK = re.compile(
    r"(?P<amount>[^（()）]{1,24}?(?:点|単位|円|％|%))[\s　]*(?P<remark>[（(].{8,})", re.DOTALL
)


@register.filter
def amount_and_remark(worth: object) -> tuple[str, str]:
    """What something is worth, and what is said of it in brackets behind, as of 生活療養: that is
    too long to stand in one column with amounts."""
    match = _REMARK.fullmatch(str(worth).strip())
    return (match["amount"], _WHITE.sub("", match["remark"])) if match else (str(worth), "")


_WHITE = re.compile(r"(?<=[、，。（(])[\s　]+(?=[0-9０-９])")
"""What typesetters set before figures to have them stand below each other."""
_IN_WORDS = 10
"""Characters from which on what is paid is no figure but words, as a share of 所定単位数 is."""


def in_words(amount: str) -> bool:
    """Whether what something is worth is said in words, too long for a column of amounts."""
    return len(amount) > _IN_WORDS


_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．", "0123456789,.")


@register.filter
def half_width(amount: object) -> str:
    """``amount`` with figures of half width: papers in vertical writing print ５点 and 45点 in one
    list, and side by side they are to be compared."""
    return str(amount).translate(_FULL_WIDTH)
