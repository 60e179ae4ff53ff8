"""Two versions of a register aligned: year to year, draft to final."""

from shiryokan.registers.comparison.changes import (
    KINDS,
    Change,
    ChangeKind,
    Comparison,
    FieldChange,
    compare,
)
from shiryokan.registers.comparison.differences import Piece, difference
from shiryokan.registers.comparison.lives import Stage, life

__all__ = [
    "KINDS", "Change", "ChangeKind", "Comparison", "FieldChange", "Piece", "Stage",
    "compare", "difference", "life",
]  # fmt: skip
