"""A draft and its final, and two revisions of a schedule, read and structured."""

from tests.quotes.conftest import (
    Add,
    Fill,
    add,
    empty_instance,
    extractions,
    fill,
    hanako,
    plans,
    versions,
)
from tests.web.test_items import house

__all__ = [
    "Add", "Fill", "add", "empty_instance", "extractions", "fill", "hanako", "house", "plans",
    "versions",
]  # fmt: skip
