"""Questions and answers as ministries and prefectures print them besides the letters on fees: of
long-term care, children, taxes, local government and farming.

A look is put together of parts: what marks a question and its answer, how both stand to each other,
what stands over them, whether numbers begin anew in each chapter. Half of the looks are kept aside.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from tools.answer_letters.letter import Asked, Letter, Part

TENTH_HAND = 170_000
"""Seeds from here on are of a tenth hand, set up when the ninth was read."""
TENTH_HAND_HELD_OUT = 180_000
"""Seeds from here on are as those, of looks of their own, and were not looked at."""

TENTH_HAND_BY_CHANCE = 190_000
"""Seeds from here on are put together by chance of marks, places and headings of the same kinds."""


@dataclass(frozen=True)
class MinistryLook:
    """How the questions of an office are set. ``marks``: before question and answer, with ``{}``
    for the number and ``{t}`` for the subject; ``place``: how both stand to each other; ``heads``:
    what stands over a chapter, with ``{}`` for its name and ``{n}`` for its number; ``over``: what
    stands over each question. ``columns``: title, share of the width and what they hold
    (``number``, ``topic``, ``question``, ``answer``, ``chapter``, ``office``, ``day``, ``page``);
    ``rules`` are all, level or none."""

    title: str
    marks: tuple[str, str]
    place: str
    counted: str = "through"
    heads: str = "【{}】"
    over: str = ""
    columns: tuple[tuple[str, int, str], ...] = ()
    rules: str = "all"
    bands: str = ""
    """A chapter's name stands in a row of its own over all columns of one table for all of them."""
    numerals: str = ""
    """``kanji``: numbers in kanji; ``circled``: in circles."""
    behind: str = ""
    """What stands in a line of its own below each answer; ``{}`` is a number."""
    deleted: str = ""
    """What stands in the place of a question that was withdrawn."""
    tags: tuple[str, ...] = ()
    landscape: bool = False
    upright: bool = False
    chapters: bool = True
    contents: bool = False


