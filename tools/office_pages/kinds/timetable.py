"""A timetable: hours down, the minutes of each in a row, two directions or kinds of day side by side."""

from __future__ import annotations

from tools.office_pages.press import Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.body}{chance.choice(('コミュニティバス', '循環バス', '送迎車', '巡回図書館'))}　時刻表"
    )
    if author.maybe(0.5):
        press.paragraph(f"{author.date()}から実施", kind="date", align="right")
    if author.maybe(0.5):
        _stops(press, author)
    else:
        _hours(press, author)
    press.skip()
    for _ in range(chance.choice((0, 1, 2))):
        press.paragraph(author.sentence(), kind="note", hang="※　")


def _hours(press: Press, author: Author) -> None:
    """Hour | minutes | minutes: what stands in one cell are all departures of that hour."""
    chance = press.chance
    between = chance.choice((" ", "　", "  ", "・"))
    kinds = author.some(("平日", "土曜日", "日曜・祝日", "休業日"), 2, 3)
    rows: list[Row] = [("時", *kinds)]
    for hour in range(chance.randint(5, 8), chance.randint(15, 22)):
        minutes = [
            between.join(
                author.digits(f"{minute:02d}")
                for minute in sorted(chance.sample(range(0, 60, chance.choice((1, 5))), chance.randint(1, 5)))
            )
            for _ in kinds
        ]  # fmt: skip
        rows.append((author.number(hour), *minutes))
    press.table([Col(0.1, "center"), *[Col(0.9 / len(kinds))] * len(kinds)], rows, heads=1)


def _stops(press: Press, author: Author) -> None:
    """Stop | departures of each run, a dash where it does not stop."""
    chance = press.chance
    runs = chance.randint(3, 7)
    rows: list[Row] = [("停留所", *(f"{author.number(n + 1)}便" for n in range(runs)))]
    at = [chance.randint(400, 520) + 70 * n for n in range(runs)]
    for _ in range(chance.randint(6, 20)):
        name = author.pick(lists.PLACES) + author.pick(
            ("駅前", "公民館前", "小学校", "病院", "橋", "団地入口", "役場")
        )
        row = [name]
        for run in range(runs):
            at[run] += chance.randint(1, 7)
            hour, minute = divmod(at[run], 60)
            row.append(
                chance.choice(("－", "↓")) if author.maybe(0.08) else author.digits(f"{hour}:{minute:02d}")
            )  # fmt: skip
        rows.append(row)
    press.table([Col(0.28), *[Col(0.72 / runs, "center", whole=True)] * runs], rows, heads=1)
