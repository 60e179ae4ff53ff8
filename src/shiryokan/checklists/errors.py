"""What keeps somebody from doing something with checklists."""

from __future__ import annotations


class ChecklistError(Exception):
    """``code`` names an explanation (:mod:`shiryokan.checklists.messages`)."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