OPEN: tuple[MinistryLook, ...] = (
    MinistryLook(
        "令和９年度介護報酬改定に関するＱ＆Ａ（vol.2）", ("問{}　", "（答）"), "boxed",
        heads="【{}】",
        over="○　{t}", behind="※　令和６年度報酬改定Ｑ＆Ａ（vol.{}）問３の修正。", deleted="削除",
    ),
    MinistryLook(
        "放課後の居場所づくり事業に関するＦＡＱ", ("", ""), "sheet", landscape=True,
        bands="{n}　{}について",
        columns=(("No.", 6, "number"), ("事項", 14, "topic"), ("問", 36, "question"),
                 ("答", 44, "answer")),
    ),
    MinistryLook(
        "定額減税に関する質疑応答集", ("【問】", "【答】"), "below", "parts", heads="{n}　{}",
        over="{n}－{k}　{t}", behind="【関係法令】法{}、規則２",
    ),
    MinistryLook(
        "地方公共団体の窓口業務に係る質疑応答について", ("（問{}）", "（答）"), "hanging",
        "section",
        heads="第{n}　{}に関する事項", numerals="kanji",
    ),
    MinistryLook(
        "交付金の取扱いに関する質問と回答", ("Ｑ{}", "Ａ{}"), "tagged", heads="＜{}関係＞",
        tags=("（追加）", "（修正）"),
    ),
    MinistryLook(
        "説明会後に寄せられた質問への回答", ("", ""), "sheet", "section", rules="none",
        heads="{n}　{}",
        columns=(("番号", 8, "number"), ("質問", 42, "question"), ("回答", 50, "answer")),
    ),
    MinistryLook(
        "制度の円滑な施行のための疑義応答集", ("問{}　", "答　"), "hanging", "section",
        heads="{n}　{}",
        numerals="kanji", upright=True,
    ),
    MinistryLook(
        "補助金事務に関するＱ＆Ａ", ("Ｑ{}　", "Ａ{}　"), "side", heads="■{}", chapters=False,
    ),
    MinistryLook(
        "保育の実施に関する自治体向けＦＡＱ", ("［Ｑ］", "［Ａ］"), "lines", "section",
        heads="{n}．{}",
        over="（{k}）{t}",
    ),
    MinistryLook(
        "経営所得安定対策等に関する質疑", ("{n}-{k}　", ""), "stacked", "parts",
        heads="第{n}章　{}",
        chapters=True,
    ),
    MinistryLook(
        "事業者からの質問票", ("質問{}", "回答{}"), "fields", chapters=False,
        columns=(("分類", 18, "topic"), ("質問", 18, "question"), ("回答", 18, "answer")),
    ),
    MinistryLook(
        "自立支援給付に係る疑義照会", ("問{}　（{t}）", "（答{}）"), "titled", heads="（{}関係）",
        deleted="（削除）", behind="（令和８年{}月１日追加）",
    ),
)  # fmt: skip
HELD: tuple[MinistryLook, ...] = (
    MinistryLook(
        "障害福祉サービス等に関するＱ＆Ａ　ＶＯＬ.３", ("問{}　", "（答）"), "framed title",
        heads="＜{}＞",
        over="（{t}）", behind="※　問{}の再掲", deleted="（欠番）",
    ),
    MinistryLook(
        "市町村からの質問に対する回答一覧", ("", ""), "sheet", landscape=True, rules="level",
        bands="■ {}",
        columns=(("番号", 7, "number"), ("質問の内容", 37, "question"), ("県回答", 44, "answer"),
                 ("担当", 12, "office")),
    ),
    MinistryLook(
        "質疑応答事例（源泉所得税関係）", ("【照会要旨】", "【回答要旨】"), "below", "section",
        heads="［{}］",
        over="{k}　{t}", behind="【関係法令通達】法第{}条",
    ),
    MinistryLook(
        "条例の施行に伴う質疑応答", ("質疑{}", "応答"), "hanging", "section", heads="{n}　{}",
        numerals="kanji",
    ),
    MinistryLook(
        "多面的機能支払に関するＱ＆Ａ", ("Q{n}-{k}", "A{n}-{k}"), "tagged", "parts",
        heads="{n}. {}",
        tags=("NEW", "改"),
    ),
    MinistryLook(
        "自治体説明会における質問及び回答", ("", ""), "sheet", rules="none", chapters=False,
        columns=(("№", 7, "number"), ("項目", 15, "topic"), ("問", 36, "question"),
                 ("答", 42, "answer")),
    ),
    MinistryLook(
        "改正法の施行に係る問答集", ("第{}問　", "（答）　"), "hanging", heads="第{n}　{}",
        numerals="kanji",
        upright=True,
    ),
    MinistryLook(
        "助成金Ｑ＆Ａ", ("問{}．", "答{}．"), "side", "section", heads="【{}】",
    ),
    MinistryLook(
        "こどもの居場所に関する問答", ("＜問＞", "＜答＞"), "lines", "none", heads="（{n}）{}",
        over="・{t}",
    ),
    MinistryLook(
        "直接支払交付金の運用", ("（問{n}－{k}）", ""), "stacked", "parts", heads="{n}　{}",
        contents=True,
    ),
    MinistryLook(
        "入札参加者からの質疑回答書", ("No.{}", ""), "fields", chapters=False,
        columns=(("項目", 16, "topic"), ("質疑事項", 16, "question"), ("回答事項", 16, "answer")),
    ),
    MinistryLook(
        "地域支援事業の実施に係る質疑", ("Ｑ{}．{t}", "Ａ{}．"), "titled", "section", heads="◎{}",
        deleted="削除（令和８年４月１日）",
    ),
)  # fmt: skip
_CHANCE_MARKS = (
    ("問{}　", "（答）"), ("質問{}：", "回答："), ("Ｑ{}．", "Ａ{}．"), ("（問{}）", "（答）"),
    ("【質問{}】", "【回答】"), ("［問{}］", "［答］"), ("照会{}　", "回答　"), ("Q{}　", "A　"),
    ("≪問{}≫", "≪答≫"), ("設問{}　", "答{}　"),
)  # fmt: skip
_CHANCE_PLACES = (
    "boxed", "below", "hanging", "hanging", "tagged", "side", "lines", "stacked", "fields",
    "sheet", "sheet",
)  # fmt: skip
_CHANCE_HEADS = ("（{n}）{}", "{n}　{}", "■ {}", "〈{}〉", "第{n}節　{}", "｛{}｝", "◇{}について")
_CHANCE_OVER = ("", "", "", "＜{t}＞", "◎{t}", "［{t}］", "（{t}について）")
_CHANCE_COLUMNS = (
    ("質問事項", "回答"),
    ("問", "答"),
    ("照会内容", "回答内容"),
    ("ご質問", "県の考え方"),
)


