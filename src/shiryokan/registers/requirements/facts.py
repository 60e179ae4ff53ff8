"""What the parts of a guideline are called, and what stands behind its chapters."""

from __future__ import annotations

import re

from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.requirements.model import Kind

PARTS: dict[str, Kind] = {
    "管理策": "control", "要求事項": "control", "遵守事項": "control", "順守事項": "control",
    "対策事項": "control", "実施事項": "control", "基本事項": "control", "基本対策事項": "control",
    "目的": "purpose", "管理目的": "purpose", "趣旨": "purpose", "目的及び趣旨": "purpose",
    "目的・趣旨": "purpose",
    "実施の手引": "guidance", "実施の手引き": "guidance", "手引": "guidance", "手引き": "guidance",
    "解説": "guidance", "対策例": "guidance", "対策の例": "guidance", "実施例": "guidance",
    "ベストプラクティス": "guidance", "対策のポイント": "guidance", "実施方法": "guidance",
    "実施が望まれる事項": "recommendation", "望ましい事項": "recommendation",
    "推奨事項": "recommendation", "推奨される事項": "recommendation",
    "関連情報": "information", "参考情報": "information", "参考": "information",
    "備考": "information", "補足": "information", "補足説明": "information",
    "背景": "information", "事例": "information", "具体例": "information",
}  # fmt: skip
"""The headings of the parts of a requirement. The standards of information security
(JIS Q 27002 and what follows it) have 管理策, 実施の手引 and 関連情報; the government's unified
standards have 目的・趣旨 and 遵守事項; the guidelines of ministries have these and the others."""

DEFINED: frozenset[str] = frozenset(
    name
    for name, kind in PARTS.items()
    if kind in ("control", "recommendation") or name.startswith("実施の手引")
)
"""The parts that none but a guideline or a standard has."""

_QUALIFIED = re.compile(
    rf"(?:\S{{1,20}}の)?(?P<name>{'|'.join(sorted(PARTS, key=len, reverse=True))})"
)
_BRACKETS = re.compile(r"[【\[<〈《(〔「](?P<inner>[^】\]>〉》)〕」]{2,30})[】\]>〉》)〕」]")
_INLINE = re.compile(r"(?P<name>\S{2,24}?)\s*:\s*(?=\S)")

BACK_MATTER = re.compile(
    r"[(\[【〔<〈《]?(?:附属書|付属書|付録|附録|参考資料|参考文献|引用文献|用語集|索引|おわりに|あとがき|結び"
    r"|改訂履歴|改定履歴|ANNEX|Annex|APPENDIX|Appendix)(?:\s?[A-Z\d]{1,2}\b)?[)\]】〕>〉》]?(?P<rest>.*)"
)
"""What ends the chapters, in the second half of the document; numbers count anew in it."""
ANNEX = re.compile(
    r"[(\[【〔<〈《]?(?:別紙|別添|別表|別冊)\s?[\d一二三四五六七八九十]*[)\]】〕>〉》]?(?P<rest>.*)"
)
"""What may hold the guideline itself, behind a letter, or an annex to it."""


def part_of(line: str) -> tuple[str, Kind] | None:
    """The part whose heading the whole line is: ``クラウド利用者のための実施の手引``,
    ``【ベストプラクティス】``."""
    plain = narrow(line).strip()
    if bracketed := _BRACKETS.fullmatch(plain):
        plain = bracketed["inner"].strip()
    match = _QUALIFIED.fullmatch(plain)
    return (plain, PARTS[match["name"]]) if match else None


def inline_part(text: str) -> tuple[str, Kind, int] | None:
    """The part that begins in the line of its heading, ``目的：…``, and where its text begins."""
    plain = narrow(text)
    if (match := _INLINE.match(plain)) and (part := part_of(match["name"])):
        return (*part, match.end())
    if (match := _BRACKETS.match(plain)) and (part := part_of(match["inner"])):
        return (*part, match.end())
    return None


def is_defined(part: str) -> bool:
    """Whether none but a guideline or a standard has a part of this name."""
    match = _QUALIFIED.fullmatch(narrow(part).strip("【】[]<>〈〉《》()〔〕「」 "))
    return match is not None and match["name"] in DEFINED
