"""Tables whose columns ask and wait for an answer, read into forms."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.base import Unplaced
from shiryokan.registers.checklists.answers import answer_of, is_choice
from shiryokan.registers.checklists.grid import Grid, GridCell, grids_of_page, texts_below
from shiryokan.registers.checklists.heads import MARKS, Head, Kind, head_of, squeezed
from shiryokan.registers.checklists.loose import loose_grid
from shiryokan.registers.checklists.model import CellPlace, Form, FormItem
from shiryokan.registers.checklists.notes import NOTE
from shiryokan.registers.checklists.numbers import key_of, leading, parts_of
from shiryokan.registers.checklists.titles import title_of, variant_of, year_of
from shiryokan.registers.narrow_text import narrow, parted
from shiryokan.registers.source_text import Traced, joined

_FEWEST = 3
"""Items of a form at least: a table with fewer asks nothing."""
_OPEN = 0.8
"""Share of a form's answers that are empty, or marks and choices, at least."""
_REFERENCE = re.compile(r"[▶►▷⇒→]")
_STAR = re.compile(r"[★☆◎]")
_LINE_END = re.compile("\n")
_LONGEST_HEADING = 80
"""Characters of a heading among rows at most."""
NO_HEADING = (Traced(), Traced())


@dataclass(frozen=True)
class RawItem:
    """An item as it stands in a table, every text with its place."""

    number: Traced
    words: Traced
    section: tuple[Traced, Traced]
    sub_section: tuple[Traced, Traced]
    references: Sequence[Traced]
    who: Sequence[tuple[str, Traced]]
    star: Traced
    hearing: Traced
    cell: CellPlace | None
    key: str
    answers: Sequence[str]


@dataclass
class RawForm:
    """A form as its tables state it; ``section`` and ``sub_section`` are what stands over the rows
    that follow."""

    title: Traced
    variant: str
    year: int | None
    rounds: int
    items: list[RawItem] = field(default_factory=list)
    notes: list[Traced] = field(default_factory=list)
    section: tuple[Traced, Traced] = NO_HEADING
    sub_section: tuple[Traced, Traced] = NO_HEADING


def forms_of_pages(pages: Document | Sequence[Page]) -> list[Form]:
    """The forms of a PDF; empty if it is none."""
    return [plain_form(raw) for raw in raw_forms(paper_grids(Document.of(pages)))[0]]


def paper_grids(document: Document) -> Iterator[Grid]:
    """The tables of a document page by page; of a page without a ruled form, what its head and its
    numbers tell of columns and rows."""
    columns: list[float] | None = None
    waiting: list[Traced] = []
    for page in document.pages:
        grids = list(grids_of_page(page))
        if any(grid.ruled and head_of(grid) for grid in grids):
            columns = None
        elif (columns is not None or not any(grid.ruled for grid in grids)) and (
            found := loose_grid(page, columns)
        ):
            grids, columns = [found[0]], found[1]
        for grid in grids:
            yield replace(grid, before=[*waiting, *grid.before])
            waiting = []
        waiting += texts_below(page) if not grids or grids[0].ruled else []


def plain_form(raw: RawForm) -> Form:
    """A form as values."""
    items = tuple(
        FormItem(
            key=item.key,
            number=item.number.text,
            words=item.words.text,
            section=item.section[1].text,
            sub_section=item.sub_section[1].text,
            references=tuple(each.text for each in item.references),
            who="、".join(name for name, _ in item.who),
            starred=bool(item.star),
            hearing=item.hearing.text,
            places=item.words.places(),
            cell=item.cell,
        )
        for item in raw.items
    )
    return Form(
        title=raw.title.text,
        variant=raw.variant,
        year=raw.year,
        sections=tuple(dict.fromkeys(item.section for item in items if item.section)),
        rounds=raw.rounds,
        items=items,
        notes=tuple(note.text for note in raw.notes),
    )