def _by_chance(seed: int) -> MinistryLook:
    chance = random.Random(f"look of a ministry by chance {seed}")
    place = chance.choice(_CHANCE_PLACES)
    asks, answers = chance.choice(_CHANCE_COLUMNS)
    number = chance.choice(("番号", "No", "項番"))
    columns: tuple[tuple[str, int, str], ...] = ()
    if place == "sheet":
        columns = ((number, 8, "number"), (asks, 40, "question"), (answers, 46, "answer"))
    elif place == "fields":
        columns = (("項目名", 18, "topic"), (asks, 18, "question"), (answers, 18, "answer"))
    kanji = place in ("hanging", "lines", "boxed") and chance.random() < _IN_KANJI
    return MinistryLook(
        chance.choice(("事業に関するＱ＆Ａ", "質疑応答集", "質問及び回答", "よくある照会と回答")),
        ("（{n}－{k}）", "") if place == "stacked" else chance.choice(_CHANCE_MARKS), place,
        "parts" if place == "stacked" else chance.choice(("through", "section")),
        chance.choice(_CHANCE_HEADS), "" if columns else chance.choice(_CHANCE_OVER), columns,
        chance.choice(("all", "level", "none")), numerals="kanji" if kanji else "",
        behind=chance.choice(("", "", "（令和８年{}月追加）")), deleted=chance.choice(("", "削除")),
        upright=place == "hanging" and kanji and chance.random() < _UPRIGHT,
        landscape=place == "sheet" and chance.random() < _UPRIGHT,
        chapters=chance.random() < _PARTED,
    )  # fmt: skip


_IN_KANJI, _UPRIGHT, _PARTED = 0.3, 0.5, 0.7
"""How often a look by chance is so."""
_LOOKS = ((TENTH_HAND_HELD_OUT, HELD), (TENTH_HAND, OPEN))
_SUBJECTS = (
    "口腔連携強化加算", "業務継続計画の策定", "身体的拘束等の適正化", "対象児童の範囲",
    "一時預かりの実施",
    "扶養親族の判定", "同一生計配偶者", "源泉徴収票の記載", "住民票の写しの交付",
    "代理人による請求",
    "対象作物の範囲", "交付単価", "農地の権利の設定", "水張りの確認", "補助対象経費",
    "事業計画の変更",
    "実績の報告", "消費税の仕入控除", "個人情報の取扱い", "電磁的方法による同意",
    "送迎を行わない場合",
    "利用定員の考え方", "研修の修了者", "兼務の可否", "特例の適用期限", "居住者の判定",
    "生産組織の構成員",
)  # fmt: skip
_ASKED = (
    "{s}について、令和{n}年４月１日より前に開始したものも対象となるのか。",
    "{s}の要件である「{n}人以上」には、非常勤の者も含まれると解してよいか。",
    "{s}に関し、届出後に変更が生じた場合は、どのような手続が必要となるか。",
    "{s}について、具体的にどのような場合が該当するのか示されたい。",
    "同一の月に複数回行った場合、{s}はそれぞれの回について算定できるか。また、その記録は保存する必要があるか。",
    "{s}は、いつの時点の状況により判断すればよいでしょうか。",
    "Ａ市に所在する法人がＢ町において事業を行うときは、{s}についていずれの要綱によることとなりますか。",
    "{s}に要する費用のうち、リース料や通信費、会場の借上げに要する費用など、年度をまたいで支払うものについては、"
    "交付決定の前に契約したものであっても、交付の対象となる経費に含めて差し支えないか。",
    "問{n}の場合において、{s}の取扱いはどうなるか。",
    "{s}を証する書類として、写しを提出してもよいか。",
)  # fmt: skip
_PAIRS = (
    ("次の場合における{s}の取扱い如何。", ("①　月の途中で利用を開始した場合",
     "②　月の途中で事業所を変更した場合"),
     ("①　開始した日の属する月から算定する。", "②　変更後の事業所において算定する。")),
    ("{s}について、以下のとおり解してよいか。",
     ("（１）申請者が法人である場合は、代表者が行うこと。",
      "（２）個人である場合は、本人が行うこと。"),
     ("（１）については、貴見のとおり。", "（２）については、代理人が行うこともできる。")),
    ("{s}に関して、次の点を御教示ください。", ("①　{n}月に遡って適用することは可能か。",
     "②　可能な場合、再度の届出は必要か。"),
     ("①　できない。", "②　①のとおりであり、必要ない。")),
)  # fmt: skip
_ANSWERED = (
    "貴見のとおりである。", "差し支えない。", "含まれない。", "対象となります。",
    "{n}日以内に変更届を提出すること。なお、届出の様式は問わない。",
    "個別の事情に応じて、都道府県知事が判断することとなるが、少なくとも次に掲げる事項を満たすことが必要である。",
    "毎年７月１日の現況により判断します。したがって、その日後に異動があった場合であっても、当該年分については影響しません。",
    "要綱第{n}条の規定により、いずれの事業においても対象とはならない。ただし、やむを得ない事情があると認められる場合は、"
    "この限りでない（詳細は別途通知する。）。",
    "原則として原本の提出を求めるものであるが、原本との照合を行った上で、写しにより確認することも可能である。",
)  # fmt: skip
_LISTS = (
    ("・利用者又はその家族の同意を得ていること", "・記録を{n}年間保存していること"),
    ("ア　直近{n}か月の実績があること", "イ　研修を修了した者を配置していること",
     "ウ　会議を年２回以上開催していること"),
    ("（ア）申請書", "（イ）収支予算書", "（ウ）その他参考となる書類"),
)  # fmt: skip
_CHAPTERS = (
    "訪問系サービス", "総則", "対象経費", "申請手続", "事務処理", "居宅介護支援", "実績報告",
    "給付の額", "その他",
    "経過措置", "共通事項",
)  # fmt: skip
_TABLES = (
    (("区分", "単価"), ("主食用", "12,000円"), ("飼料用", "8,500円")),
    (("利用者数", "必要数"), ("10人以下", "１人"), ("11人以上", "２人")),
)
_SUB, _LIST, _TABLE, _DELETED, _BEHIND, _TAGGED = 0.2, 0.2, 0.1, 0.08, 0.3, 0.3
"""How often a question or an answer is so."""


