"""Tables whose columns ask and wait for an answer, read into forms."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.base import Unplaced
from shiryokan.registers.checklists.answers import answer_of, is_choice, options_of
from shiryokan.registers.checklists.asked import asked_forms
from shiryokan.registers.checklists.evidence import asks, squeezed
from shiryokan.registers.checklists.flow import Row, rows_of_document, rows_of_grid
from shiryokan.registers.checklists.grid import Grid, GridCell, grids_of_page, texts_below
from shiryokan.registers.checklists.halves import unfolded
from shiryokan.registers.checklists.headings import (
    LONGEST_HEADING,
    NO_HEADING,
    counts_only,
    headed,
    leaves_blank,
    may_head,
    sort_of,
    style_of,
)
from shiryokan.registers.checklists.headless import head_by_content
from shiryokan.registers.checklists.heads import MARKS, Head, Kind, choice_at_end, head_of, kind_of
from shiryokan.registers.checklists.loose import loose_grid
from shiryokan.registers.checklists.model import Form, FormItem
from shiryokan.registers.checklists.notes import EXAMPLE, NOTE
from shiryokan.registers.checklists.numbers import key_of, leading, parts_of
from shiryokan.registers.checklists.raw import (
    BULLET,
    LINE_END,
    RawForm,
    RawItem,
    flat,
    references_of,
    without_references,
    without_star,
)
from shiryokan.registers.checklists.sheets import goes_on, headed_grids, says_title
from shiryokan.registers.checklists.titles import names_form, title_of, variant_of, year_of
from shiryokan.registers.narrow_text import parted
from shiryokan.registers.source_text import Traced, joined

_FEWEST = 3
"""Items of a form at least: a table with fewer asks nothing."""
_OPEN = 0.8
"""Share of a form's answers that are empty, or marks and choices, at least."""
_NEARLY = 0.6
"""Share of rows that have what the others lack."""


def forms_of_pages(pages: Document | Sequence[Page]) -> list[Form]:
    """The forms of a PDF; empty if it is none."""
    return [plain_form(raw) for raw in forms_of_document(Document.of(pages))[0]]


def forms_of_document(document: Document) -> tuple[list[RawForm], list[Unplaced]]:
    """The forms of a document in order, and what of them could not be placed: tables with a head
    first, then what the other pages print an answer to."""
    forms, unplaced = raw_forms(paper_grids(document))
    taken: set[int] = set()
    for form in forms:
        pages = [item.words.page for item in form.items]
        taken |= set(range(min(pages), max(pages) + 1))
    more = _asked(rows_of_document(document, frozenset(taken | _that_offer_nothing(document))))
    return _in_order([*forms, *more]), unplaced


_OFFERS = re.compile(
    r"[□☐☑■]|はい|いいえ|適\s*[・/／]?\s*否|[有可]\s*[・/／、]?\s*[無否]|[○〇◯]\s*[・/／、]?\s*[×✕△]"
    r"|済|未(?!満)|\byes\b|できて|実施して|[（(][\s_＿月日年/・]*[)）]|[_＿]{2}"
    r"|[5５]\s*[・/／]?\s*[4４]\s*[・/／]?\s*[3３]|[AＡ]\s*[・/／]?\s*[BＢ]\s*[・/／]?\s*[CＣ]",
    re.I,
)
"""Signs of a printed answer, one of which every page of a form has that asks without a head."""


def _that_offer_nothing(document: Document) -> set[int]:
    """Pages that print no answer, and before which none does that goes on there, and after which
    none begins: most of those of a paper that is no form."""
    offers = [bool(_OFFERS.search(page.text)) for page in document.pages]
    return {
        page.page
        for at, page in enumerate(document.pages)
        if not any(offers[max(at - 1, 0) : at + 2])
    }


def forms_of_grids(grids: Sequence[Grid]) -> list[RawForm]:
    """The forms of a workbook's sheets, in order."""
    found: list[RawForm] = []
    for grid, head in headed_grids(grids):
        if head is not None and head.last < 0 and found:
            _Rows(grid, head, found[-1], []).read()
            _divide_headings(found[-1])
            _unique_keys(found[-1])
            continue
        tables = raw_forms([grid])[0]
        found += tables or _asked(rows_of_grid(grid), grid.sheet)
    return _in_order(found)


def _asked(rows: Iterable[Row], sheet: str = "") -> list[RawForm]:
    forms = asked_forms(rows, sheet)
    for form in forms:
        _unique_keys(form)
    return forms


