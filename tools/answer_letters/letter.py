"""A letter by chance: its parts, its questions, and those of older letters between them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

from shiryokan.registers.answers.citations import Cited

PARTS = (
    "医科診療報酬点数表関係", "歯科診療報酬点数表関係", "調剤報酬点数表関係", "訪問看護療養費関係",
    "医科診療報酬点数表関係（ＤＰＣ）",
)  # fmt: skip
TOPICS = (
    "地域連携加算", "入院時支援加算", "夜間対応加算", "在宅移行管理料", "遠隔診療補助料",
    "栄養管理加算", "早期訓練加算",
    "薬剤調整加算", "口腔連携加算", "情報通信機器を用いた診療", "看護体制充実加算",
)  # fmt: skip
_ASKED = (
    "「Ａ１０１」{topic}の施設基準について、経過措置の期間中に届出を行う場合、どのように取り扱えばよいか。",
    "{topic}について、同一の月に他の保険医療機関において算定している場合であっても算定することができるか。",
    "{topic}の届出に当たって、「{number}年以上の経験を有する者」とあるが、常勤換算でよいか。",
    "問１に示された{topic}の取扱いは、令和８年６月以降に入院した患者についても同様か。",
    "{topic}に係る研修について、具体的にはどのようなものがあるか。また、受講歴は必要か。",
    "施設基準通知第{number}の２の（３）に規定する実績は、届出の前の{number}か月間のものを用いてよいか。",
)
_ANSWERED = (
    "そのとおり。", "差し支えない。ただし、その旨を診療録に記載すること。", "算定不可。",
    "当該要件については、届出時に限り、直近{number}か月の実績を用いることができるものとする。",
    "いずれも満たす必要がある。なお、当該保険医療機関において勤務する常勤の職員が{number}名以上いることを、"
    "様式{number}により届け出ること。また、変更があった場合は速やかに届け出る必要があることに留意すること。",
    "現時点では、以下の研修が該当する。",
)  # fmt: skip
_WITHDRAWALS = (
    "なお、これに伴い、{what}は廃止する。", "これに伴い、{what}については、廃止する。",
    "また、{what}は、本事務連絡をもって廃止することとする。", "なお、{what}は取り消す。",
)  # fmt: skip
Styled = list[tuple[str, str]]
"""Words, each with ``struck``, ``inserted`` or nothing."""


@dataclass
class Asked:
    """A question with its answer, a paragraph each; ``source`` where it is an older one."""

    number: str
    topic: str
    question: Styled
    answer: list[Styled]
    table: list[tuple[str, str]] = field(default_factory=list)
    source: Cited | None = None
    withdraws: list[Cited] = field(default_factory=list)
    deleted: Literal["", "said", "struck"] = ""
    """Whether its number says that it was deleted, or all of it is struck out."""
    tag: str = ""
    """What stands between its number and its words: that it is new, or was corrected."""
    trailer: str = ""
    """What stands below its answer and is neither's."""
    noted: str = ""
    """What stands at the foot of its page, to a sign in its answer."""


@dataclass
class Part:
    """An annex."""

    number: int
    title: str
    asked: list[Asked]


@dataclass
class Letter:
    """A letter; ``withdraws`` are what its head withdraws."""

    issue: int
    date: str
    parts: list[Part]
    withdraws: list[Cited] = field(default_factory=list)
    corrected_part: int = 0
    """The annex that holds nothing but corrected questions; 0 if there is none."""


def plain(words: Styled) -> str:
    """The words that stand, without those struck out."""
    return "".join(text for text, style in words if style != "struck")


def source_words(cited: Cited, *, numbered: bool = True) -> str:
    """A question of a letter as letters name it."""
    year, month, day = (int(part) for part in cited.date.split("-"))
    title = f"「疑義解釈資料の送付について（{cited.letter}）」"
    asked = f"の問{cited.first}" if numbered else ""
    return f"{title}（令和{year - 2018}年{month}月{day}日事務連絡）{cited.annex}{asked}"


class Writer:
    """Writes the letter of a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(f"letter {seed}")

    def letter(self) -> Letter:
        """The letter."""
        chance = self.chance
        parts = [
            Part(number, title, self._own(title))
            for number, title in enumerate(chance.sample(PARTS, chance.randint(1, 3)), 1)
        ]
        for part in parts:
            self._between(part)
        letter = Letter(chance.randint(3, 19), "2026-07-0" + str(chance.randint(1, 9)), parts)
        if chance.random() < 0.5:
            letter.withdraws = [self._older()]
        if chance.random() < 0.6:
            asked = [self._again() for _ in range(chance.randint(1, 3))]
            letter.corrected_part = len(parts) + 1
            parts.append(Part(letter.corrected_part, chance.choice(PARTS), asked))
        return letter

    def _own(self, title: str) -> list[Asked]:
        found: list[Asked] = []
        topic = ""
        for number in range(1, self.chance.randint(3, 12)):
            if not topic or self.chance.random() < 0.6:
                topic = self.chance.choice(TOPICS)
            found.append(self._asked(str(number), topic))
        return found

    def _asked(self, number: str, topic: str) -> Asked:
        chance = self.chance
        digits = str(chance.randint(2, 30))
        question = chance.choice(_ASKED).format(topic=topic, number=digits)
        paragraphs = [chance.choice(_ANSWERED).format(number=digits)]
        asked = Asked(number, topic, [(question, "")], [])
        if paragraphs[0].endswith("該当する。"):
            paragraphs += [
                f"・{word}に関する研修であって、{digits}時間以上のもの" for word in TOPICS[:2]
            ]
        elif chance.random() < 0.3:
            paragraphs.append(chance.choice(_ANSWERED[3:5]).format(number=digits))
        if chance.random() < 0.2:
            asked.table = [("区分", "人数"), ("一般病棟", digits), ("療養病棟", "2")]
        elif chance.random() < 0.2:
            cited = [self._older() for _ in range(chance.randint(1, 2))]
            what = "及び".join(map(source_words, cited))
            paragraphs.append(chance.choice(_WITHDRAWALS).format(what=what))
            asked.withdraws = cited
        asked.answer = [[(paragraph, "")] for paragraph in paragraphs]
        return asked

    def _between(self, part: Part) -> None:
        """Older questions, printed again between the part's own."""
        for _ in range(self.chance.choice((0, 0, 1, 2))):
            at = self.chance.randint(1, len(part.asked))
            for _ in range(self.chance.randint(1, 2)):
                part.asked.insert(at, self._again())

    def _again(self) -> Asked:
        cited = self._older()
        asked = self._asked(cited.first, self.chance.choice(TOPICS))
        asked.source, asked.table, asked.withdraws = cited, [], []
        asked.answer = [
            [
                ("算定できる。", ""),
                ("届出は不要", "struck"),
                ("改めて届け出る必要がある", "inserted"),
                ("。", ""),
            ]
        ]
        return asked

    def _older(self) -> Cited:
        chance = self.chance
        date = f"202{chance.randint(2, 5)}-{chance.randint(1, 9):02}-{chance.randint(1, 28):02}"
        return Cited(
            letter="その" + "０１２３４５６７８９"[chance.randint(1, 9)], date=date,
            annex=f"別添{chance.randint(1, 5)}", first=str(chance.randint(1, 40)),
        )  # fmt: skip
