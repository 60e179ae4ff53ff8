"""Reads a plan's rows into measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shiryokan.paper.document import Document
from shiryokan.registers.base import Extraction, Unplaced, unique_keys
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.measures.drafts import (
    REPAIRED,
    Draft,
    common_year,
    incomplete,
    joined_paragraphs,
    record_of,
)
from shiryokan.registers.measures.glance import glance
from shiryokan.registers.measures.items import parts_of_cell
from shiryokan.registers.measures.labels import (
    Label,
    bodies,
    bodies_at_head,
    is_qualifier,
    label_of,
    title_and_bodies,
)
from shiryokan.registers.measures.loose import Loose
from shiryokan.registers.measures.model import Measure
from shiryokan.registers.measures.roles import Role, is_bracketed, roles_of_header
from shiryokan.registers.measures.rows import Alone, Paragraphs, Row, rows_of
from shiryokan.registers.measures.sections import Sections, is_in_order
from shiryokan.registers.passages import traced_flow
from shiryokan.registers.source_text import Traced, joined

_LONGEST_HEADING = 90
_BY_ORDER: tuple[Role, ...] = ("previous", "progress", "next")


def read(source: Document, document: str) -> Extraction[Measure]:
    """The measures of a plan. Raises :class:`NoRecords` if it has no rows of measures."""
    if not glance(source.pages):
        raise NoRecords("measures", "no_rows")
    reading = _Reading()
    reading.read(rows_of(traced_flow(source)))
    drafts = [draft for draft in reading.drafts if not draft.lacks()]
    if not reading.sure_of_kind(drafts):
        raise NoRecords("measures", "no_rows")
    records = [record_of(draft, document) for draft in drafts]
    year = common_year(records)
    plans_before = any(draft.paragraphs["previous"] for draft in drafts)
    for record in records:
        record.year = record.year or year
        if not plans_before:
            record.follow_up = None
    unique_keys(records)
    return Extraction(records, reading.left_over(records))


class _Reading:
    """The state of reading: open headings, lines that wait to be known, the measure under way."""

    def __init__(self) -> None:
        self.sections = Sections()
        self.waiting: list[Alone] = []
        self.drafts: list[Draft] = []
        self.unplaced: list[Unplaced] = []
        self.roles: dict[int, Role] = {}
        self.header: Row | None = None
        self.headed = 0
        self.style = ""
        self.loose = Loose()

    def read(self, rows: Iterable[Alone | Row]) -> None:
        """Take every row."""
        rows = list(rows)
        self.loose.look_ahead(row for row in rows if isinstance(row, Row))
        for row in rows:
            if isinstance(row, Alone):
                self._alone(row)
            else:
                self._loose_row()
                for whole in self._without_header_above(self.loose.reshared(row)):
                    self.loose.learn(whole)
                    self._row(whole)
        self._loose_row()

    def _loose_row(self) -> None:
        row = self.loose.row()
        if row:
            self._row(row)

    def _alone(self, alone: Alone) -> None:
        text = alone.text
        label = label_of(text)
        if label and bodies(label.rest):
            self._loose_row()
        elif not alone.in_table and not alone.heading and self._is_loose(alone):
            return
        if alone.heading or label:
            self._loose_row()
        if len(text) > _LONGEST_HEADING or text.text.rstrip().endswith("。"):
            self.unplaced.append(Unplaced.of("orphan", text))
        elif label:
            self.waiting.append(alone)
        elif alone.heading:
            self.sections.enter(text)
        else:
            self.unplaced.append(Unplaced.of("orphan", text))

    def _is_loose(self, alone: Alone) -> bool:
        """Whether a paragraph belongs to a row that no table holds; it is gathered then."""
        above = label_of(self.waiting[-1].text) if self.waiting else None
        if above is None:
            return bool(self.drafts) and self.loose.take(alone, labelled=False)
        of_measure = above.style == self.style if self.drafts else bool(bodies(above.rest))
        return of_measure and self.loose.take(alone, labelled=True)

    def _without_header_above(self, row: Row) -> list[Row]:
        """The row; if nothing parts it from the header above it, the header and the row."""
        if self.header is None and not self.drafts:
            lines = {c: [line for par in pars for line in par] for c, pars in row.cells.items()}
            heads = {c: found[0] for c, found in lines.items()}
            bare = not any(map(is_bracketed, heads.values()))
            if bare and 0 in heads and len(lines[0]) > 1 and roles_of_header(heads):
                return row.parted_below_first_line()
        return [row]

    def _row(self, row: Row) -> None:
        flat = {c: joined_paragraphs([joined(p) for p in par]) for c, par in row.cells.items()}
        roles = roles_of_header(flat)
        if roles:
            self.roles, self.header = roles, row
            return
        own = _own_label(row, self._roles_for(row), self.style)
        roles = self._roles_for(row)
        labelled = own or self._label_above()
        self._enter_waiting()
        if labelled is None:
            self._without_label(row, roles)
            return
        label, title, ministries, rest = labelled
        if label:
            self.style = label.style
        draft = Draft(self.sections.path(), label, title, ministries, row.page)
        self.drafts.append(draft)
        cells = row.cells if rest is None else {**row.cells, min(row.cells): rest}
        self._fill(draft, cells, roles)

    def _roles_for(self, row: Row) -> dict[int, Role]:
        if self.header and self.header.width == row.width:
            return self.roles
        columns = sorted(row.cells)
        if row.width == 2 or len(columns) == 2:
            return {(columns[0] if len(columns) == 2 else 0): "previous", columns[-1]: "both"}
        if len(columns) == 1:
            return {columns[0]: "previous" if columns[0] == 0 else "both"}
        return dict(zip(columns, _BY_ORDER, strict=False))

    def _label_above(self) -> _Labelled | None:
        """The last line that waits is the label of the row below it."""
        if not self.waiting:
            return None
        text = self.waiting.pop().text
        label = label_of(text)
        assert label  # else it would not wait
        return (label, *title_and_bodies(label.rest), None)

    def _enter_waiting(self) -> None:
        """The other lines that wait are headings, unless they are labels whose row is missing."""
        for alone in self.waiting:
            label = label_of(alone.text)
            if label and label.style == self.style and bodies(label.rest):
                self.unplaced.append(Unplaced.of("incomplete", alone.text))
            else:
                self.sections.enter(alone.text)
        self.waiting = []

    def _without_label(self, row: Row, roles: dict[int, Role]) -> None:
        """A row that goes on with the measure before, or shares its label."""
        if not self.drafts:
            for paragraphs in row.cells.values():
                whole = joined_paragraphs([joined(p) for p in paragraphs])
                self.unplaced.append(Unplaced.of("orphan", whole))
            return
        last = self.drafts[-1]
        fresh = {c: p for c, p in row.cells.items() if c in row.fresh}
        shared = set(row.cells) - set(fresh)
        begun = {roles[c] for c in fresh if c in roles}
        if shared and "next" in begun:
            draft = Draft(last.section, last.label, last.title, last.ministries, row.page)
            self.drafts.append(draft)
            self._fill(draft, row.cells, roles)
        else:
            last.sure = REPAIRED
            open_part = {c: last.part for c, role in roles.items() if role == "both" and last.part}
            self._fill(last, fresh, {**roles, **open_part})

    def _fill(self, draft: Draft, cells: dict[int, Paragraphs], roles: dict[int, Role]) -> None:
        for column, paragraphs in sorted(cells.items()):
            role = roles.get(column, "other")
            if role in ("label", "other"):
                continue
            for part in parts_of_cell(paragraphs):
                self.headed += part.role is not None
                found: Role = part.role or ("progress" if role == "both" else role)
                if role == "both" or part.role:
                    draft.part = found
                if part.head:
                    draft.heads.append(part.head)
                draft.paragraphs[found] += part.paragraphs
        if self.header:
            draft.heads += [
                joined_paragraphs([joined(p) for p in self.header.cells[c]])
                for c, role in self.roles.items()
                if role == "next"
            ]

    def sure_of_kind(self, drafts: Sequence[Draft]) -> bool:
        """Whether what was read is a plan: told by a header, by heads, or by bodies."""
        if not drafts:
            return False
        has = {role for draft in drafts for role, found in draft.paragraphs.items() if found}
        by_header = bool(self.header) and len(has - {"label", "title", "other"}) > 1
        by_heads = self.headed >= len(drafts) / 2
        with_bodies = sum(bool(draft.ministries) for draft in drafts) >= len(drafts) / 2
        planned = bool(has & {"next", "progress"})
        return planned and (by_heads or with_bodies or (by_header and "ministries" in has))

    def left_over(self, records: Sequence[Measure]) -> list[Unplaced]:
        """What was left between the first and the last measure, and what is out of order."""
        first, last = records[0].page, records[-1].page
        found = [u for u in self.unplaced if first <= u.page <= last]
        found += [incomplete(draft) for draft in self.drafts if draft.lacks()]
        found += [
            Unplaced.of("unknown", joined(lines))
            for draft in self.drafts
            for lines in draft.paragraphs["ministries"]
            if is_qualifier(joined(lines))
        ]
        found += [incomplete_row(alone) for alone in self.waiting if first <= alone.page <= last]
        for before, record in zip([None, *records[:-1]], records, strict=True):
            section = tuple(record.section)
            neighbours = before is not None and tuple(before.section) == section
            if before and neighbours and not is_in_order(before.label, record.label):
                text = f"{before.label} → {record.label}"
                found.append(Unplaced(record.page, "disorder", text))
        return sorted(found, key=lambda u: u.page)


_Labelled = tuple[Label | None, Traced, list[Traced], Paragraphs | None]


def incomplete_row(alone: Alone) -> Unplaced:
    """A label whose row never came."""
    return Unplaced.of("incomplete", alone.text)


def _own_label(row: Row, roles: dict[int, Role], style: str) -> _Labelled | None:
    """The label that stands in the row: in a column of its own, or at the head of a cell."""
    by_role = {role: column for column, role in roles.items()}
    first = min(row.cells)
    paragraphs = row.cells[first]
    label = label_of(joined(paragraphs[0])) if first in row.fresh else None
    own_column = by_role.get("label", first if roles.get(first, "other") == "other" else None)
    if own_column == first and label and len(paragraphs) == 1 and not label.rest.strip(" 　"):
        return label, Traced(), [], None
    if label is None:
        return None
    if roles.get(first) == "title":
        return label, label.rest.strip(" 　"), [], paragraphs[1:]
    head = label_of(paragraphs[0][0])
    if head is None:
        return None
    rest_lines = [_over_columns(row, first, head.rest.strip(" 　")), *paragraphs[0][1:]]
    found, count = bodies_at_head([line for line in rest_lines if line])
    if len(paragraphs) > 1 and count in (0, len(paragraphs[0])):
        # names that hang below the label may be read as a paragraph of their own
        longer = [*rest_lines, *paragraphs[1]]
        more, lines_of_more = bodies_at_head([line for line in longer if line])
        if lines_of_more > count:
            found, count = more, lines_of_more
            rest_lines, paragraphs = longer, (paragraphs[0], *paragraphs[2:])
    if found:
        for column in _bodies_beside(row, first):
            found += bodies(joined(row.cells.pop(column)[0]))
        lines = [line for line in rest_lines if line][count:]
        body: Paragraphs = (tuple(lines), *paragraphs[1:]) if lines else paragraphs[1:]
        return head, Traced(), found, body
    if len(paragraphs) > 1 and label.style == style and not label.rest.text.endswith("。"):
        return (label, *title_and_bodies(label.rest), paragraphs[1:])
    return None


def _over_columns(row: Row, first: int, rest: Traced) -> Traced:
    """What follows a label, when its line stands over several columns: their first lines, which
    are taken out of them."""
    for column in sorted(set(row.cells) - {first}):
        paragraphs = row.cells[column]
        whole = rest + paragraphs[0][0]
        if not rest.text.endswith(("、", "，")) or not bodies(whole):
            break
        rest = whole
        row.cells[column] = tuple(par for par in (paragraphs[0][1:], *paragraphs[1:]) if par)
    return rest


def _bodies_beside(row: Row, first: int) -> list[int]:
    """Columns that hold one line of bodies and no more: wide gaps in a label's line made them."""
    beside = []
    for column in sorted(set(row.cells) - {first}):
        paragraphs = row.cells[column]
        if len(paragraphs) != 1 or len(paragraphs[0]) != 1 or not bodies(paragraphs[0][0]):
            break
        beside.append(column)
    return beside if len(beside) < len(row.cells) - 1 else []
