"""Letters of questions as HTML printed by Chromium: a twelfth hand.

How a letter looks is put together by chance from choices that know nothing of each other. Those of
seeds below :data:`TWELFTH_HAND_HELD_OUT` draw from every second value, those from there on from all
of them: these are only counted.
"""

from __future__ import annotations

import html
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar

from shiryokan.registers.answers.citations import Cited
from tools.answer_letters.letter import Asked, Letter, Part, Styled
from tools.hands import print_page

T = TypeVar("T")
TWELFTH_HAND = 240_000
"""Seeds from here on are of a twelfth hand, set up when the eleventh was read."""
TWELFTH_HAND_HELD_OUT = 250_000
"""Seeds from here on are as those, of further values, and were not looked at."""

Place = Literal[
    "hang", "flat", "grid", "rows", "boxed", "below", "bar", "deep", "columns", "numbered"
]
_MARKS = (
    ("問{}　", "（答）"), ("【問{}】", "【答】"), ("（問{}）", "（答）"), ("Ｑ{}　", "Ａ　"),
    ("問{}　", "答　"), ("問{}．", "答．"), ("Q{}. ", "A. "), ("問{}　", "→　"), ("問 {} ", "答 "),
    ("〔問{}〕", "〔答〕"), ("Ｑ{}：", "Ａ："), ("［問{}］　", "［答］　"), ("（問{}）　",
    "（回答）　"),
    ("Q{}）", "A）"), ("問{}　", "（答）　"), ("＜問{}＞", "＜答＞"),
)  # fmt: skip
_PLACES: tuple[Place, ...] = (
    "hang", "grid", "flat", "below", "rows", "numbered", "deep", "boxed", "hang", "columns",
    "bar", "flat",
)  # fmt: skip
_HEADS = (
    "【{}】", "〔{}〕", "u:{}", "＜{}＞", "○　{}", "（{}）", "b:{}", "■ {}", "【{}】", "［{}］",
    "●{}について", "u:{}について",
)  # fmt: skip
_PART_HEADS = (
    "right:別添{n}|centre:{t}", "left:別添{n}|centre:{t}", "centre:＜{t}＞",
    "box:別添{n}|centre:{t}",
    "left:{n}　{t}", "right:（別添{n}）|left:〔{t}〕", "centre:別添{n}　{t}",
    "right:別添{n}|box:{t}",
)  # fmt: skip
_LEADS = (
    "{}について、以下のとおり訂正する。", "※　{}を次のとおり修正する。", "（{}の訂正）",
    "{}（訂正後）",
    "（参考）{}", "※{}を再掲",
)  # fmt: skip
_DELETED = ("（削除）", "削除", "［削除］", "削　除")
_FEET = ("{}", "- {} -", "別添－{}", "{}／{}", "（{}）", "医科－{}", "P.{}", "")
_RUNNING = ("", "", "疑義解釈資料（その{}）", "事務連絡", "【訂正版】", "令和８年６月５日")
_FONTS = (
    "IPAexMincho", "IPAGothic", "BIZ UDPMincho", "VL PGothic", "IPAPMincho", "BIZ UDGothic",
    "Ume Mincho", "IPAPGothic",
)  # fmt: skip
_DASHES = ("－", "の", "-", "－", "‐", "ー")
_NUMERALS = ("wide", "one", "half", "wide")
_WITHDRAWN = (
    "なお、これに伴い、{}は廃止する。", "これに伴い、{}については廃止する。",
    "なお、本事務連絡の発出に伴い、{}は、廃止する。", "{}については、本日付けで廃止する。",
    "また、{}は取り消す。",
)  # fmt: skip
_PARTS = (
    "医科診療報酬点数表関係", "歯科診療報酬点数表関係", "調剤報酬点数表関係", "訪問看護療養費関係",
    "医科診療報酬点数表関係（ＤＰＣ）", "介護報酬関係", "看護職員処遇改善評価料関係",
    "費用請求関係",
)  # fmt: skip
_TOPICS = (
    "外来感染対策向上加算", "医療ＤＸ推進体制整備加算", "急性期充実体制加算",
    "地域包括医療病棟入院料",
    "生活習慣病管理料", "ベースアップ評価料", "在宅時医学総合管理料", "協力対象施設入所者入院加算",
    "がん患者指導管理料", "口腔機能管理料", "服薬管理指導料", "特定薬剤管理指導加算３",
    "入退院支援加算",
    "短期滞在手術等基本料", "情報通信機器を用いた診療", "看護補助体制充実加算",
)  # fmt: skip
_CODES = (
    "Ａ２３４－２",
    "Ａ１０８",
    "Ｂ００１－３",
    "Ｃ００２",
    "Ｂ００１の23",
    "Ａ２０７－４",
    "Ｉ００２",
)
_ASKS = (
    "{t}の施設基準において、"
    "「専従の常勤看護師が{n}名以上配置されていること」とされているが、"
    "当該看護師は他の業務を兼ねてよいか。",
    "「{c}」{t}について、同一の患者に対し月に{n}回以上算定することは可能か。",
    "令和８年６月１日から{t}を算定する場合、届出はいつまでに行えばよいか。",
    "{t}における「過去{n}か月間」とは、届出を行う月の前月までの{n}か月間をいうのか。",
    "{t}を届け出ている保険医療機関が移転した場合、改めて届出を行う必要があるか。その際、"
    "移転前の実績を用いることは差し支えないか。また、"
    "病床数に変更がある場合の取扱い如何。",
    "問１について、{t}を既に算定している患者についても同様の取扱いとなるか。",
    "{t}は、どのような場合に算定できるのか。",
    "{t}について、患者の状態が変化し、{n}日以内に再び入院した場合の起算日の考え方はどうなるのか。",
)  # fmt: skip
_SAYS = (
    "そのとおり。", "可能である。", "算定不可。", "差し支えない。", "貴見のとおり。",
    "当該看護師は、{t}に係る業務に専従する必要があるが、"
    "業務に支障がない範囲で兼ねることは差し支えない。",
    "届出を行う月の前月末日を起点として、直近{n}か月間の実績により判断する。ただし、"
    "新規に届け出る場合であって、"
    "実績が{n}か月に満たないときは、届出日までの期間の実績を用いてよい。",
    "問１と同様に取り扱う。", "移転の前後で開設者が同一であるときは、そのとおり。",
    "医師が医学的に必要と認めた場合に限り算定できる。なお、"
    "その理由及び期間を診療報酬明細書の摘要欄に記載すること。",
)  # fmt: skip
_LONG = (
    "当該加算は、地域の医療機関が連携して取り組む体制を評価したものであり、"
    "連携に当たっては、あらかじめ協議の上、役割の分担、"
    "連絡の方法及び記録の保存について文書で取り決めておくことが必要である。",
    "この場合において、取決めの内容は、年に{n}回以上見直しを行い、"
    "必要に応じて改めるものとし、改めたときは、"
    "速やかに関係する保険医療機関及び保険薬局に周知すること。",
    "また、患者又はその家族等から求めがあったときは、当該取決めの概要を説明すること。"
    "説明を行ったときは、その要点を診療録に記載する。",
)  # fmt: skip
_LISTS = (
    (
        "次の場合における{t}の取扱い如何。",
        ("①　入院中の患者が他の保険医療機関を受診した場合", "②　転棟した日に検査を行った場合"),
    ),
    (
        "{t}の対象となる者として、以下の者は含まれるか。",
        ("ア　{n}歳未満の乳幼児", "イ　精神疾患の患者", "ウ　介護老人保健施設に入所している者"),
    ),
    (
        "{t}について、次のいずれに該当すれば要件を満たすか。",
        ("（１）研修を修了した医師の配置", "（２）年間{n}件以上の手術の実績"),
    ),
)
_LIST_SAYS = (
    ("それぞれ以下のとおり。", ("①　算定できる。", "②　算定できない。")),
    (
        "以下のいずれの要件も満たす必要がある。",
        ("・　{n}時間以上の研修を修了していること。",
        "・　当該研修が国又は学会の主催によるものであること。"),
    ),
    ("現時点では、以下の研修が該当する。",
     ("(1) 日本看護協会「感染管理」の研修", "(2) 全国病院団体協議会が行う研修",
     "(3) 都道府県が行う同様の研修")),
    ("次に掲げる書類を添付すること。", ("ア　様式{n}の２", "イ　勤務の状況が分かる書類",
    "ウ　その他参考となる資料")),
)  # fmt: skip
_EXAMPLES = (
    ("（例）", "４月10日に入院し、同月20日に転棟した患者については、４月20日を起算日とする。"),
    ("（例１）", "看護職員{n}名のうち常勤が２名である場合は、要件を満たす。"),
    ("例：", "６月に届け出た場合は、前年６月から当年５月までの実績による。"),
    ("＜記載例＞", "「令和８年６月５日　電話により確認」"),
)
_TABLES = (
    (("区分", "点数"), ("初診時", "６点"), ("再診時", "２点")),
    (("病床数", "必要な医師数", "備考"), ("200床未満", "１名", "兼務可"), ("200床以上", "３名",
    "専従")),
    (("届出月", "実績の期間"), ("６月", "前年６月～当年５月"), ("７月", "前年７月～当年６月")),
)  # fmt: skip
_ASKED_TABLE, _LISTED, _TABLED, _EXAMPLE, _LONGER, _BRANCH, _GONE = (
    0.06, 0.15, 0.12, 0.15, 0.1, 0.1, 0.06
)  # fmt: skip
"""How often a question or an answer is so."""
_AGAIN, _WITHDRAWS = 0.12, 0.1
"""How often a question is one of an older letter, and an answer withdraws one."""


