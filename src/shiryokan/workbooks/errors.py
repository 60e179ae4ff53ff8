"""Errors of workbooks. ``code`` is stable; the room that asked for the workbook has its words."""

from __future__ import annotations


class WorkbookError(Exception):
    """A file cannot be taken as a workbook; ``code`` says why: ``workbook_unreadable`` it is none,
    or damaged; ``workbook_locked`` it wants a password; ``workbook_too_large`` it unfolds to more
    than may be read; ``workbook_only_xlsx`` it cannot be filled in; ``workbook_missing`` the
    libraries for workbooks are not installed. Rooms have codes of their own for what they looked
    for in vain."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