def _in_order(forms: Sequence[RawForm]) -> list[RawForm]:
    found = sorted(forms, key=lambda form: form.items[0].words.page)
    for form in found:
        form.doubts = list(_doubts(form))
    return found


def _doubts(form: RawForm) -> Iterator[str]:
    """What speaks against a form having been read whole."""
    if form.left:
        yield "rows_left"
    if _has_gaps([parts_of(item.number.text) for item in form.items]):
        yield "numbers_missing"


def _has_gaps(numbers: Sequence[tuple[str, ...]]) -> bool:
    """Whether numbers that count on leave one out."""
    for before, after in itertools.pairwise(numbers):
        if not (before and after and len(before) == len(after) and before[:-1] == after[:-1]):
            continue
        if before[-1].isdigit() and after[-1].isdigit():
            step = int(after[-1]) - int(before[-1])
            if 1 < step <= _MOST_LEFT_OUT:
                return True
    return False


_MOST_LEFT_OUT = 5
"""Numbers left out between two items at most: of more the form itself counts otherwise."""


def paper_grids(document: Document) -> Iterator[Grid]:
    """The tables of a document page by page; of a page without a ruled form, what its head and its
    numbers tell of columns and rows."""
    columns: list[float] | None = None
    waiting: list[Traced] = []
    titled = False
    for page in document.pages:
        grids = list(grids_of_page(page))
        titled = titled or any(names_form(text.text) for grid in grids for text in grid.before)
        if any(grid.ruled and head_of(grid, titled=titled) for grid in grids):
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
        doubts=tuple(raw.doubts),
    )


def raw_forms(grids: Iterable[Grid]) -> tuple[list[RawForm], list[Unplaced]]:
    """The forms of tables in order, and what of them could not be placed."""
    tables = _Tables()
    for grid in itertools.chain.from_iterable(map(unfolded, grids)):
        tables.take(grid)
    kept = [form for form in tables.forms if _is_form(form)]
    for form in kept:
        _divide_headings(form)
        _unique_keys(form)
    return kept, tables.unplaced if kept else []


_CARRIED = 120
"""Lines above a table that are kept for it at most: some three pages."""


class _Tables:
    """Reads tables one by one. ``head`` and ``form`` are the last that were met, ``carried`` the
    lines since the last table with rules that white alone parts into columns."""

    def __init__(self) -> None:
        self.forms: list[RawForm] = []
        self.unplaced: list[Unplaced] = []
        self.head: Head | None = None
        self.titled = False
        self.carried: list[Traced] = []

    def take(self, grid: Grid) -> None:
        """The next table."""
        table = replace(grid, before=[*self.carried, *grid.before]) if self.carried else grid
        self.carried = []
        self.titled = self.titled or any(names_form(text.text) for text in table.before)
        titled = self.titled or says_title(table)
        head = head_of(table, titled=titled)
        if head is None and self._goes_on(table):
            self._rest(table)
            return
        head = head or self._as_above(table) or (head_by_content(table) if titled else None)
        if head is None:
            self._without_head(table)
            return
        if self.head:
            head = _as_before(head, self.head)
        texts = _texts_over(table, head)
        if head.first and self._goes_on(table):
            # the rest of what began on the page before stands over a head that comes again
            self._rest(
                replace(table, cells=[cell for cell in table.cells if cell.row < head.first])
            )
            texts = []
        title = title_of([text.text for text in texts])
        form = self.forms[-1] if self.forms else None
        if form is None or (title and squeezed(title) != squeezed(form.title.text)):
            form = _opened(texts, title, table, head)
            self.forms.append(form)
        _lead(texts, form, title)
        _Rows(table, head, form, self.unplaced).read()
        self.head = head

    def _goes_on(self, grid: Grid) -> bool:
        return bool(self.head and self.forms[-1].items and _continues(grid, self.head))

    def _rest(self, grid: Grid) -> None:
        assert self.head
        _Rows(grid, Head(-1, -1, self.head.columns), self.forms[-1], self.unplaced).read()

    def _as_above(self, grid: Grid) -> Head | None:
        """The head of the table before, for one without a head that asks in the same column."""
        if self.head is None or not grid.page or grid.width != len(self.head.columns):
            return None
        return Head(-1, -1, self.head.columns) if goes_on(grid, self.head) else None

    def _without_head(self, grid: Grid) -> None:
        if grid.page and not grid.ruled:
            # what these lines say stands over what follows
            lines = [
                parted(texts, "　")
                for _, cells in sorted(grid.rows.items())
                if (texts := [cell.text for cell in cells if cell.text])
            ]
            self.carried = [*grid.before, *lines][-_CARRIED:]


