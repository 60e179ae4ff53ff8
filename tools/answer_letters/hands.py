"""What the looks of letters are chosen from, a hand for each set."""

from __future__ import annotations

from dataclasses import dataclass

OTHER_HAND = 40_000
"""Seeds from here on are set by another hand: fonts, marks, words and places of their own, lines
that end at the edge, notes at the feet of pages."""
OTHER_HAND_HELD_OUT = 50_000
"""Seeds from here on are as those, of values of their own, and were not looked at."""
THIRD_HAND = 60_000
"""Seeds from here on are of a third hand."""
THIRD_HAND_HELD_OUT = 70_000
"""Seeds from here on are as those, of values of their own, and were not looked at."""
FOURTH_HAND = 80_000
"""Seeds from here on are of a fourth hand: columns of many titles and orders, with rules between
rows alone or none at all, numbers in kanji, circles and with noughts, arrows for answers."""
FOURTH_HAND_HELD_OUT = 90_000
"""Seeds from here on are as those, of values of their own."""
FIFTH_HAND = 100_000
"""Seeds from here on are of a fifth hand, set up when the fourth was read."""
SIXTH_HAND = 110_000
"""Seeds from here on are of a sixth hand, set up when the fifth was read."""


@dataclass(frozen=True)
class Sheet:
    """Columns of questions: of each its title, its share of the width, and what it holds
    (``number``, ``topic``, ``question``, ``answer``, ``source``, ``page``; ``both`` is the question
    above its answer). ``rules`` are all, ``level`` between rows alone, or none."""

    columns: tuple[tuple[str, int, str], ...]
    rules: str = "all"


@dataclass(frozen=True)
class Hand:
    """What the looks of a set are chosen from."""

    marks: tuple[tuple[str, str], ...]
    frames: tuple[str, ...]
    heads: tuple[str, ...]
    annexes: tuple[tuple[str, str], ...]
    leads: tuple[str, ...]
    deleted: tuple[str, ...]
    running: tuple[str, ...]
    labels: tuple[str, ...]
    numerals: tuple[str, ...] = ("",)
    sheets: tuple[Sheet, ...] = ()
    sheet_share: float = 0.5
    """How many of the letters stand in sheets."""


