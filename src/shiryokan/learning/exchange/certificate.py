"""What a certificate (修了証) says, whatever it is written as."""

from __future__ import annotations

import datetime

import msgspec


class Certificate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That a person completed a course.

    ``number`` is the house's own, never given twice; ``address`` is the page that verifies it.
    ``attested`` are the papers that the course was made of, each with its edition. ``email`` is
    told nowhere in clear. ``valid_until`` is the last day on which it holds.
    """

    number: str
    address: str
    person: str
    course: str
    house: str
    issued: datetime.datetime
    """With its zone."""
    valid_until: datetime.date | None = None
    description: str = ""
    attested: tuple[str, ...] = ()
    email: str = ""