def look_of_ministry(seed: int) -> MinistryLook:
    """The look of a seed."""
    if seed >= TENTH_HAND_BY_CHANCE:
        return _by_chance(seed)
    looks = next(looks for first, looks in _LOOKS if seed >= first)
    return looks[seed % len(looks)]


def paper_of_ministry(seed: int) -> Letter:
    """What stands in the paper of a seed."""
    return paper_in(look_of_ministry(seed), f"of a ministry {seed}")


def paper_in(look: MinistryLook, named: str) -> Letter:
    """The paper of a name, for a look."""
    chance = random.Random(f"paper {named}")
    names = chance.sample(_CHAPTERS, chance.randint(2, 4)) if look.chapters else [""]
    count = 0
    parts = []
    for at, name in enumerate(names, 1):
        asked = []
        for within in range(1, chance.randint(3, 8) if len(names) > 1 else chance.randint(8, 18)):
            count += 1
            counted = {"section": str(within), "parts": f"{at}-{within}"}
            number = counted.get(look.counted, str(count))
            asked.append(_asked(chance, number, look))
        parts.append(Part(at, name, asked))
    return Letter(1, "2026-09-01", parts)


def _asked(chance: random.Random, number: str, look: MinistryLook) -> Asked:
    subject, digits = chance.choice(_SUBJECTS), str(chance.randint(2, 12))
    if look.deleted and number != "1" and chance.random() < _DELETED:
        return Asked(number, subject, [("", "")], [], deleted="said")
    table: list[tuple[str, str]] = []
    if chance.random() < _SUB:
        lead, asked, said = chance.choice(_PAIRS)
        question, answer = [lead, *asked], [*said]
    else:
        question, answer = [chance.choice(_ASKED)], [chance.choice(_ANSWERED)]
        if answer[0].endswith("必要である。") or chance.random() < _LIST:
            answer += chance.choice(_LISTS)
        elif chance.random() < _LIST:
            answer.append("なお、" + chance.choice(_ANSWERED[4:]))
        if not (look.columns or look.upright or look.place == "side") and chance.random() < _TABLE:
            table = [(a, b) for a, b in chance.choice(_TABLES)]

    def put(words: str) -> str:
        return words.format(s=subject, n=digits)

    return Asked(
        number, subject, [("\n".join(map(put, question)), "")], [[(put(w), "")] for w in answer],
        table, tag=chance.choice(look.tags) if look.tags and chance.random() < _TAGGED else "",
        trailer=look.behind.format(digits) if chance.random() < _BEHIND else "",
    )  # fmt: skip