def _as_before(head: Head, before: Head) -> Head:
    """A head that says what the one before said: its columns hold the same, whatever a page shows
    of them."""
    pairs = [
        [squeezed(column.head) for _, column in sorted(each.columns.items())]
        for each in (head, before)
    ]
    return replace(head, columns=before.columns) if pairs[0] == pairs[1] else head


def _lead(texts: Sequence[Traced], form: RawForm, title: str) -> None:
    """Take the headings that stand directly over a table: those that are numbered or adorned, and
    over a further table of a form any."""
    found: list[Traced] = []
    for text in reversed(texts):
        whole = flat(text)
        if title_of([whole.text]) or not may_head(whole.text):
            break
        if not (style_of(whole) or form.items):
            if not found:
                form.perhaps = whole
            break
        found.append(whole)
    for text in reversed(found):
        form.headings.enter(text)
    if form.items and len(found) == 1:
        _name_first(form, found[0])


def _name_first(form: RawForm, text: Traced) -> None:
    """Take what stood over the first table as the name of its section, once a heading stands alike
    over a further one."""
    first, form.perhaps = form.perhaps, Traced()
    if not first or style_of(text):
        return
    for at, item in enumerate(form.items):
        own = item.section if item.section[1].text else item.sub_section
        form.items[at] = replace(item, section=headed(first), sub_section=own)


def _texts_over(grid: Grid, head: Head | None) -> list[Traced]:
    above: list[Traced] = []
    for row, cells in sorted(grid.rows.items()):
        if head is None or row >= head.first:
            break
        texts = [cell.text for cell in cells if cell.text.text.strip()]
        if len(texts) == 2 and parts_of(texts[0].text.strip()):
            texts = [parted(texts, "　")]
        elif len(texts) == 2 and counts_only(texts[0].text):
            texts = texts[1:]
        above += texts
    return [*grid.before, *above]


def _continues(grid: Grid, head: Head) -> bool:
    return bool(grid.page) and not grid.before and grid.width == len(head.columns)


def _opened(texts: Sequence[Traced], title: str, grid: Grid, head: Head) -> RawForm:
    plain = [text.text for text in texts]
    named = next((t for t in texts if " ".join(t.text.split("\n")).strip() == title), Traced())
    variant = variant_of(title, [*plain, f"（{grid.sheet}）" if grid.sheet else ""])
    return RawForm(named.strip(), variant, year_of([title, *plain]), head.rounds)


def _is_form(form: RawForm) -> bool:
    """Whether a table is a form: its answers are open, or typed into a form that names itself one.
    Where it does not, it prints what to choose from, or asks in sentences."""
    answers = [text for item in form.items for text in item.answers if text.strip()]
    told = [text for text in answers if not is_choice(text) and answer_of(text) is None]
    places = sum(len(item.answers) for item in form.items)
    if len(form.items) < _FEWEST or len(told) > (1 - _OPEN) * places:
        return False
    if names_form(form.title.text):
        return True
    count = len(form.items)
    waiting = sum(all(map(_is_open, item.answers)) for item in form.items)
    chosen = sum(any(map(options_of, item.answers)) for item in form.items)
    sentences = sum(asks(item.words.text) for item in form.items)
    return waiting == count and (chosen * 2 >= count or sentences >= _NEARLY * count)


