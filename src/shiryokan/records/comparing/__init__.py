"""Two versions of a register aligned: year to year, draft to final."""

from shiryokan.records.comparing.changes import (
    KINDS,
    Change,
    ChangeKind,
    Comparison,
    FieldChange,
    compare,
)
from shiryokan.records.comparing.differences import Piece, difference
from shiryokan.records.comparing.lives import Stage, life

__all__ = [
    "KINDS", "Change", "ChangeKind", "Comparison", "FieldChange", "Piece", "Stage",
    "compare", "difference", "life",
]  # fmt: skip