def raw_forms(grids: Iterable[Grid]) -> tuple[list[RawForm], list[Unplaced]]:
    """The forms of tables in order, and what of them could not be placed."""
    forms: list[RawForm] = []
    unplaced: list[Unplaced] = []
    last: tuple[Head, RawForm] | None = None
    for grid in grids:
        head = head_of(grid)
        texts = _texts_over(grid, head)
        if head is None:
            if last and last[1].items and _continues(grid, last[0]):
                _Rows(grid, Head(-1, -1, last[0].columns), last[1], unplaced).read()
            continue
        title = title_of([text.text for text in texts])
        form = (
            last[1]
            if last and (not title or squeezed(title) == squeezed(last[1].title.text))
            else None
        )
        if form is None:
            form = _opened(texts, title, grid, head)
            forms.append(form)
        _Rows(grid, head, form, unplaced).read()
        last = head, form
    kept = [form for form in forms if _is_form(form)]
    for form in kept:
        _divide_headings(form)
        _unique_keys(form)
    return kept, unplaced if kept else []


def _texts_over(grid: Grid, head: Head | None) -> list[Traced]:
    above = [
        cell.text for row, cells in sorted(grid.rows.items()) for cell in cells
        if head and row < head.first and cell.text.text.strip()
    ]  # fmt: skip
    return [*grid.before, *above]


def _continues(grid: Grid, head: Head) -> bool:
    return bool(grid.page) and not grid.before and grid.width == len(head.columns)


def _opened(texts: Sequence[Traced], title: str, grid: Grid, head: Head) -> RawForm:
    plain = [text.text for text in texts]
    named = next((t for t in texts if " ".join(t.text.split("\n")).strip() == title), Traced())
    variant = variant_of(title, [*plain, f"（{grid.sheet}）" if grid.sheet else ""])
    return RawForm(named.strip(), variant, year_of([title, *plain]), head.rounds)


def _is_form(form: RawForm) -> bool:
    answers = [text for item in form.items for text in item.answers if text.strip()]
    told = [text for text in answers if not is_choice(text) and answer_of(text) is None]
    places = sum(len(item.answers) for item in form.items)
    return len(form.items) >= _FEWEST and len(told) <= (1 - _OPEN) * places


def _divide_headings(form: RawForm) -> None:
    """Part sections from their parts where a cell holds both and its lines are too full to tell:
    of one number, what all have in common up to the end of a line is the section."""
    titles: dict[str, list[Traced]] = {}
    for item in form.items:
        number, title = item.section
        if number.text and not item.sub_section[1].text:
            titles.setdefault(number.text, []).append(title)
    cuts: dict[str, int] = {}
    for number_text, found in titles.items():
        letters = zip(*(title.text for title in found), strict=False)
        common = sum(1 for _ in itertools.takewhile(lambda same: len(set(same)) == 1, letters))
        ends = [{at for at in _line_ends(title) if at <= common} for title in found]
        if len({title.text for title in found}) > 1:
            cuts[number_text] = max(set.intersection(*ends), default=0)
    for at, item in enumerate(form.items):
        cut = cuts.get(item.section[0].text, 0)
        number, title = item.section
        if cut and not item.sub_section[1].text and len(title.text) > cut:
            form.items[at] = replace(
                item,
                section=(number, title[:cut].strip()),
                sub_section=(Traced(), title[cut:].strip()),
            )


def _line_ends(text: Traced) -> Iterator[int]:
    at = 0
    for piece in text.pieces:
        at += len(piece.text)
        yield at


def _unique_keys(form: RawForm) -> None:
    seen: dict[str, int] = {}
    alone = [parts_of(item.number.text) for item in form.items]
    repeated = len({parts for parts in alone if parts}) < sum(map(bool, alone))
    for at, (item, parts) in enumerate(zip(form.items, alone, strict=True)):
        above = (item.section[0], item.sub_section[0]) if repeated and len(parts) == 1 else ()
        over = [part for number in above for part in parts_of(number.text)]
        key = key_of((*over, *parts)) or f"#{at + 1}"
        count = seen[key] = seen.get(key, 0) + 1
        form.items[at] = replace(item, key=key if count == 1 else f"{key}#{count}")


