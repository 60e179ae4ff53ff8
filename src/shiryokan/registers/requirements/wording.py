"""How strongly a sentence asks for something, told by how it ends."""

from __future__ import annotations

import re

from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.requirements.model import Strength

_POINTING = re.compile(
    r"(?:参照|参考(?:に|と)|ご覧)(?:の(?:うえ|上))?(?:されたい|(?:して)?(?:下さい|ください)|(?:する|の)こと。?|すると(?:良|よ)い)$"
    r"|参照$"
)
"""What points to another place asks for nothing."""
_COMMAND = re.compile(r"(?:添付|提出|記載|記入|確認|使用|実施|厳守|遵守|報告|連絡|持参)のこと。?$")
"""What is asked for as if it were named: 写しを添付のこと。"""
_DEFINING = re.compile(
    r"とは[、,]|(?:の|を(?:いう|指す|さす))こと。?$|という。?$|を(?:言|い)う。?$"
)
"""A definition (…とは、…すること。) asks for nothing."""

STRENGTHS: tuple[tuple[Strength, re.Pattern[str]], ...] = (
    ("should", re.compile(
        r"(?:努め|心掛け|心がけ|こころがけ)(?:る|ます)?(?:こと。?|もの)?(?:とする|とします)?$"
        r"|(?:留意|注意)(?:する|します)$|(?:配慮|考慮)(?:する|します)$"
    )),
    ("must", re.compile(
        r"(?:なければ|ねば|なくては|ないと)(?:なら(?:ない|ず|ぬ)|なりません|いけない|いけません)$"
        r"|ては(?:ならない|なりません|いけない|いけません)$|べからず$|ないものとする$"
        r"|(?:必要|義務|責務)(?:が|も)(?:ある|あります|生じる|生じます)$"
        r"|(?:が|も|は|を|に|で)(?:、)?必要(?:である|です|だ|となる|となります|とする|とします|とされる)?$"
        r"|必要(?:である|です|となる|となります|とする|とします)$"
        r"|認め(?:ない|られない|ません)$|ことを(?:原則|基本)とする$|こと[がは]不可欠(?:である|です)$|要する$|必須(?:である|です|とする|とします|だ)$|義務(?:付|づ)け(?:る|られる|られます|られている|られています)$"
        r"|(?:禁止|禁)(?:する|します|される|されている|じる|とする)$"
        r"|求められ(?:る|ている|ます|ています|るところである)$"
        r"|(?:本|この)(?:ガイドライン|指針|基準|規程|手引き?|方針)(?:で|において)?[はも].*(?:求め(?:る|ます)|要請(?:する|します))$"
        r"|(?:対策|対応|措置|遵守|順守|徹底)を求め(?:る|ます)$"
        r"|こと(?:とする|とします|。)$|ものとする$|ものとします$|(?:て|で)ください$|下さい$"
    )),
    ("should", re.compile(
        r"(?:望ましい|望ましいです|望まれ(?:る|ます)|好ましい|好ましいです)(?:もの(?:である)?)?$"
        r"|こと[がを]?(?:期待され|期待し)(?:る|ます|ている|ています)$"
        r"|べき(?:だ|である|です|もの(?:である)?)?$"
        r"|(?:を|が)(?:強く)?推奨$|推奨(?:する|します|される|されます|されている|されています|し(?:ている|ます|ています))$"
        r"|勧め(?:る|ます)$|(?<!参照)(?:さ|せら)れたい$|(?:すると|おくと|方が|ほうが)(?:良|よ)い(?:です)?$|ましょう$"
    )),
    ("may", re.compile(
        r"(?:こと|も)(?:が|は|も)?(?:でき(?:る|ます)|可能(?:である|です)?)(?:ものとする)?$"
        r"|(?:て|で)も(?:よい|良い|いい|構わない)(?:です|こととする|ものとする)?$"
        r"|差し?支え(?:ない|ありません)$|(?:構|かま)(?:わない|いません)$"
    )),
)  # fmt: skip
"""How a sentence that ends so obliges; the first that fits counts. The guidelines of standards say
望ましい for *should* (ISO/IEC Directives, Part 2); laws say なければならない, こと。 and ものとする
for *shall*, and 努める for a duty to make an effort (努力義務), which is weaker.
A bare こと without its full stop is an item of an enumeration and obliges nobody by itself."""

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|「[^「」]*」")
"""What is said in brackets, or quoted, obliges nobody."""
_WHOLLY_ASIDE = re.compile(r"\((?P<inner>[^()]{10,}?)(?P<stop>。?)\)。?")
"""A sentence that stands in brackets as a whole."""
_TAIL = "0123456789 *※†"
"""What the number of a footnote is made of."""
_ORDER: tuple[Strength, ...] = ("none", "may", "should", "must")


def strength_of_sentence(sentence: str) -> Strength:
    """How strongly one sentence obliges, by its own words."""
    plain = narrow(sentence).strip()
    if (whole := _WHOLLY_ASIDE.fullmatch(plain)) is not None:
        plain = f"{whole['inner']}。"
    plain = _ASIDE.sub("", _ASIDE.sub("", plain)).strip()
    plain = plain.rstrip(_TAIL)
    stop = plain.endswith(("。", "."))
    bare = plain.rstrip(_TAIL + "。.")
    ended = bare + "。" if stop else bare
    if _COMMAND.search(bare):
        return "must"
    if _POINTING.search(bare) or _DEFINING.search(ended):
        return "none"
    for name, pattern in STRENGTHS:
        if pattern.search(bare) or (stop and pattern.search(ended)):
            return name
    return "none"


def strongest(strengths: list[Strength]) -> Strength:
    """The strongest of several; ``none`` of none."""
    return max(strengths, key=_ORDER.index, default="none")


def at_most(strength: Strength, limit: Strength) -> Strength:
    """The weaker of the two."""
    return min(strength, limit, key=_ORDER.index)
