"""In which order the documents of a register follow each other."""

from __future__ import annotations

import datetime
import re
from pathlib import PurePath

from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.eras import NotATime, Year, parse
from shiryokan.records.models import Extraction
from shiryokan.records.series import year_in

_ERA_YEAR = re.compile(r"(?<![a-z])[rh]\d{1,2}(?!\d)")
"""令和6 or 平成30 as files are named: medical-r6.pdf, h30_plan.pdf."""

_ERAS = {"r": "令和", "h": "平成"}
Age = tuple[int, bool, datetime.date, datetime.datetime]


def year_of_name(file_name: str) -> int | None:
    """The year that a file's name tells. It may be no year at all (r2 is a second revision too):
    good enough for the order of documents that say nothing of theirs, and for nothing else."""
    stem = fold_text(PurePath(file_name).stem)
    for match in reversed(list(_ERA_YEAR.finditer(stem))):
        try:
            year = parse(f"{_ERAS[match[0][0]]}{match[0][1:]}年")
        except NotATime:
            continue
        if isinstance(year, Year):
            return year.year
    return year_in(stem)


def year_of_edition(year: int | None, file_name: str) -> int:
    """By which year an edition is placed: its own, or that of its file's name; 0 for none."""
    return year or year_of_name(file_name) or 0


def age(extraction: Extraction) -> Age:
    """What places an edition behind older ones: its year, the draft before its final, the day it is
    dated, and at last when it was added."""
    document = extraction.document
    origin = document.origin
    return (
        year_of_edition(extraction.year, document.file_name),
        not extraction.draft,
        (origin.date if origin else None) or datetime.date.min,
        document.added_at,
    )
