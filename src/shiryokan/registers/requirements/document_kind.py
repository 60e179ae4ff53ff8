"""What kind of document it is: one that asks for something, or one that tells of it.

A guideline, a standard or a code of conduct is called so: the last noun of its title says it. A
textbook, a white paper, minutes, a report, slides or questions and answers may say なければならない
as often, and ask nobody. What a document is called tells most (:mod:`shiryokan.titlepage`);
where the title does not tell, how it speaks of itself (本ガイドラインは); and how it is made tells
the rest: speakers, exercises, pages of slides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from shiryokan.paper.model import Page
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.requirements.numbers import label_of
from shiryokan.titlepage.guess import PAGES, guess

DocumentKind = Literal["asking", "advising", "of itself", "telling", "unknown"]

_ASKING = (
    r"(?:ガイドライン|指針|手引き?書?|ガイド(?:ブック)?|ガイダンス|規範|基準|規程|規準|基本方針|対策方針|取扱方針|遵守事項|要求事項|要件|管理策"
    r"|ポリシー|ハンドブック|マニュアル|チェックリスト|チェックシート|標準|規格|要領|要綱|心得|ルール(?:ブック)?|手順書?)"
)
_TELLING = (
    r"(?:教科書|テキスト(?:ブック)?|教材|読本|入門|講座|講義|研修|白書|議事録|議事要旨|議事概要|会議録|速記録|発言録|報告書?|レポート|リポート|年報|月報"
    r"|調査|分析|研究|論文|ペーパー|ニュースレター|ニュース|通信|便り|だより|広報誌?|会報|号|資料|スライド集?|説明会|説明|概要|概説|概況|要旨|要約|ポイント|解説書?|逐条解説"
    r"|Q\s?&\s?A|FAQ|質問(?:とその|と)(?:回答|答え)|疑義解釈|結果|事例集?|事例|用語集|辞典|パンフレット|リーフレット|チラシ|カタログ|計画|戦略|ロードマップ|ビジョン|大綱|答申|提言|論点整理|意見|動向|展望|状況|影響|現状)"
)
"""How documents of other kinds are called."""
_SUFFIX = re.compile(
    r"(?:[(\[〔【<《〈][^()\[\]〔〕【】]{0,40}[)\]〕】>》〉]|[-~―～][^-~～]{2,60}[-~～]|(?:第\s?[\d.一二三四五六七八九十]+\s?|改訂|改定|令和\S{1,3}年(?:度|改[訂定])?|平成\S{1,3}年(?:度|改[訂定])?"
    r"|(?:19|20)\d\d年?(?:度|\d{1,2}月)?)?(?:版|改訂版|改定版)|(?:ver|Ver|VER|v|V|version|Version)[.\s]?\d[\d.]*版?|(?:19|20)\d\d(?:年度?)?"
    r"|\(?案\)?|[-ー]?(?:本編|本文|総論|全体版|完全版|統合版|共通編|R\d+)|\s|[等集:;])$"
)
"""What stands behind the noun that says what it is: （案）, 第2版, ―…―."""
_LETTER = re.compile(
    r"(?:(?:等)?(?:の)?(?:一部)?(?:送付|公表|改正|改訂|改定|制定|策定|決定|通知|周知(?:徹底)?|発出|見直し|取扱い))?(?:等)?に(?:ついて|関する件)(?:\(通知\))?$"
)
"""How a letter is called that brings the guideline."""
_CALLED_ADVISING = re.compile(r"(?:ガイド(?:ブック)?|ハンドブック|心得|早わかり|ポケットブック)$")
_CALLED_ASKING = re.compile(rf"{_ASKING}$")
_CALLED_TELLING = re.compile(rf"{_TELLING}$")
_ITSELF = re.compile(
    r"(?:本|この)(?:ガイドライン|指針|手引き?書?|ガイド(?:ブック)?|ガイダンス|自主基準|基準|規程|規範|規格|標準|方針|基本方針|ポリシー|要領|要綱|マニュアル|ハンドブック|チェックリスト)"
    r"(?!(?:検討|委員|に関する|について))"
)
"""How a guideline speaks of itself."""
_FEWEST_ITSELF = 3
_POST = (
    r"(?:委員長代理|委員長|委員|座長代理|座長|副会長|会長|部会長|分科会長|構成員|議長|主査|専門官|補佐|課長|室長|局長|審議官"
    r"|参事官|事務局|大臣|政務官|理事|会員|氏)"
)
_SPEAKER = re.compile(
    rf"[○◯〇●・【\[(<]\s*\S{{0,12}}?{_POST}(?:\s|[】\])>:]|$)|\S{{0,8}}?{_POST}\s?:|[QA問答]\s?[:.]"
)
"""How minutes name who speaks, and questions and answers begin."""
_FEWEST_SPEAKERS, _SPEAKERS_A_PAGE = 8, 1.0
"""So many lines name one at least, and on average so many on a page."""
_EXERCISE = re.compile(
    r"(?:練習|演習|確認|章末|例)問題|理解度(?:チェック|テスト|確認)|学習(?:目標|のねらい|のポイント|内容)|到達目標"
    r"|(?:この|本)(?:単元|講|課)(?:では|の(?:ねらい|目標|ポイント|まとめ))|考えてみ(?:よう|ましょう)"
    r"|話し合(?:おう|いましょう|ってみ)|学びましょう|学習し(?:ます|ましょう|た)|解答例?(?:\s|$)"
)
"""What a textbook has and a guideline has not."""
_FEWEST_EXERCISES = 4
_SLIDES = 0.5
"""A document is slides if more than this share of its pages is broader than high."""


def kind_of(pages: Sequence[Page]) -> DocumentKind:
    """``asking``: called a guideline, a standard or the like. ``advising``: called a guidebook.
    ``of itself``: not called so, but speaks of itself as one. ``telling``: slides, minutes, a
    textbook, or called a report, a white paper or the like."""
    if _are_slides(pages):
        return "telling"
    title = _title(pages)
    called: DocumentKind = "unknown"
    if _CALLED_TELLING.search(title):
        return "telling"
    if _CALLED_ADVISING.search(title):
        called = "advising"
    elif _CALLED_ASKING.search(title):
        called = "asking"
    elif _speaks_of_itself(pages):
        called = "of itself"
    lines = [
        narrow(line.text).strip() for page in pages for block in page.blocks for line in block.lines
    ]
    speakers = sum(_SPEAKER.match(line) is not None for line in lines)
    if speakers >= max(_FEWEST_SPEAKERS, _SPEAKERS_A_PAGE * len(pages)):
        return "telling"
    exercises = sum(_EXERCISE.search(line) is not None for line in lines)
    return "telling" if exercises >= _FEWEST_EXERCISES else called


def _are_slides(pages: Sequence[Page]) -> bool:
    return sum(page.width > page.height for page in pages) > _SLIDES * len(pages)


def _title(pages: Sequence[Page]) -> str:
    """Its title, without what stands behind the noun that says what it is."""
    found = guess(pages[:PAGES]).title
    # a chapter's heading is the title of no document
    return head_of(found.value) if found and label_of(narrow(found.value)) is None else ""


def head_of(title: str) -> str:
    """A title up to the noun that says what the document is: without （案）, 第2版 and について."""
    plain = narrow(title).strip()
    while True:
        shorter = _LETTER.sub("", _SUFFIX.sub("", plain).strip()).strip()
        if shorter in ("", plain):
            return plain
        plain = shorter


def _speaks_of_itself(pages: Sequence[Page]) -> bool:
    found = 0
    for page in pages:
        found += len(_ITSELF.findall("".join(narrow(page.text).split())))
        if found >= _FEWEST_ITSELF:
            return True
    return False
