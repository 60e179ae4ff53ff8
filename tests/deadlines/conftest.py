"""A draft and its final, and people who have to do something."""

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
    work,
)

__all__ = [
    "Add", "Fill", "add", "empty_instance", "extractions", "fill", "hanako", "plans", "versions",
    "work",
]  # fmt: skip
