"""Why a message could not be delivered."""

from __future__ import annotations

from collections.abc import Mapping


class NotDelivered(Exception):  # noqa: N818
    """A message was not taken. ``code`` names an explanation; ``final`` says that trying again
    would not help."""

    def __init__(
        self, code: str, details: Mapping[str, object] | None = None, *, final: bool = False
    ) -> None:
        super().__init__(code)
        self.code = code
        self.details = dict(details or {})
        self.final = final