@dataclass(frozen=True)
class PrintedLook:
    """How a letter is set; measures in mm, points and characters."""

    marks: tuple[str, str]
    place: Place
    heads: str
    part_head: str
    lead: str
    deleted: str
    foot: str
    running: str
    font: str
    size: float
    leading: float
    margin: tuple[float, float]
    dash: str
    numerals: str
    turned: bool
    """Each annex begins a page."""
    cover: bool
    contents: bool
    justified: bool
    gap: float
    rules: bool
    repeated: bool
    """The title of the department stands over the heads of a table again on each page."""

    def number(self, number: str) -> str:
        """A number of a question as printed."""
        parts = number.split("-")
        wide = self.numerals == "wide" or (self.numerals == "one" and len(parts[0]) == 1)
        said = self.dash.join(parts)
        return _wide(said) if wide else said


@dataclass
class Block:
    """A paragraph, an item, an example with its sign, or a table."""

    kind: Literal["p", "item", "example", "table"]
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> str:
        """What is read of it."""
        return "".join("".join(row) for row in self.rows) if self.rows else self.text


@dataclass
class Printed(Asked):
    """A question with its blocks; its links."""

    asks: list[Block] = field(default_factory=list)
    says: list[Block] = field(default_factory=list)


def _wide(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if "0" <= each <= "9" else each for each in text)


