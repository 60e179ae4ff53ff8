"""The process that reads a page: ``python -m shiryokan.lookout.reading.child``.

It takes one page from standard input, limits itself, and answers on standard output.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec

from shiryokan.lookout.reading.feeds import is_feed, read_feed
from shiryokan.lookout.reading.html import read_page
from shiryokan.lookout.reading.model import PageRead
from shiryokan.lookout.reading.question import LIMITS, Question
from shiryokan.paper.child import limit_self
from shiryokan.paper.sandbox import shut_in

_DEEP = 20_000


def answer(question: Question) -> PageRead:
    """What the page lists."""
    if is_feed(question.data, question.media_type):
        return read_feed(question.data, question.address, question.encoding)
    return read_page(question.data, question.address, question.encoding)


def main() -> None:
    """Read one page."""
    question = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Question)
    limit_self(LIMITS)
    shut_in(Path(os.devnull), question.program)
    sys.setrecursionlimit(_DEEP)
    replies = sys.stdout.buffer
    replies.write(msgspec.msgpack.encode(answer(question)))
    replies.flush()


if __name__ == "__main__":
    main()
