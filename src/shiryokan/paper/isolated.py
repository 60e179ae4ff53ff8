"""Reads a PDF in a limited process of its own, so that no file can take its reader's owner down."""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO, ClassVar, Self, cast

import msgspec

from shiryokan.paper import protocol
from shiryokan.paper.errors import (
    PageUnreadable,
    PaperError,
    ReaderDied,
    TooMuchMemory,
    TooSlow,
    error_from_code,
)
from shiryokan.paper.limits import Limits
from shiryokan.paper.model import Page, Summary, Warning
from shiryokan.paper.picture import PictureSize
from shiryokan.paper.sandbox import Confinement, system_call_filter

_CHUNK = 1 << 16
_BLANK = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n"
)
_PIPE = 1 << 20
_LONG = 60
"""Pages from which on a second reading process saves more time than its start takes: a third of a
second, in which the first one reads some thirty."""

_RUN = 32
"""Pages that one of two processes reads before the other has its turn: the first three of a run
look back at pages of the other, which cost as much again; the pipe holds some fifty."""


class IsolatedReader:
    """A PDF that another process reads, under limits of memory, time and output.

    The process starts when it is first needed and again when it has died. Opening raises the
    errors of :class:`shiryokan.paper.reader.Reader`, :class:`OSError`,
    or :class:`TooSlow`, :class:`TooMuchMemory`,
    :class:`ReaderDied`. Use it from one thread at a time.
    """

    _reads_pictures: ClassVar[bool] = False
    """Whether its process loads what reads pictures."""
    _behind: bool = False
    """Whether its process leaves the processor to all others."""

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        self.path = path
        self.limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._file_deadline = time.monotonic() + self.limits.file_seconds
        # a missing or forbidden file is this process's error, not the reading one's
        path.open("rb").close()
        self.confinement = Confinement()
        self.summary: Summary = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the reading process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                # what was not sent yet cannot be sent any more
                with contextlib.suppress(BrokenPipeError):
                    stream.close()

    def pages(self, first: int = 1, last: int | None = None) -> Iterator[Page]:
        """Pages ``first`` to ``last`` (from 1, inclusive; by default all), in order.

        A page that cannot be read comes as an empty page whose warning has the error's code;
        the others still come. When the whole file takes too long, the rest comes as such pages.
        """
        last = min(last or self.summary.pages, self.summary.pages)
        return self.read(range(first, last + 1))

    def read(self, numbers: Sequence[int]) -> Generator[Page, None, None]:
        """Pages ``numbers``, which ascend, as :meth:`pages` gives them."""
        at, deaths, died_at = 0, 0, 0
        self._file_deadline = time.monotonic() + self.limits.file_seconds
        while at < len(numbers) and deaths < self.limits.deaths:
            try:
                # after a death none looks back: the page before may be what it died of
                for page in self._run(numbers[at:], look_back=deaths == 0):
                    at += 1
                    yield page
            except (TooSlow, TooMuchMemory, ReaderDied) as error:
                deaths += 1
                number = numbers[at]
                looked_back = deaths == 1 and at == 0 and number > 1
                if (isinstance(error, ReaderDied) and died_at != number) or looked_back:
                    # it may have been killed from outside, or died of a page before: once more
                    died_at = number
                    continue
                yield unreadable_page(number, error)
                at += 1
                if time.monotonic() > self._file_deadline:
                    break
        for given_up in numbers[at:]:
            yield unreadable_page(given_up, ReaderDied("given up after many failures"))

    def _run(self, numbers: Sequence[int], *, look_back: bool) -> Iterator[Page]:
        """Pages in one go; whoever stops before the end leaves no answer behind in the pipe."""
        left = len(numbers)
        try:
            self._ensure()
            self._send(protocol.Read(tuple(numbers), look_back))
            for number in numbers:
                page = self._next_page(number)
                left -= 1
                yield page
        finally:
            if left:
                self.close()

    def picture(self, number: int, size: PictureSize) -> bytes:
        """The encoded picture of page ``number`` (from 1).

        Raises :class:`PageUnreadable`, :class:`TooSlow`, :class:`TooMuchMemory` or
        :class:`ReaderDied`.
        """
        self._file_deadline = time.monotonic() + self.limits.page_seconds
        self._ensure()
        self._send(protocol.Draw(number, size))
        answer = self._receive(self.limits.page_seconds)
        if not isinstance(answer, protocol.Picture):
            raise PageUnreadable(page=number)
        return answer.data

    def searchable(self, layer: bytes, numbers: Sequence[int]) -> Iterator[bytes]:
        """The file with page *n* of the PDF ``layer``, which holds text alone
        (:func:`shiryokan.paper.formats.text_layer.text_layer`), over the *n*-th of the pages
        ``numbers`` (from 1), piece by piece.

        Raises :class:`PageUnreadable`, :class:`TooSlow`, :class:`TooMuchMemory` or
        :class:`ReaderDied`, all before the first piece where the file cannot be written.
        """
        self._file_deadline = time.monotonic() + self.limits.file_seconds
        self._ensure()
        self._send(protocol.Overlay(layer, tuple(numbers)))
        last = False
        try:
            while not last:
                answer = self._receive(self.limits.file_seconds)
                if not isinstance(answer, protocol.Piece):
                    raise ReaderDied("the reading process answered something else")
                last = answer.last
                yield answer.data
        finally:
            if not last:
                self.close()

    def _next_page(self, number: int) -> Page:
        try:
            answer = self._receive(self.limits.page_seconds)
        except (PageUnreadable, TooMuchMemory) as error:
            if self._process is None:
                raise
            return unreadable_page(number, error)
        if not isinstance(answer, protocol.PageRead) or answer.page.page != number:
            self.close()
            raise ReaderDied("the reading process answered something else")
        return answer.page

    def _start(self) -> Summary:
        environment = {
            "PATH": os.defpath,
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "PYTHONUTF8": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "shiryokan.paper.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            close_fds=True,
            start_new_session=True,
        )
        _widen(self._process.stdout)
        program = system_call_filter()
        self._send(
            protocol.Open(
                str(self.path.absolute()), self.limits, program, self._reads_pictures, self._behind
            )
        )
        try:
            answer = self._receive(self.limits.open_seconds)
        except PaperError:
            self.close()
            raise
        if not isinstance(answer, protocol.Opened):
            self.close()
            raise ReaderDied
        self.confinement = answer.confinement
        return answer.summary

    def _ensure(self) -> None:
        if self._process is None:
            self._start()

    def _send(self, request: protocol.Request) -> None:
        assert self._process and self._process.stdin
        try:
            protocol.send(cast("BinaryIO", self._process.stdin), request)
        except BrokenPipeError:
            raise self._death() from None

    def _receive(self, seconds: float) -> protocol.Answer:
        """The next answer; a failure that the process tells of is raised as its error."""
        deadline = min(
            time.monotonic() + seconds,
            self._file_deadline,
        )
        length = protocol.frame_length(self._read(protocol.HEADER_BYTES, deadline))
        if length > self.limits.page_output_bytes:
            self.close()
            raise TooMuchMemory(bytes=length, limit=self.limits.page_output_bytes)
        try:
            answer: protocol.Answer = protocol.answer_decoder.decode(self._read(length, deadline))
        except msgspec.MsgspecError:
            self.close()
            raise ReaderDied("the reading process answered what is no message") from None
        if isinstance(answer, protocol.Failure):
            raise error_from_code(answer.code, answer.message, **answer.details)
        return answer

    def _read(self, count: int, deadline: float) -> bytes:
        assert self._process and self._process.stdout
        descriptor = self._process.stdout.fileno()
        parts: list[bytes] = []
        while count:
            wait = deadline - time.monotonic()
            if wait <= 0 or not select.select([descriptor], [], [], wait)[0]:
                self.close()
                raise TooSlow(seconds=self.limits.page_seconds)
            part = os.read(descriptor, min(count, _CHUNK))
            if not part:
                raise self._death()
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def _death(self) -> PaperError:
        """Why the process ended, as far as its end tells."""
        process = self._process
        status = process.wait() if process else None
        self.close()
        return ReaderDied(status=status if status is not None else -1)


