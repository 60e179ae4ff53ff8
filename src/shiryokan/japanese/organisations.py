"""Kinds of organisations in full and as they are shortened: 株式会社 and (株), which is ㈱ folded.

The short forms are those of bank transfers and of the registers of corporations (法人).
"""

from __future__ import annotations

import re

_SHORT: dict[str, tuple[str, ...]] = {
    "株式会社": ("株",), "有限会社": ("有",), "合同会社": ("同", "合"), "合名会社": ("名",),
    "合資会社": ("資",), "社団法人": ("社",), "財団法人": ("財",), "一般社団法人": ("一社",),
    "一般財団法人": ("一財",), "公益社団法人": ("公社",), "公益財団法人": ("公財",),
    "独立行政法人": ("独",), "地方独立行政法人": ("地独",), "国立研究開発法人": ("国研",),
    "学校法人": ("学",), "医療法人": ("医",), "社会福祉法人": ("福", "社福"), "宗教法人": ("宗",),
    "特定非営利活動法人": ("特非",), "協同組合": ("協",), "相互会社": ("相",),
}  # fmt: skip
_LONG: dict[str, tuple[str, ...]] = {}
for _name, _shorts in _SHORT.items():
    for _short in _shorts:
        _LONG[f"({_short})"] = (*_LONG.get(f"({_short})", ()), _name)
_WAYS = {name: tuple(f"({short})" for short in shorts) for name, shorts in _SHORT.items()} | _LONG
_KIND = re.compile("|".join(map(re.escape, sorted(_WAYS, key=len, reverse=True))))


def kinds_of_organisations(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Each kind of organisation that a folded text names: its place, and the other ways to write
    it."""
    return [(*match.span(), _WAYS[match.group()]) for match in _KIND.finditer(text)]
