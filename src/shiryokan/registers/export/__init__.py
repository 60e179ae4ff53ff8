"""Registers, views and comparisons as files: CSV, XLSX, JSON Lines, Parquet, with a description."""

from collections.abc import Callable

import msgspec

from shiryokan.registers.export.course import course_table
from shiryokan.registers.export.data_package import data_package, packed
from shiryokan.registers.export.parquet_file import parquet_file
from shiryokan.registers.export.records import table_of
from shiryokan.registers.export.report import report_table
from shiryokan.registers.export.sources import Source, attributed
from shiryokan.registers.export.table import Column, Table
from shiryokan.registers.export.text_files import csv_file, jsonl_file
from shiryokan.registers.export.xlsx_file import xlsx_file


class Form(msgspec.Struct, frozen=True):
    """A format: how it is written, what it is called, and whether it is bytes and not text."""

    write: Callable[[Table], bytes]
    content_type: str
    title: str
    binary: bool = False


FORMS: dict[str, Form] = {
    "csv": Form(csv_file, "text/csv; charset=utf-8", "CSV"),
    "xlsx": Form(
        xlsx_file,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Excel",
        True,
    ),
    "jsonl": Form(jsonl_file, "application/x-ndjson; charset=utf-8", "JSON Lines"),
    "parquet": Form(parquet_file, "application/vnd.apache.parquet", "Parquet", True),
}

__all__ = [
    "FORMS", "Column", "Form", "Source", "Table", "attributed", "course_table", "data_package",
    "packed", "report_table", "table_of",
]  # fmt: skip
