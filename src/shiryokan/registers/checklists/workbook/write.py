"""A form and what is answered to it as a workbook: our own, or the ministry's filled in."""

from __future__ import annotations

import msgspec

from shiryokan.registers.checklists.model import Form, FormItem, Problem, Results, Stamp


class GivenFilled(msgspec.Struct, frozen=True):
    """A given workbook, filled in. ``unplaced`` are the items with an answer for which it has no
    row; ``problems`` say what else could not be kept, as drawings."""

    data: bytes
    unplaced: tuple[FormItem, ...] = ()
    problems: tuple[Problem, ...] = ()


def workbook_of(form: Form, results: Results, stamp: Stamp, *, facility: str = "") -> bytes:
    """A workbook (xlsx) of a form with its answers: the key of each item in a hidden column, drop-
    downs and dates that are checked, what the form says protected, titles on each printed page, A4.
    :func:`.read.read_filled` reads it again."""
    raise NotImplementedError


def fill_given(data: bytes, form: Form, results: Results, *, facility: str = "") -> GivenFilled:
    """The ministry's own workbook with the answers in their places; merged cells, styles and drop-
    downs stay. Raises :class:`.errors.WorkbookError`."""
    raise NotImplementedError
