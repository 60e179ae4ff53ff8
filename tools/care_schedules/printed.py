"""Care fee schedules as :mod:`tools.sheets` sets them: tables, grids, leaders, rates in percent."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tools.care_schedules.editing import Author
from tools.care_schedules.hands import rows
from tools.care_schedules.score import Score, compare, read_of
from tools.hands import Row
from tools.sheets import ASIDE, print_sheet, sheet_named

_TITLES = (
    "別表　指定{}サービス介護給付費単位数表", "指定{}サービス介護給付費単位数表",
    "別表第一　指定{}サービス介護給付費単位数表（令和９年度）", "みどり市{}サービス費単位数表",
)  # fmt: skip
_MATTERS = ("居宅支援", "地域暮らし", "予防訪問")
_SHARE = re.compile("の(100|1000)分の([0-9]+)に相当する単位数$")


def measure_printed(names: Sequence[str], seeds: Sequence[int], folder: Path) -> list[Score]:
    """A schedule of each seed in each look, read back; a count of each look."""
    found = []
    for name in names:
        score, sheet = Score(), sheet_named(name)
        amounts = sheet.heads[0].replace("点数（点）", "単位").replace("点数", "単位数")
        # what nothing sets in could stand on any level, and be of anything
        tables = sheet.form in ("table", "ruled")
        how = replace(sheet.how, note_in=max(sheet.how.note_in, 0.5 * tables))
        sheet = replace(
            sheet, how=how, heads=(amounts, sheet.heads[1]), step=max(sheet.step, 1), paid=12,
            own=sheet.own and not tables,
            columns=1 if sheet.form == "table" else sheet.columns,
        )  # fmt: skip
        for seed in seeds:
            chance = random.Random(f"printed care {name} {seed}")
            schedule = Author(chance.randrange(10**6)).schedule()
            titles = _TITLES if name in ASIDE else _TITLES[:2]
            schedule.title = chance.choice(titles).format(chance.choice(_MATTERS))
            path = folder / f"care-{name.replace(' ', '-')}-{seed}.pdf"
            title = sheet.how.say(schedule.title)
            percent = not sheet.upright and chance.random() < 0.3
            print_sheet(list(_said(rows(schedule, sheet.how), percent)), sheet, title, "単位", path)
            compare(schedule, sheet.how.say, read_of(path), score)
        score.wrong = [f"{name}: {each}" for each in score.wrong]
        found.append(score)
    return found


def _said(given: Iterator[Row], percent: bool) -> Iterator[Row]:
    for row in given:
        share = _SHARE.search(row.amount) if percent else None
        if share and (share[1] == "100" or int(share[2]) % 10):
            part = int(share[2]) * 100 / int(share[1])
            yield replace(row, amount=f"{row.amount[: share.start()]}の{part:g}％")
        else:
            yield row