def _is_open(answer: str) -> bool:
    plain = squeezed(answer)
    return not plain or (is_choice(answer) and plain not in MARKS)


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
        self.answers = head.places("answer", "yes", "no", "not_applicable", "option")
        self.fresh = not form.items
        self.first = True
        self.over: Traced | None = None
        rows = [row for row in grid.rows if row > head.last]
        numbered = [row for row in rows if self._number(row)]
        asked = [row for row in rows if self._words(row) and not self._is_within_item(row)]
        self.numbered = len(numbered) * 2 >= len(asked)
        self.printed = bool(asked) and sum(map(self._has_choice, asked)) > _NEARLY * len(asked)
        sorts = Counter(sort_of(self._printed_number(row)) for row in asked)
        sort, count = sorts.most_common(1)[0] if sorts else ("", 0)
        self.points = self._points(asked)
        self.sort = sort if count > _NEARLY * len(asked) else ""

    def read(self) -> None:
        for row in sorted(self.grid.rows):
            if row > self.head.last:
                self._row(row)
                self.first = False

    def _row(self, row: int) -> None:
        cells = [cell for cell in self.grid.rows[row] if cell.text.text.strip()]
        if not cells:
            return
        if self._is_head_again(cells):
            if self.over is not None:
                _name_first(self.form, self.over)
            return
        self.over = None
        if len(cells) == 1 and NOTE.match(cells[0].text.text.strip()):
            self.form.notes.append(flat(cells[0].text))
            return
        if any(EXAMPLE.match(cell.text.text.strip()) for cell in cells[:2]):
            self.form.notes.append(flat(parted([cell.text for cell in cells], " ")))
            return
        self._sections(row)
        if self._is_within_item(row):
            self._more_of_item(row)
            return
        words = self._words(row)
        number = self._number(row)
        wide = words is not None and self._is_wide(words)
        asks = number or (not self.numbered and not wide)
        leads = words is not None and (wide or self._waits_less(row)) and self._leads(words)
        if words is not None and asks and not leads:
            self._item(row, words)
        elif self._goes_on(words):
            self._append(row)
        else:
            self._between(cells)

    def _is_wide(self, words: GridCell) -> bool:
        """Whether a cell covers more than the column of what is asked."""
        covered = range(words.column, words.column + words.columns)
        over = any(at in covered for at in self.answers)
        beyond = words.column + words.columns > min(
            (at for at in self.answers if at > self.words), default=self.grid.width
        )
        return over or beyond or words.column < self.words

    def _leads(self, words: GridCell) -> bool:
        """Whether a wide row stands over others, and asks nothing itself."""
        text = words.text.text.rstrip()
        return not (text.endswith(("。", "か", "？", "?", "こと")) or choice_at_end(text))

    def _waits_less(self, row: int) -> bool:
        """Whether a row lacks what nearly all others have: a printed choice, or the sort of number
        that they have."""
        if self.printed and not self._has_choice(row):
            return True
        return bool(self.sort) and sort_of(self._printed_number(row)) != self.sort

    def _has_choice(self, row: int) -> bool:
        words = self._words(row)
        texts = [self._at(row, at) for at in self.answers]
        return any(map(str.strip, texts)) or bool(words and choice_at_end(words.text.text))

    def _printed_number(self, row: int) -> str:
        if cell := self._number_cell(row):
            return cell.text.text.strip().lstrip("★☆◎")
        words = self._words(row)
        match = leading(words.text.text.strip()) if words else None
        return match["number"] if match else ""

    def _is_head_again(self, cells: Sequence[GridCell]) -> bool:
        heads = {column.head for column in self.head.columns.values()}
        return all(
            any(squeezed(cell.text.text) in squeezed(head) for head in heads) for cell in cells
        )

    def _words(self, row: int) -> GridCell | None:
        cell = self.grid.at(row, self.words)
        return cell if cell and cell.row == row and cell.text.text.strip() else None

    def _number(self, row: int) -> bool:
        words = self._words(row)
        return bool(self._number_cell(row) or (words and leading(words.text.text.strip())))

    def _is_within_item(self, row: int) -> bool:
        """Whether a row is beside the number of an item that began above it, on the same page."""
        cells = [self.grid.at(row, at) for at in self.head.places("number")]
        return any(
            cell and self.head.last < cell.row < row and parts_of(cell.text.text.strip())
            for cell in cells
        )

    def _more_of_item(self, row: int) -> None:
        """Take a further row of an item: who answers there too, or what is said below its words."""
        if not self.form.items:
            return
        if who := self._who(row):
            last = self.form.items[-1]
            self.form.items[-1] = replace(last, who=[*last.who, *who])
        words = self._words(row)
        if words and not kind_of(words.text.text.strip(" 　:：")):
            kept = self.form.left if asks(words.text.text.strip()) else self.form.notes
            kept.append(flat(words.text))

    def _number_cell(self, row: int) -> GridCell | None:
        """The cell of a row that holds its number, left of what is asked or right of it."""
        for at in self.head.places("number"):
            cell = self.grid.at(row, at)
            if not cell or cell.row != row or not cell.text.text.strip():
                continue
            if cell.column + cell.columns <= self.words or cell.column > self.words:
                return cell
        return None

    def _sections(self, row: int) -> None:
        """Take the sections that begin in a row."""
        for kind in ("section", "sub_section"):
            for at in self.head.places(kind):
                cell = self.grid.at(row, at)
                if not cell or (cell.row, cell.column) != (row, at):
                    continue
                # a bar over the row is no name beside it
                if cell.text.text.strip() and cell.column + cell.columns <= self.words:
                    self._enter(kind, cell.text)

    def _enter(self, kind: str, text: Traced) -> None:
        lines = [line for line in text.split(LINE_END) if line]
        if all(len(line.text.strip()) == 1 for line in lines):
            # upright
            lines = [joined(lines)]
        if len(lines) > 1 and (counts_only(lines[0].text) or parts_of(lines[0].text.strip())):
            lines = [parted(lines[:2], "　"), *lines[2:]]
        first, rest = lines[0], joined_plain(lines[1:])
        if kind == "sub_section":
            self.form.headings.part_from_column(headed(parted(lines, " ")))
            return
        self.form.headings.from_column(headed(first), headed(rest) if rest else NO_HEADING)

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
        more = flat(self._text(row, "references"))
        references = list(last.references)
        if more and references:
            references[-1] = joined([references[-1], more])
        self.form.items[-1] = replace(
            last,
            words=joined([last.words, flat(words)]),
            hearing=joined([last.hearing, flat(hearing)]),
            references=references or ([more] if more else []),
        )

    def _between(self, cells: Sequence[GridCell]) -> None:
        """A row that asks nothing: a heading, or a note."""
        sections = (*self.head.places("section", "sub_section"),)
        cells = [
            cell for cell in cells
            if cell.column not in sections or cell.column + cell.columns > self.words
        ]  # fmt: skip
        texts = [cell.text for cell in cells]
        if len(texts) == 2 and counts_only(texts[0].text):
            texts = texts[1:]
        if not texts:
            return
        numbered = len(texts) == 2 and bool(parts_of(texts[0].text.strip()))
        text = parted(texts, "　" if numbered else " ")
        plain = text.text.strip()
        alone = len(texts) == 1 or numbered
        heads = len(plain) <= LONGEST_HEADING and not leaves_blank(text.text)
        if alone and heads and self._heads(plain):
            inside = bool(sections) and cells[0].column > min(sections)
            self.form.headings.enter(flat(text), within=inside)
            self.over = flat(text)
            return
        if asks(plain):
            self.form.left.append(flat(text))
        elif self.grid.page:
            self.unplaced.append(Unplaced.of("unknown", text))
        else:
            self.form.notes.append(flat(text))

    def _heads(self, text: str) -> bool:
        return not asks(text) or not self.form.items

    def _item(self, row: int, words: GridCell) -> None:
        text = flat(words.text)
        cell = self._number_cell(row)
        number = flat(cell.text) if cell else Traced()
        star = self._text(row, "star")
        number, star = without_star(number, star)
        text, star = without_star(text, star)
        if not number and (match := leading(text.text)):
            number, text = text.cut(match, "number"), text[match.end() :].strip()
            text, star = without_star(text, star)
        elif bullet := BULLET.match(text.text):
            text = text[bullet.end() :].strip()
        within = ""
        if match := choice_at_end(text.text):
            within, text = match["choice"], text[: match.start()].strip()
        text, said = without_references(text)
        section, sub_section = self.form.headings.over_item()
        self.form.items.append(
            RawItem(
                number=number,
                words=text,
                section=section,
                sub_section=sub_section,
                references=[*references_of(self._text(row, "references")), *said],
                who=self._who(row),
                star=star,
                hearing=flat(self._text(row, "hearing")),
                cell=self.grid.place(words),
                key="",
                answers=[self._answer(row, at) for at in self.answers] + [within] * bool(within),
            )
        )

    def _at(self, row: int, at: int) -> str:
        cell = self.grid.at(row, at)
        return cell.text.text if cell else ""

    def _answer(self, row: int, at: int) -> str:
        """What a place for an answer prints; nothing where it is the grade of its column."""
        text = self._at(row, at)
        grade = self.head.columns[at].kind == "option" and len(text.strip()) <= 1
        return "" if grade or text.strip() == self.points.get(at) else text

    def _points(self, asked: Sequence[int]) -> dict[int, str]:
        """What columns print alike in nearly all rows that ask: the points of an answer."""
        found: dict[int, str] = {}
        for at in self.answers:
            texts = Counter(self._at(row, at).strip() for row in asked)
            text, count = texts.most_common(1)[0] if texts else ("", 0)
            if text.lstrip("-").isdigit() and count >= max(_FEWEST, _NEARLY * len(asked)):
                found[at] = text
        return found

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
                found.append((flat(cell.text).text, cell.text))
            else:
                found.append((column.who or column.head, cell.text))
        return found


def joined_plain(lines: Sequence[Traced]) -> Traced:
    """Lines as one text."""
    return joined(lines) if lines else Traced()