def look_of_printed(seed: int) -> PrintedLook:
    """The look of a seed."""
    chance = random.Random(f"printed look {seed}")
    every = 1 if seed >= TWELFTH_HAND_HELD_OUT else 2

    def one(values: Sequence[T]) -> T:
        return chance.choice(values[::every])

    return PrintedLook(
        marks=one(_MARKS), place=one(_PLACES), heads=one(_HEADS), part_head=one(_PART_HEADS),
        lead=one(_LEADS), deleted=one(_DELETED), foot=one(_FEET), running=one(_RUNNING),
        font=one(_FONTS), size=one((10.5, 11, 12, 9.5)), leading=one((1.5, 1.7, 1.4, 1.9)),
        margin=(one((25, 20, 30, 18)), one((25, 22, 20, 28))), dash=one(_DASHES),
        numerals=one(_NUMERALS), turned=chance.random() < 0.6, cover=chance.random() < 0.6,
        contents=chance.random() < 0.15, justified=chance.random() < 0.5,
        gap=one((1, 0.5, 0, 1.5)), rules=chance.random() < 0.7, repeated=chance.random() < 0.5,
    )  # fmt: skip


# --- what stands in it


def letter_of_printed(seed: int) -> Letter:
    """What stands in the letter of a seed."""
    chance = random.Random(f"printed letter {seed}")
    look = look_of_printed(seed)
    letter = Letter(chance.randint(2, 30), f"2026-0{chance.randint(4, 9)}-{chance.randint(10, 28)}",
                    [])  # fmt: skip
    titles = chance.sample(_PARTS, chance.randint(1, 3))
    for at, title in enumerate(titles, 1):
        letter.parts.append(Part(at, title, list(_questions(chance, look))))
    if look.cover and chance.random() < 0.3:
        letter.withdraws = [_older(chance)]
    return letter


