"""What a form says of itself: its title, whom it is for, its year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from shiryokan.japanese.eras import FiscalYear, Year, mentions
from shiryokan.registers.narrow_text import narrow

_TITLE = re.compile(
    r"チェック(?:リスト|シート|表|票)|(?:点検|確認|調査|評価|監査)(?:表|票|書|シート)"
    r"|自己(?:点検|評価|チェック)(?:表|票|書|シート|リスト)?|check ?list",
    re.I,
)
_LONGEST = 80
"""Characters of a title at most."""
_VARIANT = re.compile(
    r"[(（【〔\[][ 　]*(?P<variant>[^()（）【】〔〕\[\]]{1,30}?用)[ 　]*[)）】〕\]]"
)
_BARE_VARIANT = re.compile(
    r"(?:^|[ 　（(【])(?P<variant>[^ 　（）()「」、。]{1,16}用)(?:$|[ 　）)】])"
)
_FILLED = re.compile(
    r"(?:施設|医療機関|病院|診療所|薬局|事業者|事業所|法人|会社|団体|組織|機関|保険医療機関|ベンダー)(?:の)?"
    r"(?:名称|名)|名称|貴社名|貴院名|会社名"
)


def title_of(texts: Sequence[str]) -> str:
    """The title among texts that stand over a form; empty if there is none."""
    named = [text for text in texts if len(text) <= _LONGEST and _TITLE.search(narrow(text))]
    whole = [text for text in named if not re.search(r"こと。|ください|。$", text)]
    return " ".join((whole or named or [""])[0].split("\n")).strip()


_BEHIND = re.compile(
    r"(?:[（(【〔［\[<＜〈][^（）()【】〔〕［］\[\]<>＜＞〈〉]*[）)】〕］\]>＞〉]|[\s\d・/_.-]"
    r"|(?:令和|平成|西暦)?[0-9元]{1,4}年?度?版?|第[0-9.]+版|様式|[^\s]{1,12}用|その[0-9一二三四五六]+|№|No)*",
    re.I,
)


_KEPT = 1 << 11
"""Texts of which it is kept whether they name a form."""


@lru_cache(_KEPT)
def names_form(text: str) -> bool:
    """Whether a text is the title of a form: short, and nothing but a year, a number or whom it is
    for follows the word that names one."""
    plain = " ".join(narrow(text).split())
    matches = list(_TITLE.finditer(plain))
    return (
        bool(matches)
        and len(plain) <= _LONGEST
        and any(_BEHIND.fullmatch(plain[match.end() :]) for match in matches)
        and not re.search(r"[。…]|\.{3}|こと$", plain)
    )


def variant_of(title: str, texts: Sequence[str] = ()) -> str:
    """Whom a form is for: 医療機関確認用. Empty if it does not say."""
    for pattern in (_VARIANT, _BARE_VARIANT):
        for text in (title, *texts):
            if len(text) <= _LONGEST and (match := pattern.search(text)):
                return re.split(r"[・、,／/]|年度[ 　]*", match["variant"])[-1].strip("　 ")
    return ""


def year_of(texts: Sequence[str]) -> int | None:
    """The fiscal year that the first of ``texts`` to name one does: 令和7年度, 令和7年版."""
    for text in texts:
        for mention in mentions(text):
            after = text[mention.end : mention.end + 1]
            if isinstance(mention.when, FiscalYear) or (
                isinstance(mention.when, Year) and after in ("版", "用")
            ):
                return mention.when.year
    return None


def is_filled_name(text: str) -> bool:
    """Whether a cell asks for the name of whoever fills a form in."""
    return bool(_FILLED.fullmatch(re.sub(r"[\s：:]", "", text)))