class _Rows:
    """Reads the rows of one table below its head."""

    def __init__(self, grid: Grid, head: Head, form: RawForm, unplaced: list[Unplaced]) -> None:
        self.grid, self.head, self.form, self.unplaced = grid, head, form, unplaced
        self.words = head.places("words")[0]
        self.answers = head.places("answer", "yes", "no", "not_applicable")
        self.fresh = not form.items
        self.first = True
        rows = [row for row in grid.rows if row > head.last]
        numbered = [row for row in rows if self._number(row)]
        asked = [row for row in rows if self._words(row)]
        self.numbered = len(numbered) * 2 >= len(asked)

    def read(self) -> None:
        for row in sorted(self.grid.rows):
            if row > self.head.last:
                self._row(row)
                self.first = False

    def _row(self, row: int) -> None:
        cells = [cell for cell in self.grid.rows[row] if cell.text.text.strip()]
        if not cells or self._is_head_again(cells):
            return
        if len(cells) == 1 and NOTE.match(cells[0].text.text.strip()):
            self.form.notes.append(_flat(cells[0].text))
            return
        self._sections(row)
        words = self._words(row)
        number = self._number(row)
        wide = words is not None and self._is_wide(words)
        asks = number or (not self.numbered and not wide)
        if words is not None and asks and not (wide and self._leads(words)):
            self._item(row, words)
        elif self._goes_on(words):
            self._append(row)
        else:
            self._between(cells)

    def _is_wide(self, words: GridCell) -> bool:
        """Whether a cell covers more than the column of what is asked."""
        over = words.column + words.columns > min(self.answers, default=0)
        return over or words.column < self.words

    def _leads(self, words: GridCell) -> bool:
        """Whether a wide row stands over others, and asks nothing itself."""
        return not words.text.text.rstrip().endswith(("。", "か", "？", "?", "こと"))

    def _is_head_again(self, cells: Sequence[GridCell]) -> bool:
        heads = {column.head for column in self.head.columns.values()}
        return all(
            any(squeezed(cell.text.text) in squeezed(head) for head in heads) for cell in cells
        )

    def _words(self, row: int) -> GridCell | None:
        cell = self.grid.at(row, self.words)
        return cell if cell and cell.row == row and cell.text.text.strip() else None

    def _number(self, row: int) -> bool:
        for at in self.head.places("number"):
            cell = self.grid.at(row, at)
            apart = cell and cell.column + cell.columns <= self.words
            if cell and apart and cell.row == row and cell.text.text.strip():
                return True
        words = self._words(row)
        return bool(words and leading(words.text.text.strip()))

    def _sections(self, row: int) -> None:
        """Take the sections that begin in a row."""
        for kind in ("section", "sub_section"):
            for at in self.head.places(kind):
                cell = self.grid.at(row, at)
                if cell and cell.row == row and cell.text.text.strip() and cell.column == at:
                    self._enter(kind, cell.text)

    def _enter(self, kind: str, text: Traced) -> None:
        lines = [line for line in text.split(_LINE_END) if line]
        first, rest = lines[0], joined_plain(lines[1:])
        if kind == "sub_section":
            self.form.sub_section = headed(parted(lines, " "))
            return
        self.form.section = headed(first)
        self.form.sub_section = headed(rest) if rest else NO_HEADING

    def _goes_on(self, words: GridCell | None) -> bool:
        """Whether a row is the rest of one that began on the page before."""
        if not (self.first and not self.fresh and self.numbered and self.grid.page):
            return False
        if words is None:
            return True
        return not self._is_wide(words) and not self.form.items[-1].words.text.endswith("。")

    def _append(self, row: int) -> None:
        last = self.form.items[-1]
        words, hearing = self._text(row, "words"), self._text(row, "hearing")
        more = _flat(self._text(row, "references"))
        references = list(last.references)
        if more and references:
            references[-1] = joined([references[-1], more])
        self.form.items[-1] = replace(
            last,
            words=joined([last.words, _flat(words)]),
            hearing=joined([last.hearing, _flat(hearing)]),
            references=references or ([more] if more else []),
        )

    def _between(self, cells: Sequence[GridCell]) -> None:
        """A row that asks nothing: a heading, or a note."""
        sections = (*self.head.places("section", "sub_section"),)
        texts = [cell.text for cell in cells if cell.column not in sections]
        if not texts:
            return
        text = parted(texts, " ")
        plain = text.text.strip()
        if len(texts) == 1 and len(plain) <= _LONGEST_HEADING:
            self._heading(_flat(text))
        elif self.grid.page:
            self.unplaced.append(Unplaced.of("unknown", text))
        else:
            self.form.notes.append(_flat(text))

    def _heading(self, text: Traced) -> None:
        """A heading over the rows below: of a section where it has a number of the sort that
        sections have or nothing is over it, of a part of one otherwise."""
        found = headed(text)
        numbers = [item.section[0].text for item in self.form.items if item.section[0].text]
        if found[0].text and (
            not self.form.section[0].text
            or _sort(found[0].text) in map(_sort, numbers or [self.form.section[0].text])
        ):
            self.form.section, self.form.sub_section = found, NO_HEADING
        elif not self.form.section[1].text and not found[0].text and not self.form.items:
            self.form.section = found
        else:
            self.form.sub_section = found

    def _item(self, row: int, words: GridCell) -> None:
        text = _flat(words.text)
        number = Traced()
        for at in self.head.places("number"):
            cell = self.grid.at(row, at)
            if cell and cell.row == row and cell.column + cell.columns <= self.words:
                number = number or _flat(cell.text)
        star = self._text(row, "star")
        number, star = _without_star(number, star)
        text, star = _without_star(text, star)
        if not number and (match := leading(text.text)):
            number, text = text.cut(match, "number"), text[match.end() :].strip()
            text, star = _without_star(text, star)
        text, said = _without_references(text)
        self.form.items.append(
            RawItem(
                number=number,
                words=text,
                section=self.form.section,
                sub_section=self.form.sub_section,
                references=[*_references(self._text(row, "references")), *said],
                who=self._who(row),
                star=star,
                hearing=_flat(self._text(row, "hearing")),
                cell=self.grid.place(words),
                key="",
                answers=[self._at(row, at) for at in self.answers],
            )
        )

    def _at(self, row: int, at: int) -> str:
        cell = self.grid.at(row, at)
        return cell.text.text if cell else ""

    def _text(self, row: int, kind: Kind) -> Traced:
        cells = [self.grid.at(row, at) for at in self.head.places(kind)]
        return parted(
            [cell.text.strip() for cell in dict.fromkeys(cells) if cell and cell.text], "\n"
        )

    def _who(self, row: int) -> list[tuple[str, Traced]]:
        found: list[tuple[str, Traced]] = []
        for at in self.head.places("who"):
            cell = self.grid.at(row, at)
            column = self.head.columns[at]
            if not cell or not cell.text.text.strip():
                continue
            if squeezed(cell.text.text) not in MARKS:
                found.append((_flat(cell.text).text, cell.text))
            else:
                found.append((column.who or column.head, cell.text))
        return found


