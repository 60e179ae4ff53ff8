"""A list of terms: word and explanation, in two columns of text or in a table."""

from __future__ import annotations

from tools.office_pages.press import Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        chance.choice(("用語解説", "用語集", "資料編　用語の説明", "用語の定義")),
        align=chance.choice(("center", "left")),
    )
    words = sorted(author.some(lists.TERMS, 8, 22))
    form = chance.choice(("columns", "columns", "table", "within"))
    if form == "table":
        rows: list[Row] = [("用語", "説明")] if author.maybe(0.6) else []
        heads = len(rows)
        rows += [(word, author.prose(1, 2)) for word in words]
        press.table(
            [Col(0.26), Col(0.74)], rows, heads=heads, gap=press.style.row_gap * press.style.size
        )
        return
    frames = press.frames(2) if form == "columns" else None
    for word in words:
        if form == "within":
            press.paragraph(
                author.prose(1, 2),
                kind="item",
                hang=f"{word}　…　" if author.maybe(0.5) else f"【{word}】",
                hang_width=2,
            )
            continue
        press.paragraph(
            chance.choice(("{}", "{}")).format(word),
            kind="label",
            letters=press.letters(heavy=True),
            frames=frames,
            keep=1,
        )
        press.paragraph(author.prose(1, 2), indent=1, frames=frames)
        press.y += 0.4 * press.style.line
