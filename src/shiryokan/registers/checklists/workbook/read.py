"""A filled workbook, read against the form that it answers."""

from __future__ import annotations

from collections.abc import Sequence

from shiryokan.registers.checklists.model import FilledForm, Form, Stamp


def read_filled(data: bytes, forms: Sequence[Form], stamp: Stamp | None = None) -> FilledForm:
    """What is answered in a workbook.

    ``forms`` are those that it may be of, the expected one first, last year's after it; the one
    whose words stand in it is taken, and ``problems`` say if it is not the first. ``stamp`` is
    whose workbook it should be; another one's is read too, and ``problems`` say so: whoever calls
    decides. Raises :class:`.errors.WorkbookError` for a file that is no workbook, is too large, or has no
    form in it.
    """
    raise NotImplementedError
