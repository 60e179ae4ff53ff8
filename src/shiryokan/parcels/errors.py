"""Why a parcel is refused, or cannot be made."""

from __future__ import annotations


class ParcelError(Exception):
    """``code`` names an explanation (:mod:`shiryokan.parcels.messages`)."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(f"{code}: {details}")
        self.code = code
        self.details = details
