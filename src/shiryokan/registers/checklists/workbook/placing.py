"""Where the items of known forms stand in the sheets of a workbook: below heads, or, where a sheet
has none, where their words are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from shiryokan.registers.checklists.answers import answer_of, day_of, is_choice
from shiryokan.registers.checklists.evidence import squeezed
from shiryokan.registers.checklists.grid import Grid, GridCell
from shiryokan.registers.checklists.heads import Column, Head, Kind, choice_at_end
from shiryokan.registers.checklists.mapping import plain_words
from shiryokan.registers.checklists.model import Answer, Form, FormItem
from shiryokan.registers.checklists.numbers import leading, number_key
from shiryokan.registers.checklists.sheets import headed_grids
from shiryokan.workbooks.sheets import written

_FEWEST = 2
"""Items whose words stand in one column at least."""
_MOST = 0.5
"""Share of what is typed in a column that is of one kind, where the column is of it."""
_ANY_YEAR = 2025
"""The fiscal year of days without one, where it matters alone that they are days."""


def placed(grids: Sequence[Grid], forms: Sequence[Form]) -> Iterator[tuple[Grid, Head | None]]:
    """The parts of the sheets that are shown, each a form or what goes on from the one before, with
    the head under which its items stand; None where no item does."""
    for part, head in headed_grids(grids):
        if not part.hidden:
            yield part, head or head_of_items(part, forms)


def head_of_items(grid: Grid, forms: Sequence[Form]) -> Head | None:
    """What the columns hold of a sheet in which the words of forms stand without a head over them.
    A column in which nothing is printed may be filled in: the first one behind the words is that of
    the answer where none shows what it is."""
    items = {plain_words(item.words): item for form in forms for item in form.items}
    found = [
        (cell, item) for cell in grid.cells
        if (item := items.get(plain_words(_bare(written(cell.value)))))
    ]  # fmt: skip
    columns = Counter(cell.column for cell, _ in found)
    if not columns or max(columns.values()) < _FEWEST:
        return None
    words = columns.most_common(1)[0][0]
    rows = {cell.row: item for cell, item in found if cell.column == words}
    width = max(cell.columns for cell, _ in found if cell.column == words)
    kinds: dict[int, Kind] = {words: "words"}
    taken: list[Kind] = []
    for at in range(grid.width):
        if at not in range(words, words + width):
            kinds[at] = _kind(grid, at, rows, taken)
            taken.append(kinds[at])
    if "answer" not in taken:
        free = [at for at in range(words + width, grid.width + 1) if not _texts(grid, at, rows)]
        kinds[free[0] if free else grid.width] = "answer"
    first = min(rows) - 1
    return Head(first, first, dict(_in_rounds(kinds)))


def _in_rounds(kinds: dict[int, Kind]) -> Iterator[tuple[int, Column]]:
    """Each answer begins a round; a day before the first is of the first."""
    turn = 0
    for at, kind in sorted(kinds.items()):
        turn += kind == "answer"
        yield at, Column(kind, max(turn, 1) if kind in ("answer", "checked_on") else 0)


def _bare(text: str) -> str:
    """What is asked, without its number and the choice at its end."""
    plain = text.strip()
    if match := choice_at_end(plain):
        plain = plain[: match.start()].strip()
    match = leading(plain)
    return plain[match.end() :].strip() if match else plain


def _cells(grid: Grid, at: int, rows: dict[int, FormItem]) -> list[GridCell]:
    found = [grid.at(row, at) for row in rows]
    return [cell for cell in found if cell and cell.column == at]


def _texts(grid: Grid, at: int, rows: dict[int, FormItem]) -> list[str]:
    texts = [written(cell.value).strip() for cell in _cells(grid, at, rows)]
    return [text for text in texts if text]


def _kind(grid: Grid, at: int, rows: dict[int, FormItem], taken: Sequence[Kind]) -> Kind:
    cells, texts = _cells(grid, at, rows), _texts(grid, at, rows)
    offered = sum(bool(cell.offers) for cell in cells)
    numbers = sum(
        number_key(written(cell.value)) == number_key(item.number) != ""
        for row, item in rows.items() if (cell := grid.at(row, at)) and cell.column == at
    )  # fmt: skip
    if texts and numbers > _MOST * len(texts):
        return "" if "number" in taken else "number"
    if any(_is_printed(text, rows) for text in texts):
        return ""
    values = [cell.value for cell in cells if written(cell.value).strip()]
    answers = sum(
        is_choice(text) or answer_of(text) not in (None, Answer.UNCHECKED) for text in texts
    )
    if answers > _MOST * len(texts) or offered > _MOST * len(rows):
        return "answer"
    if sum(day_of(value, _ANY_YEAR) is not None for value in values) > _MOST * max(len(values), 1):
        return "target_on" if "checked_on" in taken else "checked_on"
    return "remark" if texts and "remark" not in taken else ""


def _is_printed(text: str, rows: dict[int, FormItem]) -> bool:
    """Whether a text is one that the form prints beside its items."""
    plain = squeezed(text)
    return any(
        plain in (squeezed(item.hearing), squeezed(item.section), squeezed(item.sub_section))
        or plain == squeezed("".join(item.references))
        for item in rows.values()
    )
