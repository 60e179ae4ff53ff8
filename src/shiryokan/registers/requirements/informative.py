"""What in a guideline informs and does not oblige, and what at most recommends.

The rules are those of the ISO/IEC Directives, Part 2 (JIS Z 8301): informative parts hold no
requirement, and examples neither a requirement nor a recommendation. The notes of ministries (注,
※) do ask for things, which those of standards may not: they recommend at most.
"""

from __future__ import annotations

import re

from shiryokan.registers.requirements.model import Kind, Strength

_BACKGROUND = re.compile(
    r"(?:本(?:書|ガイドライン|指針|手引き?|基準|方針)の)?"
    r"(?:(?:策定|制定|改定|改訂|検討)の)?(?:はじめに|序文|序論|まえがき|前書き|緒言|背景|経緯|沿革|趣旨|目的|位置(?:付|づ)け|構成|全体構成|読み方"
    r"|使い方|利用方法|活用方法|対象読者|想定読者|想定する読者|用語|定義|略語|引用規格|適用範囲|現状|課題|参考|概説)"
    r"(?:(?:[・、と及び]|および|並びに)+(?:背景|経緯|目的|趣旨|構成|位置(?:付|づ)け|定義|略語|前提|課題|現状|概要|読み方|利用方法|対象|適用範囲))*"
    r"(?:等|について)?"
)
"""Titles of headings under which a guideline tells of itself and of the state of things."""
_EXAMPLE = re.compile(
    r"(?:参考)?(?:コラム|トピックス?|事例|実例|(?:[^\s]{0,12}の)?(?:具体|対策|実施|記載|設定|運用|参考)?例(?:示)?|備考|(?:優良|取組|活用|成功|失敗|導入|対応)事例|ケーススタディ"
    r"|(?:[^\s]{0,20}における)?用語の(?:解説|解釈|説明|定義)|(?:[^\s]{0,20})?用語集|参考文献|参考資料|参考情報|Q\s?&\s?A|よくある質問.{0,8})"
    r"(?:\d{1,2})?(?:[\s:].*)?"
)
_MARKED = re.compile(
    r"[<(\[【〈《「■◆●□◇○▶]\s*(?:コラム|COLUMN|Column|column|事例|参考事例|トピックス?)\s*\d{0,2}\s*[>)\]】〉》」:]?"
    r"|(?:コラム|COLUMN|Column)\s*(?:\d{1,2}|[:①-⑳])"
)
"""How a column, or a case, begins that runs on to the next heading."""
_INSTANCE = re.compile(r"[(\[【<]?(?:例|EXAMPLE)\s*\d{0,2}\s*[)\]】>:.]|例\d*\s")
_NOTE = re.compile(r"[(\[【<]?(?:注記|備考|注|NOTE)\s*\d{0,2}\s*[)\]】>:.]|(?:注記|注)\d*\s|[※*]")
_FOR_EXAMPLE = re.compile(r"(?:また、|なお、)?(?:例えば|たとえば|一例として)")
_GRADE = re.compile(
    r"[【\[(〔<](?P<grade>必須|基本|推奨|望ましい|任意|参考|オプション)(?:事項|対策|項目)?[】\])〕>]"
)
_GRADES: dict[str, Strength] = {
    "必須": "must", "基本": "must", "推奨": "should", "望ましい": "should", "任意": "may",
    "オプション": "may", "参考": "should",
}  # fmt: skip
"""How much a heading or an item that is marked so obliges at most."""
_WHOLE = re.compile(
    r"(?:遵守|順守|準拠)を(?:求める|義務付ける|義務づける|強制する)もの(?:では|でも)(?:ない|ありません)"
    r"|参考(?:文書|資料)(?:であり|です|である|として)|参考とするドキュメント|\(Informative\)|\(informative\)"
)
"""How a document says that it is informative as a whole."""

_OF_KIND: dict[Kind, Strength] = {
    "control": "must", "text": "must", "guidance": "should", "recommendation": "should",
    "purpose": "should", "information": "should",
}  # fmt: skip


def limit_of_title(title: str) -> Strength:
    """How strongly what stands under a heading may oblige, given its narrow title."""
    plain = title.strip()
    if (grade := _GRADE.search(plain)) is not None:
        return _GRADES[grade["grade"]]
    bare = plain.strip("【】[]<>()〈〉《》〔〕「」 ")
    if _BACKGROUND.fullmatch(bare) or _EXAMPLE.fullmatch(bare) or _MARKED.match(plain):
        return "none"
    return "must"


def limit_of_part(kind: Kind, name: str) -> Strength:
    """How strongly a part may oblige, given its kind and its narrow name."""
    bare = name.strip("【】[]<>()〈〉《》〔〕「」 ")
    return "none" if _EXAMPLE.fullmatch(bare) else _OF_KIND[kind]


def limit_of_unit(plain: str) -> Strength:
    """How strongly a paragraph or an item may oblige, by the sign with which it begins."""
    if _INSTANCE.match(plain):
        return "none"
    if _NOTE.match(plain):
        return "should"
    if (grade := _GRADE.match(plain)) is not None:
        return _GRADES[grade["grade"]]
    return "must"


def limit_of_sentence(plain: str, kind: Kind) -> Strength:
    """How strongly a sentence may oblige, by how it begins; in a purpose, こと。 names the aim."""
    if _FOR_EXAMPLE.match(plain):
        return "should"
    return "none" if kind == "purpose" and plain.rstrip("。").endswith("こと") else "must"


def opens_aside(plain: str) -> bool:
    """Whether a column or a case begins, that runs on to the next heading."""
    return _MARKED.match(plain) is not None


def is_informative(text: str) -> bool:
    """Whether the narrow text of a document's first pages says that all of it informs only."""
    return _WHOLE.search(text) is not None