def pages_by_two(reader: IsolatedReader, first: int = 1) -> Generator[Page, None, None]:
    """The pages of ``reader`` from ``first`` on, in order, as :meth:`IsolatedReader.pages` gives
    them; of a long document a second process reads every other run of them, under the same limits
    of its own.

    Neither waits for the other while there is room in its pipe.
    """
    last = reader.summary.pages
    if last - first < _LONG or (os.cpu_count() or 1) < 2:
        yield from reader.pages(first)
        return
    runs = [range(at, min(at + _RUN, last + 1)) for at in range(first, last + 1, _RUN)]
    mine = reader.read([number for run in runs[::2] for number in run])
    # from here on the first process reads ahead while the second one starts
    yield next(mine)
    try:
        other = IsolatedReader(reader.path, reader.limits)
    except (PaperError, OSError):
        # there may be room for one process alone
        mine.close()
        yield from reader.pages(first + 1)
        return
    with other:
        others = other.read([number for run in runs[1::2] for number in run])
        yield from itertools.islice(mine, len(runs[0]) - 1)
        for number, run in enumerate(runs[1:], 1):
            yield from itertools.islice(others if number % 2 else mine, len(run))


def confinement_here() -> Confinement:
    """The walls that stand around reading processes on this machine, as one of them tells."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(_BLANK)
        file.flush()
        with IsolatedReader(Path(file.name)) as reader:
            return reader.confinement


def _widen(pipe: IO[bytes] | None) -> None:
    """Make room in the pipe, so that the process reads on while its owner is busy."""
    if pipe is not None and hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def unreadable_page(number: int, error: PaperError) -> Page:
    """An empty page that stands for one that could not be read, with the error's code."""
    return Page(
        page=number, width=0.0, height=0.0, text="", warnings=(Warning(error.code, str(error)),)
    )


FAILURE_CODES = frozenset(
    kind.code for kind in (PageUnreadable, TooSlow, TooMuchMemory, ReaderDied, PaperError)
)
"""Warnings of these codes mean that the page could not be read at all."""


def is_unreadable(page: Page) -> bool:
    """Whether the page stands for one that could not be read."""
    return any(warning.code in FAILURE_CODES for warning in page.warnings)
