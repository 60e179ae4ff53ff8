"""Writes invented office text by chance: names, sums, dates, titles, sentences."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

from tools.office_pages.words import lists

T = TypeVar("T")
MORE_SENTENCES = range(9, 16)
KANJI = "〇一二三四五六七八九"
FULL = str.maketrans("0123456789,.-()%", "０１２３４５６７８９，．－（）％")
FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
IROHA = "アイウエオカキクケコサシスセソタチツテトナニヌネノ"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
REIWA = 2018
HEISEI = 1988


def kanji_number(number: int) -> str:
    """A number up to 9999 as it is written in Kanji: 二百十五."""
    out = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        count, number = divmod(number, unit)
        if count:
            out += (KANJI[count] if count > 1 or unit == 1 else "") + sign
    return out or "〇"


class Author:
    """Words from one source of chance. ``full`` has digits as wide as Kanji."""

    def __init__(self, chance: random.Random, *, full: bool = False, era: bool = True) -> None:
        self.chance, self.full, self.era = chance, full, era
        self.place_name = self.pick(lists.PLACES)
        kind = self.pick(lists.KINDS_OF_PLACE)
        self.body = f"{self.place_name}{kind}"
        self.chief = "知事" if kind == "県" else f"{kind}長"
        self.leader = f"{self.body}知事" if kind == "県" else f"{self.body}長"
        self.year = chance.randint(2019, 2027)

    def pick(self, values: Sequence[T]) -> T:
        """One of these."""
        return self.chance.choice(values)

    def some(self, values: Sequence[T], least: int, most: int) -> list[T]:
        """A few different ones of these."""
        return self.chance.sample(list(values), min(len(values), self.chance.randint(least, most)))

    def maybe(self, share: float) -> bool:
        """True by so great a chance."""
        return self.chance.random() < share

    # numbers

    def digits(self, text: str) -> str:
        """Digits as wide as the document has them."""
        return text.translate(FULL) if self.full else text

    def number(self, value: int) -> str:
        """A whole number with the document's digits."""
        return self.digits(str(value))

    def amount(
        self, least: int = 1, most: int = 9_999, *, step: int = 1, minus: float = 0.0
    ) -> str:
        """A sum with commas; below zero with △ by some chance."""
        exponent = self.chance.uniform(0, 1) ** 1.4
        value = least + int((most - least) * exponent)
        value = max(value // step * step, step)
        sign = "△" if self.maybe(minus) else ""
        return sign + self.digits(f"{value:,}")

    def percent(self) -> str:
        """A share such as 58.6%."""
        return self.digits(f"{self.chance.uniform(0.1, 99.9):.1f}") + self.pick(("%", "％"))

    # people and bodies

    def surname(self) -> str:
        """A family name."""
        return self.pick(lists.SURNAMES)

    def person(self) -> tuple[str, str]:
        """A family name and a given name."""
        return self.surname(), self.pick(lists.GIVEN)

    def name(self, between: str = "") -> str:
        """A whole name."""
        return between.join(self.person())

    def affiliation(self) -> str:
        """Where a member of a committee comes from."""
        place = (
            self.body if self.maybe(0.5) else self.pick(lists.PLACES) + self.pick(("", "市", "県"))
        )
        return place + self.pick(lists.ORGANISATIONS)

    def section(self) -> str:
        """A section of the body, with its bureau or without."""
        return (self.pick(lists.BUREAUS) if self.maybe(0.6) else "") + self.pick(lists.SECTIONS)

    def office(self) -> str:
        """An office of a ministry."""
        return self.pick(lists.MINISTRIES) + self.pick(lists.MINISTRY_OFFICES)

    def address(self) -> str:
        """An address."""
        chance = self.chance
        lot = f"{chance.randint(1, 12)}-{chance.randint(1, 30)}-{chance.randint(1, 20)}"
        if self.maybe(0.5):
            first, second, third = lot.split("-")
            lot = f"{first}丁目{second}番{third}号"
        return f"{self.body}{self.pick(lists.PLACES)}{self.pick(('町', '', '台', '本町'))}{self.digits(lot)}"

    def phone(self) -> str:
        """A telephone number."""
        chance = self.chance
        return self.digits(
            f"0{chance.randint(11, 99)}-{chance.randint(100, 999)}-{chance.randint(0, 9999):04}"
        )

    # dates

    def era_year(self, year: int | None = None) -> str:
        """A year: 令和6年, or 2024年 where the document counts so."""
        year = year or self.year + self.chance.randint(-1, 1)
        if not self.era:
            return self.digits(f"{year}年")
        name, first = ("令和", REIWA) if year > REIWA else ("平成", HEISEI)
        count = "元" if year - first == 1 else self.digits(str(year - first))
        return f"{name}{count}年"

    def fiscal(self, year: int | None = None) -> str:
        """A fiscal year."""
        return self.era_year(year) + "度"

    def month(self, year: int | None = None) -> str:
        """A month of a year."""
        return f"{self.era_year(year)}{self.digits(str(self.chance.randint(1, 12)))}月"

    def date(self, year: int | None = None) -> str:
        """A day."""
        return f"{self.month(year)}{self.digits(str(self.chance.randint(1, 28)))}日"

    def weekday(self) -> str:
        """A day of the week in brackets."""
        return f"（{self.pick('月火水木金')}）"

    def time(self) -> str:
        """From one time of the day to another."""
        first = self.chance.randint(9, 16)
        half = self.pick(("", "30分"))
        form = (
            f"{first}時{half}～{first + 2}時" if self.maybe(0.5) else f"{first}:00～{first + 1}:30"
        )
        return self.digits(form)

    # titles

    def bill(self) -> str:
        """The title of a bill."""
        way = self.chance.random()
        if way < 0.3:
            number = self.number(self.chance.randint(1, 9))
            return (
                f"{self.fiscal()}{self.body}{self.pick(lists.BILL_THINGS)}補正予算（第{number}号）"
            )
        if way < 0.4:
            return f"{self.fiscal()}{self.body}{self.pick(lists.BILL_THINGS)}{self.pick(('予算', '歳入歳出決算の認定について', '補正予算'))}"
        if way < 0.75:
            end = self.pick(
                ("の一部を改正する条例", "", "の一部を改正する条例の制定について", "を廃止する条例")
            )
            return f"{self.body}{self.pick(lists.ORDINANCES)}{end}"
        if way < 0.85:
            return f"工事請負契約の締結について（{self.pick(lists.WORKS)}）"
        return self.pick(
            (
                "教育委員会委員の任命について", "固定資産評価審査委員会委員の選任について", "財産の取得について",
                "市道路線の認定について", "人権擁護委員の候補者の推薦について", "損害賠償の額の決定及び和解について",
                f"{self.place_name}広域連合規約の変更について", "指定管理者の指定について", "専決処分の承認を求めることについて",
                "公の施設の区域外設置に関する協議について", "町の区域の設定について",
            )
        )  # fmt: skip

    def theme(self) -> str:
        """What a policy is about."""
        return self.pick(lists.THEMES)

    def plan(self) -> str:
        """The name of a plan or a programme."""
        kind = self.pick(
            (
                "基本計画",
                "実施計画",
                "推進プラン",
                "基本方針",
                "整備計画",
                "ビジョン",
                "行動計画",
                "ガイドライン",
            )
        )
        theme = self.theme().split("の")[0]
        return f"{self.body}{theme}{kind}"

    def council(self) -> str:
        """The name of a council."""
        kind = self.pick(
            ("審議会", "検討委員会", "協議会", "推進会議", "懇談会", "専門部会", "評価委員会")
        )
        return f"{self.body}{self.theme().split('の')[0]}{kind}"

    def goods(self) -> str:
        """What an invoice asks money for."""
        return self.pick(lists.GOODS) + (
            f"（{self.pick(('追加分', '令和６年度分', '第２期', '予備', '税抜'))}）"
            if self.maybe(0.15)
            else ""
        )

    def law(self) -> str:
        """A place in a law."""
        act = self.pick(lists.ACTS)
        number = self.number(self.chance.randint(1, 250))
        more = self.pick(
            (
                "",
                f"第{self.number(self.chance.randint(1, 6))}項",
                f"の{self.number(self.chance.randint(2, 5))}",
            )
        )
        return f"{act}第{number}条{more}"

    # prose

    def sentence(self) -> str:
        """A sentence of policy prose."""
        chance = self.chance
        theme, subject = self.theme(), self.pick(lists.SUBJECTS)
        way = chance.randrange(16)
        aim, done, future = (
            self.pick(lists.AIMS),
            self.pick(lists.MEASURES),
            self.pick(lists.FUTURES),
        )
        thing, quality = self.pick(lists.OBJECTS), self.pick(lists.ADJECTIVES)
        if way == 0:
            return f"{subject}は、{aim}、{theme}について{done}。"
        if way == 1:
            return f"{theme}については、{aim}、{future}。"
        if way == 2:
            return f"{self.fiscal()}においては、{subject}が{theme}に関し{done}ところであり、{future}こととしている。"
        if way == 3:
            return f"{self.law()}の規定に基づき、{subject}は{quality}{thing}を定めるものとする。"
        if way == 4:
            return f"なお、{thing}については、{aim}、{self.pick(('別に定める', '別紙のとおりとする', '変更することがある', '事務局において確認する'))}。"
        if way == 5:
            return f"この割合は{self.percent()}となり、前年度の{self.percent()}から{self.pick(('増加した', '減少した', 'ほぼ横ばいである'))}。"
        if way == 6:
            return f"また、{subject}と{self.pick(lists.SUBJECTS)}が連携し、{theme}に向けた{quality}取組を進め、{done}。"
        if way == 7:
            return f"一方で、{theme}に当たっては、{thing}の{self.pick(('確保', '見直し', '整理', '公表', '共有'))}が課題となっている。"
        if way in MORE_SENTENCES:
            return self._more(way)
        return f"{subject}の{thing}は{self.amount(10, 90000)}{self.pick(('件', '人', '千円', '百万円', '世帯'))}であり、{quality}{self.pick(('対応', '運用', '検討', '支援'))}が求められる。"

    def _more(self, way: int) -> str:
        theme, subject = self.theme(), self.pick(lists.SUBJECTS)
        thing, other = self.some(lists.OBJECTS, 2, 2)
        if way == 9:
            return f"{subject}が行う{theme}（{self.law()}に規定するものに限る。）については、{self.pick(lists.FUTURES)}。"
        if way == 10:
            return f"「{theme}」とは、{self.pick(lists.AIMS)}{subject}が{thing}及び{other}を定めることをいう。"
        if way == 11:
            return f"ただし、{thing}又は{other}を{self.pick(('提出した', '受理した', '変更した', '交付した'))}場合は、この限りでない。"
        if way == 12:
            return f"{self.fiscal()}の{theme}に係る経費は{self.amount(100, 900_000)}{self.pick(('千円', '百万円', '万円'))}（前年度比{self.percent()}{self.pick(('増', '減'))}）となった。"
        if way == 13:
            return f"①{thing}の{self.pick(('確認', '整理'))}、②{other}の{self.pick(('作成', '公表'))}、③{theme}の３点を重点的に{self.pick(('進める', '実施した', '検討する'))}。"
        if way == 14:
            return f"{self.date()}に開催した{self.council()}では、{theme}に関する意見が{self.number(self.chance.randint(2, 60))}件寄せられた。"
        return f"{self.place_name}地区では、{theme}のモデルとして{thing}を導入し、{self.pick(lists.MEASURES)}（図{self.number(self.chance.randint(1, 9))}参照）。"

    def prose(self, least: int = 2, most: int = 5) -> str:
        """A paragraph."""
        return "".join(self.sentence() for _ in range(self.chance.randint(least, most)))

    def clause(self) -> str:
        """A short statement without a full stop, as in cells and bullets."""
        way = self.chance.randrange(7)
        if way == 0:
            return self.theme()
        if way == 5:
            return f"{self.pick(lists.OBJECTS)}及び{self.pick(lists.OBJECTS)}に関すること"
        if way == 6:
            return f"{self.plan()}の{self.pick(('策定', '改定', '推進', '進行管理'))}"
        if way == 1:
            return f"{self.theme()}に向けた{self.pick(('取組', '支援', '体制', '検討', '調査'))}"
        if way == 2:
            return f"{self.pick(lists.ADJECTIVES)}{self.pick(lists.OBJECTS)}の{self.pick(('作成', '提出', '確認', '整備', '見直し', '周知'))}"
        if way == 3:
            return f"{self.pick(lists.AIMS)}、{self.pick(lists.FUTURES)}"
        return f"{self.pick(lists.SUBJECTS)}による{self.pick(lists.ADJECTIVES)}{self.pick(('支援', '運用', '点検', '評価', '相談対応'))}"

    def question(self) -> str:
        """A question."""
        way = self.chance.randrange(4)
        if way == 0:
            return (
                f"{self.theme()}について、{self.pick(lists.OBJECTS)}はどのように取り扱えばよいか。"
            )
        if way == 1:
            return f"{self.law()}にいう「{self.pick(lists.OBJECTS)}」には、{self.pick(lists.OBJECTS)}も含まれるのか。"
        if way == 2:
            return f"{self.pick(lists.OBJECTS)}を提出した後に{self.pick(lists.OBJECTS)}を変更する場合、{self.pick(lists.ADJECTIVES)}手続は必要か。"
        return f"{self.pick(lists.SUBJECTS)}が{self.theme()}に取り組む場合、対象となるか。"

    def answer(self) -> str:
        """An answer."""
        opening = self.pick(
            (
                "貴見のとおり。",
                "差し支えない。",
                "そのとおり。",
                "必要である。",
                "含まれない。",
                "対象となる。",
                "",
            )
        )
        return opening + self.prose(1, 3)
