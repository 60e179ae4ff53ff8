"""What changed between two versions of a register, in sentences with their places."""

from shiryokan.registers.statements.draft import (
    Chapter,
    Cited,
    Draft,
    LeftOut,
    Side,
    Statement,
    TableRow,
    Why,
    cited_at,
    places_on,
)
from shiryokan.registers.statements.wording import told_pieces

__all__ = [
    "Chapter", "Cited", "Draft", "LeftOut", "Side", "Statement", "TableRow", "Why", "cited_at",
    "places_on", "told_pieces",
]  # fmt: skip