_HAND = Hand(
    marks=(("問{}", "答"), ("Q{}", "A"), ("（問 {}）", "（答）"), ("問{})　", "答)　"),
           ("［問{}］　", "［答］　"), ("Ｑ．{}　", "Ａ．　"), ("問－{}　", "答　"),
           ("質問{}）", "回答）")),
    frames=("margin", "bar", "cells", "banded", "deep", "pair", "hanging"),
    heads=("【{}】", "◎{}", "★　{}", "〈{}〉", "□{}", "１　{}"),
    annexes=(("（別添{}）", "right"), ("【別添{}】", "right"), ("別添{}", "centre")),
    leads=("{}を次のとおり訂正する。", "※{}を再掲", "（参考）{}", "{}について（訂正後）"),
    deleted=("削除", "（削除）", "＜削除＞", "削除（令和８年５月29日）"),
    running=("", "別添　医科診療報酬点数表関係", "疑義解釈資料（その{}）"),
    labels=("－ {} －", "{}/18", "医科－{}", "{}頁"),
)  # fmt: skip
_HELD_HAND = Hand(
    marks=(("＜質問{}＞", "＜回答＞"), ("問{}:", "答:"), ("Ｑ{}", "Ａ"), ("【Ｑ{}】", "【Ａ】"),
           ("問 {}．", "答．"), ("〔質問{}〕", "〔回答〕"), ("Ｑ－{}　", "Ａ　"),
           ("（Q{}）", "（A）")),
    frames=("outdent", "gutter", "shaded pair", "cells", "deep", "columns", "boxes"),
    heads=("〔{}〕", "☆　{}", "▽　{}", "－{}－", "▲{}"),
    annexes=(("［別添{}］", "right"), ("別添{}", "left"), ("（別添{}）", "centre")),
    leads=("{}を以下のとおり修正する。", "＊　{}の再掲", "（{}の一部訂正）", "behind"),
    deleted=("削除済み", "（廃止）", "欠番", "削　除"),
    running=("", "事務連絡（令和８年度）", "医療課　疑義解釈（その{}）"),
    labels=("（{}）", "Page {}", "- {}/24 -", "歯－{}"),
)  # fmt: skip
_THIRD_HAND = Hand(
    marks=(("問{}　", "答　"), ("（問{}）　", "（答）　"), ("Ｑ{}：", "Ａ：　"), ("問{}", "（答）"),
           ("【問 {}】", "【答】"), ("照会{}　", "回答　"), ("Ｑ{}　", "Ａ{}　"),
           ("《問{}》", "《答》")),
    frames=("numbered rows", "spread", "card", "two deep", "filed pair", "bold"),
    heads=("【{}】", "◆{}", "〔{}〕について", "（{}について）", "◯　{}"),
    annexes=(("（別添{}）", "right"), ("別添{}", "right"), ("＜別添{}＞", "left")),
    leads=("以下は、{}を訂正したものである。", "（{}より再掲）", "{}（訂正後）", "○{}の一部訂正"),
    deleted=("削除", "（削除）", "（略）削除", "削除（廃止）"),
    running=("", "疑義解釈資料の送付について（その{}）", "別添"),
    labels=("- {} -", "{} / 40", "調剤－{}", "（{}頁）"),
)  # fmt: skip
_THIRD_HELD_HAND = Hand(
    marks=(("問{} ", "答 "), ("〈問{}〉", "〈答〉"), ("Q.{}　", "A.　"),
           ("【質問 {}】", "【回答】"), ("問{}：　", "答：　"), ("（照会{}）", "（回答）"),
           ("Ｑ{}．　", "Ａ{}．　"), ("問 {}　", "（答）　")),
    frames=("narrow rows", "parted", "shallow", "inner", "numbered pair", "staggered"),
    heads=("＜{}＞", "■{}", "【{}について】", "◎　{}", "［{}関係］"),
    annexes=(("【別添{}】", "centre"), ("別添 {}", "left"), ("（別添{}）", "right")),
    leads=("{}は、次のとおりとする。", "＜再掲＞{}", "（修正）{}", "※　{}を以下のとおり訂正"),
    deleted=("削除", "［削除］", "（欠番）", "削除する"),
    running=("", "事務連絡　別添", "令和８年度診療報酬改定　その{}"),
    labels=("{}", "－ {} －", "歯科－{}", "{}ページ"),
)  # fmt: skip
_FOURTH_HAND = Hand(
    marks=(("問{}　", "答　"), ("第{}問　", "（答）"), ("問（{}）　", "（答）"),
           ("Ｑ{}：", "Ａ{}："), ("■問{}　", "■答　"), ("問{}　", "⇒　"), ("［Ｑ{}］", "［Ａ］"),
           ("問{}", "（答）")),
    frames=("hanging", "apart marks", "deep", "cells", "q and a beside", "indented answer"),
    heads=("【{}】", "○　{}", "〔{}〕", "●{}について", "◇ {}"),
    annexes=(("（別添{}）", "right"), ("別添{}", "right"), ("【別添{}】", "centre")),
    leads=("{}を次のように訂正する。", "※　{}の再掲", "（{}を一部修正）", "behind"),
    deleted=("削除", "（削除）", "（欠番）"),
    running=("", "疑義解釈資料（その{}）", "令和８年度　Ｑ＆Ａ"),
    labels=("- {} -", "{}", "{} / 24"),
    numerals=("", "", "kanji", "circled", "padded"),
    sheets=(
        Sheet((("番号", 8, "number"), ("質問要旨", 42, "question"), ("回答", 50, "answer"))),
        Sheet((("No", 7, "number"), ("分類", 15, "topic"), ("質問内容", 38, "question"),
               ("回答内容", 40, "answer")), "level"),
        Sheet((("項目", 16, "topic"), ("質問", 32, "question"), ("回答", 38, "answer"),
               ("番号", 14, "number"))),
        Sheet((("通番", 10, "number"), ("照会事項", 40, "question"), ("回答", 50, "answer")),
              "none"),
        Sheet((("問番号", 14, "number"), ("問／答", 86, "both"))),
        Sheet((("№", 8, "number"), ("頁", 8, "page"), ("項目", 16, "topic"),
               ("質問", 32, "question"), ("回答", 36, "answer"))),
        Sheet((("番号", 8, "number"), ("質問", 36, "question"), ("回答", 40, "answer"),
               ("発出文書", 16, "source"))),
    ),
)  # fmt: skip
_FOURTH_HELD_HAND = Hand(
    marks=(("【第{}問】", "【答】"), ("Ｑ（{}）　", "Ａ　"), ("●質問{}　", "○回答　"),
           ("問{}－　", "答－　"), ("＜Q{}＞　", "＜A{}＞　"), ("問第{}　", "答　"),
           ("（質問{}）　", "→　"), ("Question {}　", "Answer　")),
    frames=("shallow", "lone marks", "answer deep", "boxes", "beside", "wide answer"),
    heads=("≪{}≫", "◎　{}", "〈{}〉", "▶ {}", "（{}）"),
    annexes=(("別添{}", "centre"), ("［別添{}］", "right"), ("（別添{}）", "right")),
    leads=("{}は以下のとおり改める。", "【再掲】{}", "（訂正）{}",
           "{}について、下記のとおり修正する。"),
    deleted=("［削除］", "欠番", "削　除", "廃止"),
    running=("", "Ｑ＆Ａ（第{}版）", "事務連絡"),
    labels=("（{}）", "p. {}", "－{}－"),
    numerals=("", "", "kanji", "circled", "padded"),
    sheets=(
        Sheet((("整理番号", 12, "number"), ("質疑", 40, "question"), ("応答", 48, "answer"))),
        Sheet((("連番", 8, "number"), ("サービス種別", 14, "topic"), ("問", 36, "question"),
               ("答", 42, "answer")), "none"),
        Sheet((("質問事項", 42, "question"), ("回答事項", 46, "answer"), ("No.", 12, "number"))),
        Sheet((("番号", 10, "number"), ("質問及び回答", 90, "both")), "level"),
        Sheet((("#", 7, "number"), ("カテゴリ", 14, "topic"), ("Ｑ", 36, "question"),
               ("Ａ", 43, "answer")), "level"),
        Sheet((("質問No.", 12, "number"), ("該当頁", 10, "page"), ("ご質問", 36, "question"),
               ("ご回答", 42, "answer"))),
        Sheet((("区分", 12, "topic"), ("番号", 8, "number"), ("疑義の内容", 34, "question"),
               ("見解", 46, "answer"))),
    ),
)  # fmt: skip
_FIFTH_HAND = Hand(
    marks=(("＜問 {}＞　", "＜回答＞　"), ("{}．（問）", "（答）"), ("問{}／", "答／"),
           ("ご質問{}　", "ご回答　"), ("[質問{}]", "[回答]"), ("問 {} ", "（回答）"),
           ("Ｑ{}）　", "Ａ）　"), ("◎Q{}　", "⇨　")),
    frames=("hanging", "shallow", "cells", "q and a beside", "apart marks", "boxes", "one box"),
    heads=("【{}】", "＜{}＞", "□　{}", "★{}", "（{}関係）"),
    annexes=(("（別添{}）", "right"), ("別添{}", "centre"), ("〔別添{}〕", "right")),
    leads=("{}を下記のとおり訂正する。", "※{}を再掲", "（{}の訂正）", "behind"),
    deleted=("削除", "（削除）", "【欠番】"),
    running=("", "Ｑ＆Ａ集", "疑義解釈資料（その{}）"),
    labels=("{}", "- {} -", "Ｐ{}"),
    numerals=("", "", "padded", "kanji"),
    sheets=(
        Sheet((("ＩＤ", 9, "number"), ("質問", 36, "question"), ("回答", 43, "answer"),
               ("備考", 12, "page"))),
        Sheet((("No.", 8, "number"), ("問い合わせ内容", 42, "question"), ("回答", 50, "answer")),
              "level"),
        Sheet((("質問番号", 14, "number"), ("サービス", 14, "topic"),
               ("質問の概要", 32, "question"), ("回答の概要", 40, "answer"))),
        Sheet((("番号", 10, "number"), ("Ｑ＆Ａ", 90, "both"))),
        Sheet((("通し番号", 12, "number"), ("照会", 34, "question"), ("回答", 38, "answer"),
               ("担当課", 16, "source")), "none"),
        Sheet((("大項目", 12, "topic"), ("項番", 8, "number"), ("ご質問内容", 34, "question"),
               ("当省の考え方", 46, "answer"))),
    ),
)  # fmt: skip
_SIXTH_HAND = Hand(
    marks=(("第{}問：", "回答："), ("（問 {}）", "（答え）"), ("疑義{}　", "回答　"),
           ("○問{}．", "●答．"), ("Q-{}：", "A-{}："), ("問{}【質問】", "【回答】"),
           ("＜質問 {}＞", "＜市の考え方＞")),
    frames=("deep", "spread", "cells", "q and a beside", "lone marks", "banded", "margin"),
    heads=("〈{}〉", "■{}", "＝{}＝", "{}について", "[{}]"),
    annexes=(("（別添{}）", "left"), ("別添{}", "right"), ("《別添{}》", "centre")),
    leads=("{}を次のとおり改める。", "（{}を再掲）", "※　{}（修正後）", "behind"),
    deleted=("削除", "（削除済）", "［欠番］"),
    running=("", "事務連絡　別添資料", "第{}報"),
    labels=("{}", "- {} -", "{} of 40"),
    numerals=("", "padded", "circled"),
    sheets=(
        Sheet((("番号", 9, "number"), ("事項", 15, "topic"), ("問", 34, "question"),
               ("答", 42, "answer"))),
        Sheet((("対象サービス", 16, "topic"), ("No", 8, "number"), ("Question", 34, "question"),
               ("Answer", 42, "answer")), "level"),
        Sheet((("質問", 40, "question"), ("番号", 12, "number"), ("回答", 48, "answer"))),
        Sheet((("受付番号", 13, "number"), ("該当箇所", 14, "page"),
               ("質問内容", 33, "question"), ("回答（案）", 40, "answer"))),
        Sheet((("項", 8, "number"), ("質疑応答", 92, "both"))),
    ),
)  # fmt: skip
HANDS = (
    (SIXTH_HAND, _SIXTH_HAND),
    (FIFTH_HAND, _FIFTH_HAND),
    (FOURTH_HAND_HELD_OUT, _FOURTH_HELD_HAND), (FOURTH_HAND, _FOURTH_HAND),
    (THIRD_HAND_HELD_OUT, _THIRD_HELD_HAND), (THIRD_HAND, _THIRD_HAND),
    (OTHER_HAND_HELD_OUT, _HELD_HAND), (OTHER_HAND, _HAND),
)  # fmt: skip
"""The first seed of each hand."""
