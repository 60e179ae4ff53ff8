"""A notice on how items are counted, and what a revision made of it."""

from __future__ import annotations

from tests.pdfs import pdf

TITLE = "霧浜の算定上の留意事項について"
_OLD = f"""{TITLE}
第１章　基本診療料
第１部　初・再診料
Ａ０００　初診料
(1) 初診料は、初めて診察を行った日に一回に限り算定する。
(2) 診療の記録は、窓口において三年間保存すること。
Ａ００１　再診料
(1) 再診料は、再び診察を行った都度これを算定する。
(2) 電話による再診は、患者の求めがあった日に限り算定する。
Ａ００２　外来診療料
(1) 外来診療料は、一般病床二百床以上の病院で算定する。
(2) 届出は、毎年七月末までに地方の厚生局へ行うこと。
Ａ１００　一般病棟入院料
(1) 入院の計画は、入院の日から七日以内に説明すること。
(2) 病棟の看護の記録は、日ごとに書いて保管すること。"""
CHANGED = {
    "窓口において三年間保存すること": "窓口において五年間保存すること",
    "患者の求めがあった日に限り": "家族の求めがあった日に限り",
    "毎年七月末までに": "毎年九月末までに",
    "入院の日から七日以内に": "入院の日から五日以内に",
}
QUOTED = "診療の記録は、窓口において三年間保存すること。"
"""A sentence of the old one that the revision changed."""
NOW = "診療の記録は、窓口において五年間保存すること。"


def notice(*, revised: bool) -> bytes:
    """The notice as a PDF of one page."""
    text = _OLD
    for old, new in CHANGED.items() if revised else ():
        assert old in text
        text = text.replace(old, new)
    return pdf(text)