def headed(text: Traced) -> tuple[Traced, Traced]:
    """A heading as its number and its title."""
    match = leading(text.text)
    return (
        (text.cut(match, "number"), text[match.end() :].strip())
        if match
        else (Traced(), text.strip())
    )


def joined_plain(lines: Sequence[Traced]) -> Traced:
    """Lines as one text."""
    return joined(lines) if lines else Traced()


def _sort(number: str) -> str:
    """How a number is printed, without what it counts."""
    return re.sub(r"[0-9]+|[一二三四五六七八九十]+|[ア-ン]|[a-z]", "n", narrow(number))


def _flat(text: Traced) -> Traced:
    """A cell's text as one line."""
    return joined(text.split(_LINE_END))


def _without_star(text: Traced, star: Traced) -> tuple[Traced, Traced]:
    match = _STAR.match(text.text) or _STAR.search(text.text[-1:])
    if not match:
        return text, star
    if text.text[:1] == match[0]:
        return text[1:].strip(), star or text[:1]
    return text[:-1].strip(), star or text[-1:]


def _references(text: Traced) -> list[Traced]:
    """The places that a cell of references names."""
    if _REFERENCE.search(text.text):
        parts = text.split(_REFERENCE)
    else:
        parts = text.split(re.compile(r"\n(?![0-9０-９.．(（]+$)|[、，;；]"))
    return [parted(part.split(_LINE_END), " ").strip("　 ・") for part in parts]


def _without_references(text: Traced) -> tuple[Traced, list[Traced]]:
    match = re.search(r"[（(]?[▶►▷][^。]*?[）)]?$", text.text)
    if not match or not match.start():
        return text, []
    return text[: match.start()].strip(), _references(text.cut(match).strip("（()） "))