def _questions(chance: random.Random, look: PrintedLook) -> Iterator[Printed]:
    topic = chance.choice(_TOPICS)
    number = branch = 0
    for _ in range(chance.randint(3, 10)):
        if chance.random() < 0.5:
            topic = chance.choice(_TOPICS)
        if look.place not in ("columns", "numbered") and chance.random() < _AGAIN and number:
            yield _again(chance, topic)
        if number and chance.random() < _BRANCH:
            branch = branch + 1 if branch else 2
        else:
            number, branch = number + 1, 0
        yield _asked(chance, f"{number}-{branch}" if branch else str(number), topic, look)


def _asked(chance: random.Random, number: str, topic: str, look: PrintedLook) -> Printed:
    many, code = str(chance.randint(2, 19)), chance.choice(_CODES)
    if number != "1" and chance.random() < _GONE:
        return Printed(number, topic, [("", "")], [], deleted="said")

    def put(words: str) -> str:
        return words.format(t=topic, n=_wide(many) if len(many) == 1 else many, c=code)

    asks = [Block("p", put(chance.choice(_ASKS)))]
    says = [Block("p", put(chance.choice(_SAYS)))]
    if chance.random() < _LISTED:
        lead, items = chance.choice(_LISTS)
        asks = [Block("p", put(lead)), *(Block("item", put(item)) for item in items)]
        labels = [item[:3] if item[0] == "（" else item[:1] for item in items]
        says = [Block("p", "それぞれ次のとおり。")]
        says += [Block("item", f"{label}　該当する。") for label in labels]
    elif chance.random() < _LISTED:
        lead, items = chance.choice(_LIST_SAYS)
        says = [Block("p", put(lead)), *(Block("item", put(item)) for item in items)]
    if look.place not in ("columns",) and chance.random() < _ASKED_TABLE:
        asks.append(Block("table", rows=chance.choice(_TABLES)))
    if look.place not in ("columns",) and chance.random() < _TABLED:
        says.append(Block("table", rows=chance.choice(_TABLES)))
    if chance.random() < _EXAMPLE:
        sign, words = chance.choice(_EXAMPLES)
        says.append(Block("example", f"{sign}　{put(words)}"))
    if chance.random() < _LONGER:
        says += [Block("p", put(words)) for words in _LONG * chance.randint(1, 3)]
    own = Printed(number, topic, [], [], asks=asks, says=says)
    if chance.random() < _WITHDRAWS:
        own.withdraws = [_older(chance) for _ in range(chance.randint(1, 2))]
        what = "及び".join(map(named, own.withdraws))
        says.append(Block("p", chance.choice(_WITHDRAWN).format(what)))
    own.question = [("".join(block.words for block in asks), "")]
    own.answer = [[(block.words, "")] for block in says]
    return own


