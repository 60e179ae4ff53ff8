"""Errors of workbooks. ``code`` is stable; :mod:`shiryokan.registers.checklists.messages` has its
words."""

from __future__ import annotations

from shiryokan.registers.errors import RecordsError


class WorkbookError(RecordsError):
    """A file cannot be taken as a workbook; ``code`` says why: ``workbook_unreadable`` it is none,
    or damaged; ``workbook_locked`` it wants a password; ``workbook_too_large`` it unfolds to more
    than may be read; ``workbook_no_form`` no sheet holds a form; ``workbook_missing`` the libraries
    for workbooks are not installed."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
