"""Errors of registers. ``code`` is stable; :mod:`shiryokan.registers.messages` explains it."""

from __future__ import annotations


def none_code(register: str) -> str:
    """The code of a document's having no records of a register."""
    return f"no_{register}"


class RecordsError(Exception):
    """Something is wrong with a register; ``details`` fill the message of ``code``."""

    code = "records"

    def __init__(self, **details: object) -> None:
        super().__init__(self.code, details)
        self.details = details


class NoRecords(RecordsError):  # noqa: N818
    """The document has no records of this kind; ``why`` says what was looked for in vain."""

    code = "no_records"

    def __init__(self, register: str, why: str) -> None:
        super().__init__(register=register, why=why)
        self.register, self.why = register, why


class TooManyRows(RecordsError):  # noqa: N818
    """A sheet cannot hold so many rows."""

    code = "too_many_rows"


class ParquetMissing(RecordsError):  # noqa: N818
    """Parquet needs pyarrow, which is not installed."""

    code = "parquet_missing"
