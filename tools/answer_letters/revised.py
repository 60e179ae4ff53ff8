"""Papers of questions that say which of them are new or were corrected, whose pages have notes and
furniture at their edges, and which are set in two columns.

A look is one of a ministry with what stands beside it. Half of the looks are kept aside.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from tools.answer_letters.letter import Asked, Letter
from tools.answer_letters.ministries import MinistryLook, paper_in

ELEVENTH_HAND = 200_000
"""Seeds from here on are of an eleventh hand, set up when the tenth was read."""
ELEVENTH_HAND_HELD_OUT = 210_000
"""Seeds from here on are as those, of looks of their own, and were not looked at."""
ELEVENTH_HAND_BY_CHANCE = 220_000
"""Seeds from here on are put together by chance, of values of both and of further ones."""
ELEVENTH_HAND_BY_CHANCE_OPEN = 230_000
"""Seeds from here on are put together by chance as well, of values of the looks that are open."""


@dataclass(frozen=True)
class RevisedLook(MinistryLook):
    """How a paper is set whose questions have tags. ``tag_at``: a tag stands ``behind`` the number,
    ``before`` the mark, in a line of its own ``over`` the question or at the ``right`` below it, at
    the ``end`` of the question, ``below`` the number in its cell, or in a ``column``."""

    tag_at: str = "behind"
    tags: tuple[str, ...] = ("（修正）", "（追加）")
    notes: tuple[str, ...] = ()
    """What stands at the feet of some pages, and is of the page."""
    note_size: float = 8.0
    referred: str = ""
    """The sign of notes at the feet of pages, which an answer has as well; ``{}`` is a number."""
    below: str = ""
    """A note right below each table of questions."""
    edges: tuple[str, ...] = ()
    """What stands at the edges of each page: ``ruled``, ``boxed``, ``stamp``, ``continued``,
    ``side``."""
    halves: bool = False
    parted: bool = False
    """A rule stands between the two columns, and the number of the page below it."""
    near: float = 30.0
    """Where the number of a vertical page stands above its lower edge, in points."""


_SHEET = (("No.", 8, "number"), ("質問", 40, "question"), ("回答", 40, "answer"))
OPEN: tuple[RevisedLook, ...] = (
    RevisedLook(
        "介護報酬改定に関するＱ＆Ａ（修正版）", ("問{}", "（答）"), "boxed",
        tags=("（修正）", "（追加）", "（一部修正）"),
    ),
    RevisedLook(
        "交付要綱に関する質疑応答（第２版）", ("", ""), "sheet",
        columns=(*_SHEET, ("備考", 12, "tag")), tag_at="column", tags=("追加", "修正"),
        notes=("注）備考欄は、第１版からの変更を示す。",),
    ),
    RevisedLook(
        "実施要領に係るＱ＆Ａ", ("問{}　", "答　"), "hanging", heads="【{}】", tag_at="before",
        tags=("（新規）", "（変更）"), edges=("ruled",),
    ),
    RevisedLook(
        "制度に関するよくあるご質問", ("Ｑ{}", "Ａ{}"), "lines", heads="■ {}", tag_at="over",
        tags=("【追加】", "【更新】"), edges=("stamp",),
    ),
    RevisedLook(
        "補助事業に関する照会と回答", ("照会{}　", "回答　"), "hanging", heads="第{n}　{}",
        tag_at="right", tags=("（令和８年６月追加）", "（令和８年７月15日修正）"),
    ),
    RevisedLook(
        "施行に伴う疑義照会", ("【問{}】", "【答】"), "below", heads="＜{}＞", tag_at="end",
        tags=("（修正）", "（新規）"), notes=("※　下線部は修正した箇所である。",), note_size=9.0,
    ),
    RevisedLook(
        "制度の手引　ＦＡＱ", ("Ｑ{}　", "Ａ{}　"), "hanging", heads="● {}", halves=True,
        parted=True, tags=(),
    ),
    RevisedLook(
        "窓口Ｑ＆Ａ", ("Ｑ{}．", "Ａ{}．"), "below", heads="［{}］", halves=True,
        tags=("（追加）",),
    ),
    RevisedLook(
        "事務処理に関する質問への回答", ("", ""), "sheet", columns=_SHEET, tag_at="below",
        tags=("（修正）", "（追加）"), below="※　網掛けは、前回からの変更箇所です。",
        notes=("（注）本表は、令和８年８月末時点のものである。",),
    ),
    RevisedLook(
        "法律の施行に関する質疑応答", ("問{}", "答"), "hanging", "section", heads="{n}　{}",
        numerals="kanji", upright=True, tags=("（追加）", "（改）"), near=52.0,
    ),
    RevisedLook(
        "給付の取扱いに関するＱ＆Ａ", ("問{}　", "（答）"), "hanging", heads="【{}】",
        referred="※{}", tags=("（修正）",), tag_at="right",
    ),
    RevisedLook(
        "説明会質疑一覧", ("", ""), "sheet", columns=_SHEET, rules="level", tags=(),
        notes=("※１　内容は今後変更されることがある。", "※２　類似の質問はまとめている。"),
        note_size=9.0, edges=("continued", "boxed"),
    ),
)  # fmt: skip
HELD: tuple[RevisedLook, ...] = (
    RevisedLook(
        "障害福祉サービス等報酬に関するＱ＆Ａ", ("問{}．", "答{}．"), "titled", heads="（{}）",
        tags=("〔改訂〕", "〔新設〕", "〔一部改正〕"),
    ),
    RevisedLook(
        "公募要領に関する質問回答（更新）", ("", ""), "sheet", landscape=True,
        columns=(("改訂状況", 11, "tag"), *_SHEET), tag_at="column", tags=("更新", "新規"),
        edges=("ruled",), notes=("＊　改訂状況は前回公表時との差である。",),
    ),
    RevisedLook(
        "運用指針に関する問答", ("Ｑ{}　", "Ａ　"), "hanging", heads="◎ {}", tag_at="before",
        tags=("＜追加＞", "＜一部改正＞"), edges=("side",),
    ),
    RevisedLook(
        "経過措置に関する問答集", ("質問{}：", "回答："), "hanging", heads="〔{}〕", tag_at="over",
        tags=("［新規］", "［再掲］"), edges=("continued",),
    ),
    RevisedLook(
        "子育て支援に関するＦＡＱ（第３版）", ("［問{}］", "［答］"), "lines", heads="■{}",
        tag_at="right", tags=("（第２版で追加）", "（第３版で修正）"),
        notes=("注　第３版までの内容を含む。",),
    ),
    RevisedLook(
        "年末調整に関する質疑応答", ("（問{}）", "（答）"), "boxed", heads="{n}　{}", tag_at="end",
        tags=("【R8.9.1更新】", "【R8.6.15追加】"), edges=("stamp", "boxed"),
    ),
    RevisedLook(
        "事業の手引　質問と回答", ("問{}　", "答　"), "lines", heads="＜{}＞", halves=True, tags=(),
        edges=("ruled",),
    ),
    RevisedLook(
        "ご利用の前に　よくある質問", ("【Ｑ{}】", "【Ａ{}】"), "hanging", heads="◆ {}",
        halves=True, parted=True, tags=("（新）",),
    ),
    RevisedLook(
        "県からの回答一覧", ("", ""), "sheet", rules="none",
        columns=(("番号", 9, "number"), ("照会事項", 41, "question"), ("回答", 50, "answer")),
        tag_at="below", tags=("(追加)", "(訂正)"), below="（注）回答は現時点のものである。",
    ),
    RevisedLook(
        "省令の運用に関する問答", ("第{}問", "（答）"), "hanging", heads="第{n}　{}",
        numerals="kanji", upright=True, tag_at="end", tags=("（追加）",), near=46.0,
    ),
    RevisedLook(
        "算定に関する疑義とその解釈", ("疑義{}　", "解釈　"), "hanging", heads="○ {}",
        referred="注{}", tags=("【修正】",), tag_at="behind",
    ),
    RevisedLook(
        "入札に関する質問回答書（追補）", ("", ""), "sheet", landscape=True, columns=_SHEET,
        tags=(),
        notes=("注１　質問の要旨を記載している。", "注２　個別の事情に関するものは除いた。"),
        edges=("continued", "stamp", "side"), below="※　次回の回答は10月を予定しています。",
    ),
)  # fmt: skip
_TAGS = (
    "（修正）", "（追加）", "（削除部分あり）", "【新規】", "〔変更〕", "［更新］", "＜改訂＞",
    "（R8.8.20改正）",
    "（令和８年５月新設）", "《訂正》", "（今回追加）", "（第２報で修正）", "（差替え）",
    "【８月29日追記】",
)  # fmt: skip
_NOTES = (
    "※　今後変更することがある。", "（注）第１版の内容を含む。", "注１）下線は変更箇所を示す。",
    "＊　回答の時点による。",
    "※１　関係通知も参照のこと。", "【注】要旨を記載している。",
)  # fmt: skip
_KNOWN_TAGS = tuple(dict.fromkeys(tag for look in OPEN for tag in look.tags if len(tag) > 2))
_KNOWN_NOTES = tuple(
    dict.fromkeys(note for look in OPEN for note in (*look.notes, look.below) if note)
)
_MARKS = (
    ("問{}　", "（答）"),
    ("Ｑ{}．", "Ａ{}．"),
    ("【問{}】", "【答】"),
    ("質問{}　", "回答　"),
    ("（問{}）", "（答）"),
    ("Q{}　", "A　"),
)
_PLACES = ("boxed", "hanging", "hanging", "below", "lines", "sheet", "sheet")
_TAGS_AT = ("behind", "before", "over", "right", "end")
_EDGES = ("ruled", "boxed", "stamp", "continued", "side")
_HALVED, _NOTED, _UNDER_TABLE, _REFERRED = 0.35, 0.5, 0.5, 0.2
"""How often a look by chance is so."""


def _by_chance(seed: int) -> RevisedLook:
    chance = random.Random(f"revised look by chance {seed}")
    known = seed >= ELEVENTH_HAND_BY_CHANCE_OPEN
    notes, all_tags = (_KNOWN_NOTES, _KNOWN_TAGS) if known else (_NOTES, _TAGS)
    place = chance.choice(_PLACES)
    sheet = place == "sheet"
    tag_at = chance.choice(("below", "column", "behind")) if sheet else chance.choice(_TAGS_AT)
    columns: tuple[tuple[str, int, str], ...] = ()
    if sheet:
        asks, answers = chance.choice(
            (("質問事項", "回答"), ("問", "答"), ("照会内容", "回答内容"))
        )
        columns = (("番号", 8, "number"), (asks, 38, "question"), (answers, 42, "answer"))
        if tag_at == "column":
            title = chance.choice(("備考", "区分", "更新", "変更の有無", "修正等"))
            columns = (*columns, (title, 12, "tag"))
    halves = not sheet and chance.random() < _HALVED
    tags = tuple(chance.sample(all_tags, 3))
    if tag_at == "column":
        tags = tuple(tag.strip("（）【】〔〕［］＜＞《》") for tag in tags)
    return RevisedLook(
        chance.choice(("事業に関するＱ＆Ａ（改訂版）", "質疑応答集", "よくある照会と回答（追補）")),
        chance.choice(_MARKS), place, chance.choice(("through", "section")),
        chance.choice(("【{}】", "■ {}", "第{n}　{}", "＜{}＞", "◎{}")), columns=columns,
        rules=chance.choice(("all", "all", "level", "none")), tag_at=tag_at, tags=tags,
        notes=tuple(chance.sample(notes, 2)) if chance.random() < _NOTED and not halves else (),
        note_size=chance.choice((8.0, 9.0, 10.0)),
        below=chance.choice(notes) if sheet and chance.random() < _UNDER_TABLE else "",
        referred=chance.choice(("※{}", "注{}", "＊{}"))
        if not (halves or sheet) and chance.random() < _REFERRED else "",
        edges=tuple(chance.sample(_EDGES, chance.randint(0, 2))) if not halves else (),
        halves=halves, parted=halves and chance.random() < 0.5,
        landscape=sheet and chance.random() < 0.3,
    )  # fmt: skip


def look_of_revised(seed: int) -> RevisedLook:
    """The look of a seed."""
    if seed >= ELEVENTH_HAND_BY_CHANCE:
        return _by_chance(seed)
    looks = HELD if seed >= ELEVENTH_HAND_HELD_OUT else OPEN
    return looks[seed % len(looks)]


_NOTED_ANSWERS = 0.2
"""How often an answer has the sign of a note, where the look has such."""
_NOTE = (
    "研修の修了者をいう。以下同じ。", "令和{}年度の実績による。",
    "要綱第{}条に規定するものに限る。",
)  # fmt: skip


def paper_of_revised(seed: int) -> Letter:
    """What stands in the paper of a seed."""
    chance = random.Random(f"revised paper {seed}")
    look = look_of_revised(seed)
    letter = paper_in(look, f"revised {seed}")
    count = 0
    for part in letter.parts:
        for asked in part.asked:
            if look.halves:
                asked.table = []
            if look.referred and chance.random() < _NOTED_ANSWERS and not asked.deleted:
                count += 1
                _put_note(asked, look.referred.format(count), chance)
    return letter


def _put_note(asked: Asked, sign: str, chance: random.Random) -> None:
    words = asked.answer[0][0][0]
    asked.answer[0] = [(words.removesuffix("。") + f"（{sign}）。", "")]
    asked.trailer = f"{sign}　" + chance.choice(_NOTE).format(chance.randint(2, 9))