def _again(chance: random.Random, topic: str) -> Printed:
    """A question of an older letter with its corrections."""
    source = _older(chance)
    many = str(chance.randint(2, 9))
    text = chance.choice(_ASKS).format(t=topic, n=_wide(many), c=chance.choice(_CODES))
    words: Styled = [
        ("当該加算は、", ""), ("月に１回", "struck"), ("月に２回", "inserted"),
        ("に限り算定できる。", ""),
    ]  # fmt: skip
    own = Printed(source.first, topic, [(text, "")], [words], asks=[Block("p", text)])
    own.source = source
    return own


def _older(chance: random.Random) -> Cited:
    year, month, day = chance.randint(2022, 2025), chance.randint(1, 12), chance.randint(1, 28)
    return Cited(
        letter="その" + "０１２３４５６７８９"[chance.randint(1, 9)],
        date=f"{year}-{month:02}-{day:02}",
        annex=f"別添{chance.randint(1, 4)}", first=str(chance.randint(1, 60)),
    )  # fmt: skip


def named(cited: Cited) -> str:
    """An older question as letters name it."""
    year, month, day = (int(part) for part in cited.date.split("-"))
    said = [_wide(str(v)) if v < 10 else str(v) for v in (year - 2018, month, day)]
    annex, first = cited.annex[2:], cited.first
    if len(first) == 1:
        first = _wide(first)
    return (
        f"「疑義解釈資料の送付について（{cited.letter}）」（"
        f"令和{said[0]}年{said[1]}月{said[2]}日付け"
        f"事務連絡）別添{_wide(annex)}の問{first}"
    )


# --- how it is set


def typeset_printed(letter: Letter, look: PrintedLook, path: Path) -> None:
    """Print a letter as a PDF. Raises as :func:`tools.hands.print_page`."""
    print_page("".join(_document(letter, look)), path)


def _document(letter: Letter, look: PrintedLook) -> Iterator[str]:
    yield '<!doctype html><html lang="ja"><head><meta charset="utf-8">'
    yield f"<style>{_style(letter, look)}</style></head><body>"
    if look.cover:
        yield from _cover(letter)
    if look.contents:
        yield '<div class="page"><h1>目　次</h1>'
        for at, part in enumerate(letter.parts, 2):
            yield f'<p class="toc">{part.title}<span>……………………{at}</span></p>'
        yield "</div>"
    for part in letter.parts:
        yield f'<section class="{"page" if look.turned else ""}">'
        yield from _part_head(part, look)
        if look.place in ("columns", "numbered"):
            yield from _sheet(part, look)
        else:
            yield from _run(part, look)
        yield "</section>"
    yield "</body></html>"


def _cover(letter: Letter) -> Iterator[str]:
    year, month, day = (int(part) for part in letter.date.split("-"))
    issue = _wide(str(letter.issue)) if letter.issue < 10 else str(letter.issue)
    yield '<div class="page"><p class="right">事　務　連　絡</p>'
    yield f'<p class="right">令和{_wide(str(year - 2018))}年{_wide(str(month))}月{day}日</p>'
    yield "<p>地方厚生（支）局医療課<br>都道府県民生主管部（局）<br>　国民健康保険主管課（"
    "部）　　　御中</p>"
    yield '<p class="right">厚生労働省保険局医療課</p>'
    yield f"<h1>疑義解釈資料の送付について（その{issue}）</h1>"
    yield (
        "<p>　診療報酬の算定方法の一部を改正する件（"
        "令和８年厚生労働省告示第57号）等については、令和８年６月１日より"
        "実施することとしているところであるが、今般、"
        "その取扱いに係る疑義照会資料を別添のとおり取りまとめたので、"
        "その取扱いに遺漏なきよう貴管下の保険医療機関に対し周知徹底を図られたい。</p>"
    )
    for cited in letter.withdraws:
        yield f"<p>　なお、{named(cited)}は、本事務連絡をもって廃止することとする。</p>"
    yield "</div>"


