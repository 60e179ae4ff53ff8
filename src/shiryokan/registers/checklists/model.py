"""What a checklist form asks, and what somebody answered to it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum

import msgspec

from shiryokan.registers.base import Heading, Record
from shiryokan.registers.source_text import Place


class CheckItem(Record, kw_only=True):
    """One item of a checklist form as a record of the register.

    ``number`` is as printed, ``section`` what stands over it, the outermost first; ``references``
    are the places of a guideline that it names, each as printed without its sign. ``who`` is whom
    it is for, where a form says so item by item; ``starred`` is true for what is always looked at
    (★); ``hearing`` is what an inspector is to ask (聴取方法のポイント). ``variant`` is the form
    that it stands in (医療機関確認用), ``form`` the title of that form, ``year`` its fiscal year.
    """

    form: str
    variant: str = ""
    year: int | None = None
    section: list[Heading] = msgspec.field(default_factory=list)
    number: str
    words: str
    references: list[str] = msgspec.field(default_factory=list)
    who: str = ""
    starred: bool = False
    hearing: str = ""


class CellPlace(msgspec.Struct, frozen=True):
    """A cell of a workbook: the name of its sheet, and its address as in ``C7``."""

    sheet: str
    cell: str


class FormItem(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a form, from a PDF or a workbook.

    ``key`` is its number in one way of writing, ``1(2)``, and unique within its form: what stands
    in the hidden column of our workbooks. The rest is as in :class:`CheckItem`; ``section`` and
    ``sub_section`` are titles without numbers. ``places`` are where its words stand on pages (in a
    PDF), ``cell`` in which cell (in a workbook).
    """

    key: str
    number: str
    words: str
    section: str = ""
    sub_section: str = ""
    references: tuple[str, ...] = ()
    who: str = ""
    starred: bool = False
    hearing: str = ""
    places: tuple[Place, ...] = ()
    cell: CellPlace | None = None


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A form to be filled in. ``variant`` is whom it is for as it says itself (医療機関確認用),
    ``year`` its fiscal year, if it says one; ``sections`` are in order, each once; ``rounds`` says
    how often a year each item is answered (1回目, 2回目)."""

    title: str
    variant: str = ""
    year: int | None = None
    sections: tuple[str, ...] = ()
    rounds: int = 1
    items: tuple[FormItem, ...] = ()
    notes: tuple[str, ...] = ()
    """What is printed among and below the items without asking anything."""
    doubts: tuple[str, ...] = ()
    """Codes of what speaks against it having been read whole, with their words in
    :data:`.messages.DOUBT_WORDS`."""

    def item(self, key: str) -> FormItem | None:
        """The item of a key."""
        return next((item for item in self.items if item.key == key), None)


class Answer(StrEnum):
    """はい, いいえ, 対象外 and 未確認."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    UNCHECKED = "unchecked"


class Check(msgspec.Struct, frozen=True):
    """What was answered in one round, and on which day."""

    answer: Answer = Answer.UNCHECKED
    checked_on: datetime.date | None = None


class ItemResult(msgspec.Struct, frozen=True):
    """What is said of one item: a check for each round, in order, the day until which a いいえ is
    to become はい, and a remark."""

    checks: tuple[Check, ...] = ()
    target_on: datetime.date | None = None
    remark: str = ""

    @property
    def latest(self) -> Check:
        """The last round that was answered; one that says 未確認 if none was."""
        answered = (c for c in reversed(self.checks) if c.answer is not Answer.UNCHECKED)
        return next(answered, Check())


Results = Mapping[str, ItemResult]
"""What is said of a form's items, by their keys."""


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """Whose workbook it is: what stands in the hidden part of those that we write. Each is an
    identifier of whoever calls, and never shown."""

    organisation: str = ""
    assessment: str = ""
    form: str = ""


class Problem(msgspec.Struct, frozen=True):
    """Something a person has to look at. ``code`` is one of those in :mod:`.messages`, which has
    its words; ``found`` is what stands there. ``sheet`` and ``cell`` are empty where it is about
    the whole workbook."""

    code: str
    sheet: str = ""
    cell: str = ""
    found: str = ""


class FilledRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a filled workbook; ``row`` counts from 1, as the program for workbooks shows it.

    ``text`` is all that stands in it. ``item`` is the one it answers; None if it could not be said,
    then ``problems`` has the reason. ``raw`` has what was typed, by the kind of the column
    (``answer``, ``checked_on``, ``answer2``, ``target_on``, ``remark``, ``number``, ``words`` …),
    without empty cells.
    """

    sheet: str
    row: int
    text: str
    item: FormItem | None = None
    result: ItemResult = ItemResult()
    raw: Mapping[str, str] = {}
    problems: tuple[Problem, ...] = ()


class FilledForm(msgspec.Struct, frozen=True, kw_only=True):
    """A filled workbook as it was read.

    ``form`` is the one of those asked for whose items stand in it, which may be last year's.
    ``rows`` answer an item each, no item twice; ``unmatched`` are rows in which something was
    typed that could not be placed, each with its reason; ``missing`` are items that no row is of.
    ``problems`` are those of the whole workbook. ``facility`` is the name that was typed into the
    head of the form. ``stamp`` is None for a workbook that is not ours.
    """

    form: Form
    rows: tuple[FilledRow, ...] = ()
    unmatched: tuple[FilledRow, ...] = ()
    missing: tuple[FormItem, ...] = ()
    problems: tuple[Problem, ...] = ()
    facility: str = ""
    title: str = ""
    year: int | None = None
    stamp: Stamp | None = None

    @property
    def results(self) -> dict[str, ItemResult]:
        """What is said of each item, by its key."""
        return {row.item.key: row.result for row in self.rows if row.item}
