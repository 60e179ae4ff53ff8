"""Shiryokan (資料館): Japanese policy documents, read, structured, searched and cited.

For a program there is :func:`open`, which gives a PDF as pages, text, tables and records::

    import shiryokan

    with shiryokan.open("plan.pdf") as document:
        print(document.text())

:mod:`shiryokan.japanese`, :mod:`shiryokan.paper` and :mod:`shiryokan.registers` are what it is made
of; the other rooms are the web application, and need the extra ``server``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import os

    from shiryokan.paper.limits import Limits
    from shiryokan.pdf import Pdf

__all__ = ["open"]


def open(
    path: str | os.PathLike[str],
    *,
    isolated: bool = True,
    limits: Limits | None = None,
    ocr: Literal["never", "scans", "all"] = "never",
) -> Pdf:
    """Open a PDF for reading; use it in a ``with`` statement, or :meth:`~.Pdf.close` it.

    The file is read by a process of its own, under limits of memory, time and output and cut off
    from files and network, as far as the machine can; ``isolated=False`` reads a trusted file
    in this process. ``limits`` bound what a file may take (:class:`shiryokan.paper.limits.Limits`).

    With ``ocr`` pages without text are read from their pictures (``scans``), and those with text
    are held against them too (``all``; :attr:`shiryokan.pdf.Pdf.read_pictures`), always in a
    process of its own. It needs the extra ``ocr``; without, it raises
    :class:`shiryokan.paper.errors.OcrMissing`.

    Raises :class:`OSError` for a file that cannot be opened, and
    :class:`shiryokan.paper.errors.PaperError` for what is no PDF, is encrypted, or passes a limit.
    """
    from shiryokan.pdf import Pdf  # noqa: PLC0415  ``import shiryokan`` stays light

    return Pdf(path, isolated=isolated, limits=limits, ocr=ocr)