def _part_head(part: Part, look: PrintedLook) -> Iterator[str]:
    for piece in look.part_head.split("|"):
        place, _, words = piece.partition(":")
        said = words.format(n=_wide(str(part.number)), t=part.title)
        if place == "box":
            yield f'<p class="centre"><span class="box">{said}</span></p>'
        else:
            yield f'<p class="{place} part">{said}</p>'


def _head(topic: str, look: PrintedLook) -> str:
    style, _, form = look.heads.rpartition(":")
    said = form.format(topic)
    tag = {"u": f"<u>{said}</u>", "b": f"<b>{said}</b>"}.get(style, said)
    return f'<p class="head">{tag}</p>'


def _run(part: Part, look: PrintedLook) -> Iterator[str]:
    topic = ""
    for asked in part.asked:
        assert isinstance(asked, Printed)
        if asked.source is not None:
            yield f'<p class="lead">{look.lead.format(named(asked.source))}</p>'
        elif asked.topic != topic:
            topic = asked.topic
            yield _head(topic, look)
        yield f'<div class="one {look.place}">{"".join(_one(asked, look))}</div>'


def _one(asked: Printed, look: PrintedLook) -> Iterator[str]:
    mark, said = look.marks[0].format(look.number(asked.number)), look.marks[1]
    if asked.deleted == "said":
        yield _placed(mark, [f"<p>{look.deleted}</p>"], look, "asks")
        return
    yield _placed(mark, list(_blocks(asked.asks)), look, "asks")
    answers = [_styled(words) for words in asked.answer] if asked.source else list(
        _blocks(asked.says)
    )  # fmt: skip
    yield _placed(said, answers, look, "says")


def _styled(words: Styled) -> str:
    tags = {"struck": "s", "inserted": "u"}
    return "<p>{}</p>".format(
        "".join(
            f"<{tags[style]}>{text}</{tags[style]}>" if style else text for text, style in words
        )
    )


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind == "table":
            rows = "".join(
                "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in block.rows
            )
            yield f'<table class="inner">{rows}</table>'
        elif block.kind == "p":
            yield f"<p>{html.escape(block.text, quote=False)}</p>"
        else:
            yield f'<p class="{block.kind}">{html.escape(block.text, quote=False)}</p>'


def _placed(mark: str, blocks: list[str], look: PrintedLook, kind: str) -> str:
    """A mark and what it marks."""
    place, bare = look.place, mark.strip("　 ")
    if place in ("grid", "rows"):
        if place == "rows":
            inner = "".join(blocks)
            return f'<table class="rows"><tr><td class="m">{bare}</td><td>{inner}</td></tr></table>'
        return f'<div class="g"><div>{bare}</div><div>{"".join(blocks)}</div></div>'
    if place == "below":
        return f'<p class="mark">{bare}</p><div class="in">{"".join(blocks)}</div>'
    first = blocks[0].replace("<p>", f"<p>{mark}", 1)
    return f'<div class="{kind}">{first}{"".join(blocks[1:])}</div>'


