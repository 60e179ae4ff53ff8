"""What an invented letter corrects."""

from __future__ import annotations

import datetime
import random
import re
from dataclasses import dataclass, field
from typing import Literal

from tools.fee_notices.words import MATTERS, SENTENCES, SERVICES, TIMES

Op = Literal["kept", "struck", "inserted"]
_APART = 8
"""Characters between two corrections at least."""
_WORDS = (
    "計画書",
    "実績",
    "診療録",
    "文書",
    "患者",
    "家族",
    "所定点数",
    "管理",
    "指導",
    "保険医療機関",
)
_OTHERS = (
    "記録簿",
    "経過",
    "連絡票",
    "書面",
    "対象者",
    "介護者",
    "当該点数",
    "支援",
    "説明",
    "訪問看護事業所",
)
_PUT_IN = ("等", "又は書面", "（初回に限る。）", "及びその家族", "、別に定める様式により")


@dataclass(frozen=True)
class Run:
    """Words that stay, go or come."""

    op: Op
    text: str


@dataclass
class Change:
    """A paragraph with its corrections, and where it stands; ``note`` is that of a schedule."""

    code: str
    name: str
    number: int
    runs: list[Run]
    note: int = 0

    @property
    def old(self) -> str:
        """The words as they were."""
        return "".join(run.text for run in self.runs if run.op != "inserted")

    @property
    def new(self) -> str:
        """The words as they are to be."""
        return "".join(run.text for run in self.runs if run.op != "struck")


@dataclass
class Paper:
    """A paper that is corrected."""

    name: str
    number: str
    day: datetime.date
    which: str
    changes: list[Change] = field(default_factory=list)


@dataclass
class Letter:
    """A letter of a day."""

    day: datetime.date
    papers: list[Paper]


class Author:
    """Invents letters: the same seed always the same one."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(f"errata {seed}")

    def letter(self) -> Letter:
        """A letter that corrects one paper or two."""
        chance = self._chance
        day = datetime.date(2024, chance.choice((5, 6, 9, 10)), chance.randint(1, 28))
        papers = [self._paper(at, which) for at, which in enumerate(
            chance.sample(("医科", "歯科"), chance.randint(1, 2)))]  # fmt: skip
        return Letter(day, papers)

    def _paper(self, at: int, which: str) -> Paper:
        chance = self._chance
        name = ("診療報酬の算定方法の一部改正に伴う実施上の留意事項について",
                "霧浜報酬の算定に伴う実施上の留意事項について")[at]  # fmt: skip
        paper = Paper(name, f"保医発0305第{at + 4}号", datetime.date(2024, 3, 5), which)
        base = 0
        for _ in range(chance.randint(3, 6)):
            base += chance.randint(1, 9)
            branch = f"-{chance.randint(2, 9)}" if chance.random() < 0.3 else ""
            code = f"{'AB'[at]}{base:03}{branch}"
            name = f"{chance.choice(TIMES)}{chance.choice(MATTERS)}{chance.choice(SERVICES)}"
            for number in sorted(chance.sample(range(1, 20), chance.randint(1, 2))):
                paper.changes.append(Change(code, name, number, self._runs()))
        return paper

    def _runs(self) -> list[Run]:
        chance = self._chance
        text = "".join(self._sentence() for _ in range(chance.randint(1, 3)))
        if chance.random() < 0.12:
            return [Run("inserted", text)]
        places = sorted({m.start() for word in _WORDS for m in re.finditer(word, text)})
        chance.shuffle(places)
        runs: list[Run] = []
        at = 0
        for place in sorted(places[: chance.randint(1, 3)]):
            if place - at < _APART and at:
                continue
            word = next(each for each in _WORDS if text.startswith(each, place))
            runs.append(Run("kept", text[at:place]))
            kind = chance.choice(("changed", "gone", "come"))
            if kind == "come":
                runs += [Run("kept", word), Run("inserted", chance.choice(_PUT_IN))]
            else:
                runs.append(Run("struck", word))
                if kind == "changed":
                    runs.append(Run("inserted", _OTHERS[_WORDS.index(word)]))
            at = place + len(word)
        if not runs:
            runs, at = [Run("kept", text[:4]), Run("inserted", "等")], 4
        return [run for run in [*runs, Run("kept", text[at:])] if run.text]

    def _sentence(self) -> str:
        chance = self._chance
        return chance.choice(SENTENCES[:4]).format(
            name="当該加算", matter=chance.choice(MATTERS), time=chance.choice(TIMES),
            small=chance.randint(2, 4), number=chance.randint(11, 90), code="", service="",
        )  # fmt: skip
