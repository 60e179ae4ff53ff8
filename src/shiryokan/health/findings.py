"""What is found of the house's health."""

from __future__ import annotations

import msgspec


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at. ``advice``: what is not good about it is no fault that must
    be put right."""

    name: str
    good: bool
    says: str
    advice: bool = False

    @property
    def bad(self) -> bool:
        """Whether it must be put right."""
        return not self.good and not self.advice