def _sheet(part: Part, look: PrintedLook) -> Iterator[str]:
    """The questions in one table: three columns, or the number beside question and answer."""
    topic = ""
    open_ = False
    for asked in part.asked:
        assert isinstance(asked, Printed)
        if asked.topic != topic:
            topic = asked.topic
            if open_:
                yield "</table>"
            yield _head(topic, look)
            open_ = True
            yield '<table class="sheet">'
            if look.place == "columns":
                yield "<thead><tr><th>番号</th><th>質問</th><th>回答</th></tr></thead>"
        number = look.number(asked.number)
        if asked.deleted == "said":
            cells = f'<td colspan="2">{look.deleted}</td>'
            if look.place == "numbered":
                cells = f"<td>{look.deleted}</td>"
            mark = number if look.place == "columns" else look.marks[0].format(number).strip("　 ")
            yield f'<tr><td class="m">{mark}</td>{cells}</tr>'
            continue
        asks, says = "".join(_blocks(asked.asks)), "".join(_blocks(asked.says))
        if look.place == "columns":
            yield f'<tr><td class="m">{number}</td><td>{asks}</td><td>{says}</td></tr>'
        else:
            mark = look.marks[0].format(number).strip("　 ")
            said = look.marks[1]
            answer = says.replace("<p>", f"<p>{said}", 1)
            yield f'<tr><td class="m" rowspan="2">{mark}</td><td>{asks}</td></tr>'
            yield f"<tr><td>{answer}</td></tr>"
    if open_:
        yield "</table>"


def _style(letter: Letter, look: PrintedLook) -> str:
    across, down = look.margin
    said = look.foot.split("{}")
    foot = f'"{said[0]}" counter(page) "{said[1]}"' if len(said) > 1 else '""'
    if len(said) > 2:
        foot += " counter(pages)"
    running = look.running.format(_wide(str(letter.issue)))
    hang = {
        "hang": "padding-left:2em;text-indent:-2em",
        "deep": "padding-left:5em;text-indent:-3em",
    }
    return (
        f"@page{{size:210mm 297mm;margin:{down}mm {across}mm;"
        f"@bottom-center{{content:{foot};font:9pt '{look.font}'}}"
        f"@top-right{{content:'{running}';font:9pt '{look.font}'}}}}"
        f"html{{font:{look.size}pt '{look.font}';line-height:{look.leading};"
        f"text-align:{'justify' if look.justified else 'start'}}}"
        "body,p{margin:0}p{overflow-wrap:anywhere}.page{break-after:page}"
        ".right{text-align:right}.centre{text-align:center}.part{margin:.3em 0}"
        ".box{border:1px solid #000;padding:.1em .6em}h1{font-size:1.1em;text-align:center;"
        "font-weight:normal;margin:1em 0}"
        f".head{{margin:{look.gap}em 0 .3em}}.lead{{margin:{look.gap}em 0 .2em}}"
        f".one{{margin-bottom:{look.gap}em}}"
        ".toc{display:flex;justify-content:space-between}"
        f".hang>div>p{{{hang['hang']}}}.deep>.asks>p:first-child{{{hang['deep']}}}"
        ".deep>div>p{padding-left:5em}.deep>.says>p:first-child{padding-left:5em;text-indent:-2em}"
        ".hang>div>p+p{text-indent:-1em}"
        ".flat>div>p:not(:first-child){text-indent:1em}"
        ".g{display:grid;grid-template-columns:5.5em 1fr;margin-bottom:.3em}"
        ".in{padding-left:2em}.bar{border-left:3px solid #888;padding-left:.6em}"
        ".boxed>.asks{border:1px solid #000;padding:.2em .5em;margin-bottom:.3em}"
        ".boxed>.says{padding-left:1em}"
        f"table{{border-collapse:collapse}}td,th{{padding:.15em .5em;vertical-align:top;"
        f"font-weight:normal;border:{'1px solid #000' if look.rules else 'none'}}}"
        ".inner td{border:1px solid #000}.rows,.sheet{width:100%}.m{width:5.2em}"
        f"{'' if look.rules else '.sheet>tbody>tr,.rows tr{border-bottom:1px solid #000}'}"
        ".inner{margin:.2em 0 .2em 2em}.item,.g .item,.in .item{padding-left:2em!important;"
        "text-indent:-1em!important}.hang .item{padding-left:3em!important}"
        ".example{padding-left:1em}"
    )
