"""Fee schedules as :mod:`tools.sheets` sets them: other words, codes, heads and bodies than those
of the hands."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.fee_schedules.editing import Author
from tools.fee_schedules.hands import Count, compare, read_of
from tools.fee_schedules.schedule import CIRCLED, IROHA, Item, Schedule, Thing
from tools.fee_schedules.words import Vocabulary
from tools.hands import Row
from tools.labels_by_sample import wide
from tools.sheets import ASIDE, Sheet, print_sheet, sheet_named

_UNITS = (
    "１日につき",
    "１回につき",
    "月１回",
    "１単位につき",
    "処方箋の受付１回につき",
    "一連につき",
    "",
)
_VARIANTS = (
    "初回の場合", "２回目以降の場合", "イ及びロ以外の場合", "同一日に行う２人目以降の場合",
    "一般のもの",
    "特殊なもの", "治療開始日から３月以内に行った場合", "単独で実施した場合", "併せて実施した場合",
    "20分以上40分未満の場合", "40分以上の場合", "100床未満の場合", "100床以上の場合",
    "画像診断を伴うもの",
    "体外で行うもの（片側）", "体外で行うもの（両側）", "在宅の患者（同一建物居住者以外）の場合",
    "看護職員が当該患者の家族又は介護に当たる者に対して必要な説明を行った場合", "その他のもの",
    "基本料１", "基本料２", "複雑なもの又は緊急に行うもの", "乳幼児に対して行うもの",
    "薬剤を用いるもの",
)  # fmt: skip
_CLINIC = Vocabulary(
    (), "ABCDHJKP",
    ("園芸", "温浴", "傾聴", "転倒予防", "足部", "咀嚼", "視機能", "聴覚", "褥瘡",
     "補装具", "残薬", "離床"),
    ("指導管理料", "実施料", "療法", "支援料", "検査判断料", "処置", "計測", "装用術"),
    _VARIANTS, _UNITS, ("園芸療法料", "生活支援料", "足部の処置", "計測及び判定"),
)  # fmt: skip
_PHARMACY = Vocabulary(
    (), "",
    ("残薬", "無菌", "吸入", "配薬", "経管", "麻薬", "自家製剤", "夜間", "離島", "点眼"),
    ("調剤料", "指導料", "管理料", "連携料", "製剤料", "評価料"),
    _VARIANTS, _UNITS, ("調剤技術料", "薬学管理料", "薬剤料", "材料料"),
)  # fmt: skip
_TITLES = (
    "別表第一　医科診療報酬点数表", "医科診療報酬点数表", "診療報酬点数表（医科）",
    "別表第１　医科診療報酬点数表（令和８年度）", "みどり共済組合　診療報酬点数表",
    "診療報酬の算定方法　別表第一　医科診療報酬点数表",
)  # fmt: skip
_PHARMACY_TITLES = (
    "別表第三　調剤報酬点数表", "調剤報酬点数表", "調剤報酬点数表（保険薬局）",
    "別表第３　調剤報酬点数表（令和８年度）",
)  # fmt: skip
_CHAPTERS = ("第１章　特掲診療料", "第２章　特掲診療料", "")
_SUBSECTIONS = ("通則的なもの", "個別に行うもの", "集団で行うもの", "加算")


def schedule_of(name: str, seed: int) -> Schedule:
    """What a paper says, with names that run over lines and codes with two branches."""
    chance = random.Random(f"printed fees {name} {seed}")
    words = _PHARMACY if chance.random() < 0.25 else _CLINIC
    made = Author(chance.randrange(10**6), words).revisions(1)[0].schedule
    titles = _PHARMACY_TITLES if words is _PHARMACY else _TITLES
    made.title = chance.choice(titles if name in ASIDE else titles[: -(-2 * len(titles) // 3)])
    for item in made.items:
        roll = chance.random()
        if item.deleted:
            continue
        if roll < 0.15:
            item.name += chance.choice(("１", "２", "（Ⅰ）", "（Ⅱ）"))
        elif roll < 0.25:
            item.name = f"通院が困難な患者に対する{item.name}又は{item.name[:2]}に係る訪問指導料"
        elif roll < 0.35:
            item.name += chance.choice(
                ("（片側）", "（一連につき算定するもの）", "（診療所に限る。）")
            )
    _two_branches(made, chance)
    return made


def _two_branches(made: Schedule, chance: random.Random) -> None:
    last = ""
    for at, item in enumerate(made.items):
        after = made.items[at + 1].code if at + 1 < len(made.items) else ""
        if "-" in item.code and last and item.code.startswith(f"{last}-"):
            last = item.code
        elif "-" in item.code and not after.startswith(item.code) and chance.random() < 0.2:
            item.code += "-2" if item.code.count("-") == 1 and _is_last(made, at) else ""
        last = item.code


def _is_last(made: Schedule, at: int) -> bool:
    """Whether no item with the same number stands behind it."""
    number = made.items[at].code.split("-")[0]
    return not any(each.code.split("-")[0] == number for each in made.items[at + 1 :])


def measure_printed(names: Sequence[str], seeds: Sequence[int], folder: Path) -> list[Count]:
    """A schedule of each seed in each look, read back; a count of each look."""
    found = []
    for name in names:
        count, sheet = Count(), sheet_named(name)
        for seed in seeds:
            schedule = schedule_of(name, seed)
            path = folder / f"fees-{name.replace(' ', '-')}-{seed}.pdf"
            print_sheet(list(_rows(schedule, sheet)), sheet, schedule.title, "点", path)
            compare(schedule, sheet.how, read_of(path), count)
        count.wrong = [f"{name}: {each}" for each in count.wrong]
        found.append(count)
    return found


def _rows(schedule: Schedule, sheet: Sheet) -> Iterator[Row]:
    how, chance = sheet.how, random.Random(f"rows {sheet.name}")
    yield Row("title", -1, "", how.say(schedule.title))
    chapter = chance.choice(_CHAPTERS)
    if chapter:
        yield Row("head", 0, "", how.say(chapter))
    every = chance.choice((7, 10, 13))
    sub, line, preface = chance.random() < 0.4, chance.random() < 0.5, chance.random() < 0.4
    sections = schedule.words.sections
    for at, item in enumerate(schedule.items):
        if at % every == 0:
            part = at // every
            if part % 2 == 0:
                said = f"第{how.number(part // 2 + 1)}部　{sections[part % len(sections)]}"
                yield Row("head", 0, "", said)
                if preface:
                    yield Row("head", 0, "", "通則")
                    for number, rule in enumerate(_RULES):
                        yield Row("note", 1, how.numbered(number), how.say(rule))
            said = f"第{how.number(part % 2 + 1)}節　{sections[(part + 1) % len(sections)]}"
            yield Row("head", 0, "", said)
            if line:
                yield Row("head", 0, "", "区　分")
        elif sub and at % every == every // 2:
            said = f"第{how.number(at % 3 + 1)}款　{_SUBSECTIONS[at % len(_SUBSECTIONS)]}"
            yield Row("head", 0, "", said)
        yield from _item(item, sheet)


_RULES = (
    "この部に掲げる費用は、各区分の所定点数により算定する。",
    "薬剤を使用した場合は、第１節の所定点数と第２節の所定点数とを合算した点数により算定する。",
)


def _item(item: Item, sheet: Sheet) -> Iterator[Row]:
    how = sheet.how
    text = "削除" if item.deleted else how.say(item.name) + how.unit(item.unit)
    amount = "" if item.deleted else _amount(item.points, sheet)
    yield Row("entry", 0, _code(item.code, sheet), text, amount)
    if item.deleted:
        return
    yield from _things(item.variants, 1, 0, sheet)
    if how.notes == "alone" and len(item.notes) > 1:
        yield Row("note", 1, "注", "")
    for at, note in enumerate(item.notes):
        said = how.say(note.sentence())
        yield Row("note", 1, how.note_label(at, len(item.notes)), said, above=bool(at))
        yield from _things(note.entries, 2, 1, sheet)


def _things(things: list[Thing], level: float, of: int, sheet: Sheet) -> Iterator[Row]:
    how = sheet.how
    for at, thing in enumerate(things):
        makers = (how.numbered, IROHA.__getitem__, how.round_number, CIRCLED.__getitem__)
        text = "削除" if thing.deleted else how.say(thing.name)
        amount = "" if thing.deleted else _amount(thing.points, sheet)
        yield Row("entry", level, makers[of](at), text, amount)
        yield from _things(thing.children, level + 1, of + 1, sheet)


def _amount(points: int | None, sheet: Sheet) -> str:
    return "" if points is None else f"{sheet.how.amount(points)}{sheet.how.unit_gap}点"


def _code(code: str, sheet: Sheet) -> str:
    how = sheet.how
    letter = code[0] if code[0].isalpha() else ""
    number, *branches = code[len(letter) :].split("-")
    if how.numerals in ("words", "places") and how.kanji_first:
        said = "".join("〇一二三四五六七八九"[int(each)] for each in number)
        return wide(letter) + "の".join([said, *(how.say(each) for each in branches)])
    if how.code == 2 and not sheet.upright:
        return letter + "-".join([number, *branches])
    sign = "の" if not letter or how.code == 1 else "－"
    return wide(letter) + sign.join([wide(number), *map(wide, branches)])
