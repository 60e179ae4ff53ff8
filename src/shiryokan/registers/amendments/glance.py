"""A cheap look whether a document may compare old and new text in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shiryokan.paper.model import Page

_NEW = re.compile(
    r"改\s*[正定訂]\s*[後案]|変\s*更\s*[後案]|修\s*正\s*[後案]|見\s*直\s*し\s*後"
    r"|^\s*[（(]?\s*新|旧[^\n]*\s新",
    re.M,
)
_OLD = re.compile(
    r"改\s*[正定訂]\s*前|変\s*更\s*前|修\s*正\s*前|見\s*直\s*し\s*前|現\s*行|原\s*案"
    r"|^\s*[（(]?\s*旧|新[^\n]*\s旧",
    re.M,
)


def glance(pages: Sequence[Page]) -> bool:
    """Whether words that head old and new text stand on one page."""
    return any(_NEW.search(page.text) and _OLD.search(page.text) for page in pages)
