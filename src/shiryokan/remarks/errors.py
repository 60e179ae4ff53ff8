"""What keeps somebody from writing a remark."""

from __future__ import annotations


class RemarkError(Exception):
    """``code`` names an explanation (:mod:`shiryokan.remarks.messages`)."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
