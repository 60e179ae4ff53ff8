"""Why something cannot be followed."""

from __future__ import annotations


class NotFollowed(Exception):  # noqa: N818
    """``code`` names an explanation (:mod:`shiryokan.digest.messages`)."""

    def __init__(self, code: str, **details: int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
