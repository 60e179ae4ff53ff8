"""What keeps somebody from changing a binder."""

from __future__ import annotations


class BinderError(Exception):
    """``code`` names an explanation (:mod:`shiryokan.binders.messages`)."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
