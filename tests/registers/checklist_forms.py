"""A form, answers to it, and what people do to a workbook."""

from __future__ import annotations

import datetime
import io
import string
from collections.abc import Callable
from dataclasses import dataclass

import openpyxl
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from shiryokan.registers.checklists.model import Answer, Check, Form, FormItem, ItemResult

YEAR = 2025
SECTIONS = ("体制の整備", "日々の管理", "記録")
WORDS = (
    "責任者を書面で任命しているか。", "鍵の貸出しを記録しているか。", "船底の検査の結果を保管しているか。",
    "避難の経路を掲示しているか。", "温室の温度を毎朝確かめているか。", "消火器の期限を確かめているか。",
    "見学者の名簿を作っているか。", "苦情を受け付ける手順を定めているか。", "井戸水を年１回検査しているか。",
)  # fmt: skip


def form_of(rounds: int = 2) -> Form:
    """A form of nine items in three sections."""
    items = tuple(
        FormItem(
            key=f"{n // 3 + 1}({n % 3 + 1})", number=f"{n // 3 + 1}({n % 3 + 1})", words=words,
            section=SECTIONS[n // 3], references=(f"運営編 {n}.1",),
        )
        for n, words in enumerate(WORDS)
    )  # fmt: skip
    return Form(
        title="令和7年度版　渡し舟の点検表（本館確認用）", variant="本館確認用", year=YEAR,
        sections=SECTIONS, rounds=rounds, items=items, notes=("※　年度の終わりまでに記入する。",),
    )  # fmt: skip


FORM = form_of()
DAYS = st.dates(datetime.date(YEAR, 4, 1), datetime.date(YEAR + 1, 3, 31))
REMARKS = st.text(
    st.one_of(
        st.sampled_from("はいいえ済○×年月日=+-@'\"<&>\n　 一二三ｱｶﾞ㈱①𠮷👍"),
        st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\u2028\u2029"),
        st.sampled_from(string.printable[:95]),
    ),
    max_size=40,
).map(str.strip)  # fmt: skip
CHECKS = st.builds(Check, st.sampled_from(Answer), st.none() | DAYS)
RESULTS = st.fixed_dictionaries(
    {},
    optional={
        item.key: st.builds(ItemResult, st.tuples(CHECKS, CHECKS), st.none() | DAYS, REMARKS)
        for item in FORM.items
    },
)

ANSWERS: tuple[tuple[object, Answer], ...] = (
    ("はい", Answer.YES), ("〇", Answer.YES), ("○ ", Answer.YES), ("レ", Answer.YES), ("✓", Answer.YES),
    ("✔", Answer.YES), ("済", Answer.YES), ("Yes", Answer.YES), ("ﾊｲ", Answer.YES), (True, Answer.YES),
    ("いいえ", Answer.NO), ("×", Answer.NO), ("ｲｲｴ", Answer.NO), ("no", Answer.NO), ("否", Answer.NO),
    ("対象外", Answer.NOT_APPLICABLE), ("該当なし", Answer.NOT_APPLICABLE), ("－", Answer.NOT_APPLICABLE),
    (None, Answer.UNCHECKED), ("未確認", Answer.UNCHECKED), ("　", Answer.UNCHECKED),
)  # fmt: skip
WAYS: tuple[Callable[[datetime.date], object], ...] = (
    lambda d: d,
    lambda d: datetime.datetime(d.year, d.month, d.day),
    lambda d: f"令和{d.year - 2018}年{d.month}月{d.day}日",
    lambda d: f"R{d.year - 2018}.{d.month}.{d.day}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    lambda d: f"{d.month}/{d.day}",
    lambda d: f"{d.month}月{d.day}日",
    lambda d: f"{d.day:02}-{d:%b}-{d:%y}",
    lambda d: f"{d.year}年{d.month}月{d.day}日（{'月火水木金土日'[d.weekday()]}）",
    lambda d: f"{d:%Y%m%d}",
    lambda d: float((d - datetime.date(1899, 12, 30)).days),
)


@dataclass(frozen=True)
class Typed:
    """What somebody types for one item: as it is typed, and as it is meant."""

    item: int
    answer: tuple[object, Answer]
    day: datetime.date | None
    way: int
    remark: str


TYPED = st.builds(
    Typed, st.integers(0, len(WORDS) - 1), st.sampled_from(ANSWERS), st.none() | DAYS,
    st.integers(0, len(WAYS) - 1), REMARKS,
)  # fmt: skip
STRANGERS = st.lists(
    st.tuples(
        st.integers(0, len(WORDS)), st.sampled_from(("保守の窓口は別紙のとおり", "", "追加の項目"))
    ),
    max_size=3,
)


@dataclass
class Edited:
    """A workbook open for editing: its table begins in row ``first`` (from 1), the items' columns
    are those of :func:`shiryokan.registers.checklists.workbook.write.workbook_of`."""

    book: openpyxl.Workbook
    first: int = 7

    @property
    def sheet(self) -> Worksheet:
        """The sheet of the form."""
        return self.book.worksheets[0]

    def put(self, typed: Typed) -> None:
        """Type something into the first round of an item."""
        row = self.first + typed.item
        day = WAYS[typed.way](typed.day) if typed.day else None
        for column, value in ((5, typed.answer[0]), (6, day), (10, typed.remark or None)):
            cell = self.sheet.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"

    def order(self, order: list[int], strangers: list[tuple[int, str]], *, ids: bool) -> None:
        """Put the rows into another order, and rows of one's own between them; without ``ids`` the
        hidden column is lost."""
        count = len(order)
        rows = [
            [(c.value, c.data_type, c.number_format) for c in self.sheet[self.first + n]]
            for n in order
        ]
        blank = [(None, "n", "General")] * len(rows[0])
        for at, text in sorted(strangers, reverse=True):
            own = list(blank)
            if text:
                own[3], own[4] = (text, "s", "General"), ("はい", "s", "General")
            rows.insert(at, own)
        self.sheet.delete_rows(self.first + count, 10)
        for n, row in enumerate(rows):
            for column, (value, kind, shown) in enumerate(row, 1):
                cell = self.sheet.cell(self.first + n, column)
                cell.value = value if ids or column > 1 else None
                if kind == "s" and cell.value is not None:
                    cell.data_type = "s"
                cell.number_format = shown

    def data(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def opened(data: bytes) -> Edited:
    """A workbook, opened."""
    return Edited(openpyxl.load_workbook(io.BytesIO(data)))
