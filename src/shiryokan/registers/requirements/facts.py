"""Facts about guidelines: what their parts are called, and how their sentences oblige."""

from __future__ import annotations

import re

from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.requirements.model import Kind, Strength

PARTS: dict[str, Kind] = {
    "管理策": "control", "要求事項": "control", "遵守事項": "control", "順守事項": "control",
    "対策事項": "control", "実施事項": "control", "基本事項": "control",
    "目的": "purpose", "管理目的": "purpose", "趣旨": "purpose", "目的及び趣旨": "purpose",
    "目的・趣旨": "purpose",
    "実施の手引": "guidance", "実施の手引き": "guidance", "手引": "guidance", "手引き": "guidance",
    "解説": "guidance", "対策例": "guidance", "対策の例": "guidance", "実施例": "guidance",
    "ベストプラクティス": "guidance", "対策のポイント": "guidance", "実施方法": "guidance",
    "実施が望まれる事項": "recommendation", "望ましい事項": "recommendation",
    "推奨事項": "recommendation", "推奨される事項": "recommendation",
    "関連情報": "information", "参考情報": "information", "参考": "information",
    "備考": "information", "補足": "information", "補足説明": "information",
}  # fmt: skip
"""The headings of the parts of a requirement. The standards of information security
(JIS Q 27002 and what follows it) have 管理策, 実施の手引 and 関連情報; the government's unified
standards have 目的・趣旨 and 遵守事項; the guidelines of ministries have these and the others."""

_QUALIFIED = re.compile(
    rf"(?:\S{{1,20}}の)?(?P<name>{'|'.join(sorted(PARTS, key=len, reverse=True))})"
)
_BRACKETS = re.compile(r"[【\[<〈《(〔「](?P<inner>[^】\]>〉》)〕」]{2,30})[】\]>〉》)〕」]")
_INLINE = re.compile(r"(?P<name>\S{2,24}?)\s*:\s*(?=\S)")

STRENGTHS: tuple[tuple[Strength, re.Pattern[str]], ...] = (
    ("must", re.compile(
        r"(?:なければ|ねば|なくては)(?:なら(?:ない|ず|ぬ)|なりません|いけない|いけません)$"
        r"|ては(?:ならない|なりません|いけない|いけません)$|べからず$|ないものとする$"
        r"|(?:必要|義務|責務|責任)(?:が|も)(?:ある|あります|生じる)$|必要(?:である|です|となる|とする|とされる)?$"
        r"|要する$|必須(?:である|です|とする)?$|義務付け(?:る|られる|られている)$"
        r"|(?:禁止|禁)(?:する|される|されている|じる)$|求められ(?:る|ている|ます|ています)$"
        r"|こと(?:とする|とします|。)$|ものとする$|ものとします$|(?:て|で)ください$|下さい$"
    )),
    ("should", re.compile(
        r"(?:望ましい|望ましいです|望まれ(?:る|ます)|好ましい|期待され(?:る|ます|ている))$"
        r"|べき(?:だ|である|です|もの(?:である)?)?$"
        r"|推奨(?:する|します|される|されます|されている|し(?:ている|ます))?$|勧め(?:る|ます)$"
        r"|(?:努め|心掛け|心がけ)(?:る|ます)(?:こと|もの)?(?:とする)?$"
        r"|(?:配慮|留意|注意|考慮)(?:する|します)$|(?<!参照)(?:さ|せら)れたい$|良い$"
    )),
    ("may", re.compile(
        r"(?:こと|も)(?:が|は)?(?:でき(?:る|ます)|可能(?:である|です)?)$|(?:て|で)も(?:よい|良い|いい|構わない)$"
        r"|差し支え(?:ない|ありません)$|(?:構|かま)わない$|(?:て|で)も(?:よい|良い)です$"
    )),
)  # fmt: skip
"""How a sentence that ends so obliges. The guidelines of standards say 望ましい for *should*
(ISO/IEC Directives, Part 2); laws say なければならない, こと。 and ものとする for *shall*.
A bare こと without its full stop is an item of an enumeration and obliges nobody by itself."""

_SENTENCE = re.compile(r"[^。\n]+(?:。|(?=\n)|$)")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|「[^「」]*」")
"""What is said in brackets, or quoted, obliges nobody."""
_TAIL = re.compile(r"(?:\d{1,3}|\s)+$")
"""The number of a footnote."""

GUIDELINE = re.compile(
    r"ガイドライン|指針|手引き?(?:書|$|[\s()])|ガイド(?:ブック)?(?:$|[\s()])|規範|対策基準|管理基準|統一基準"
    r"|遵守事項|要求事項|ポリシー|ハンドブック|チェックリスト"
)
"""What guidelines call themselves."""
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


def strength(text: str) -> Strength:
    """That of the strongest sentence."""
    plain = _ASIDE.sub("", _ASIDE.sub("", narrow(text)))
    found = {_of_sentence(match.group()) for match in _SENTENCE.finditer(plain)}
    return next((name for name, _ in STRENGTHS if name in found), "none")


def _of_sentence(sentence: str) -> Strength:
    whole = sentence.strip()
    stop = whole.endswith("。")
    bare = _TAIL.sub("", whole.rstrip("。 "))
    for name, pattern in STRENGTHS:
        if pattern.search(bare) or (stop and pattern.search(bare + "。")):
            return name
    return "none"
