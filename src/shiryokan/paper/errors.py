"""The errors of reading a PDF.

::

    PaperError
    ├── NotAPdf            the bytes are not a PDF, or are too broken to open
    ├── EmptyFile          there are no bytes
    ├── Encrypted          a password is needed
    ├── NoPages            a PDF without a page
    ├── OverLimit          a limit was passed
    │   ├── TooLarge       the file's size
    │   ├── TooManyPages   the number of pages
    │   ├── TooSlow        time
    │   └── TooMuchMemory  memory or output
    ├── PageUnreadable     one page cannot be read; the others may be
    ├── ReaderDied         the reading process ended by itself (a crash in the PDF engine)
    └── OcrMissing         nothing is installed that reads pictures

Each has a ``code``, which is stable and is what a store keeps, and ``details``, plain values
that a message may name. The words for people are made where people are, in their language.
"""

from __future__ import annotations

from typing import ClassVar


class PaperError(Exception):
    """A PDF, or a page of it, could not be read."""

    code: ClassVar[str] = "unreadable"

    def __init__(self, message: str = "", **details: str | int | float) -> None:
        super().__init__(message or self.__doc__ or self.code)
        self.details: dict[str, str | int | float] = details


class NotAPdf(PaperError):  # noqa: N818
    """The bytes are not a PDF, or are too broken to open."""

    code = "not_a_pdf"


class EmptyFile(PaperError):  # noqa: N818
    """There are no bytes."""

    code = "empty_file"


class Encrypted(PaperError):  # noqa: N818
    """A password is needed to open the PDF."""

    code = "encrypted"


class NoPages(PaperError):  # noqa: N818
    """The PDF has no page."""

    code = "no_pages"


class OverLimit(PaperError):  # noqa: N818
    """A limit was passed."""

    code = "over_limit"


class TooLarge(OverLimit):
    """The file is larger than the limit."""

    code = "too_large"


class TooManyPages(OverLimit):
    """The PDF has more pages than the limit."""

    code = "too_many_pages"


class TooSlow(OverLimit):
    """Reading took longer than the limit."""

    code = "too_slow"


class TooMuchMemory(OverLimit):
    """Reading wanted more memory or gave more output than the limit."""

    code = "too_much_memory"


class PageUnreadable(PaperError):  # noqa: N818
    """This page cannot be read; others may be."""

    code = "page_unreadable"


class ReaderDied(PaperError):  # noqa: N818
    """The reading process ended by itself."""

    code = "reader_died"


class OcrMissing(PaperError):  # noqa: N818
    """Nothing is installed that reads pictures: ``pip install shiryokan[ocr]``."""

    code = "ocr_missing"


def error_from_code(code: str, message: str = "", **details: str | int | float) -> PaperError:
    """The error whose ``code`` this is, or a plain :class:`PaperError` for an unknown code."""

    def walk(kind: type[PaperError]) -> type[PaperError] | None:
        if kind.code == code and "code" in vars(kind):
            return kind
        return next((found for sub in kind.__subclasses__() if (found := walk(sub))), None)

    return (walk(PaperError) or PaperError)(message, **details)
