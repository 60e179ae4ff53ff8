"""What the first pages of a letter say: its date, and which papers it corrects."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

import msgspec

from shiryokan.japanese.eras import mentions
from shiryokan.paper.model import Page
from shiryokan.registers.narrow_text import narrow

_SAYS = re.compile(r"訂正|正誤|誤植|改正について")
_FULL_NAME = re.compile(
    r"「(?P<name>(?:[^「」]|「[^「」]*(?:「[^「」]*」[^「」]*)*」)+?)」?」"
    r"[^「」]{0,8}\((?P<date>(?:令和|平成)[^()]{3,12}日)付?け?(?P<number>[^()]{0,30})\)"
    r"(?:の一部改正について)?(?:\(別添(?P<annex>\d+)\))?"
)
_CORRECTED = re.compile(
    r"「(?P<name>[^「」]+(?:「[^「」]*」[^「」]*)*)」(?:等)?の(?:一部の?)?(?:訂正|正誤)"
)
_BEFORE = re.compile(r"別添(?P<annex>\d+)「?$")
_PAGES = 2
"""The cover of a letter is no longer."""
_KINDS = (
    (re.compile(r"疑義解釈|Q&A|質疑応答"), ("answers",)),
    (re.compile(r"実施上の留意事項|算定に関する留意|制定に伴う実施上"), ("notices",)),
    (re.compile(r"施設基準|基準に係る届出|基準等に係る届出"), ("criteria",)),
    (re.compile(r"算定方法の一部を改正する(?:件|告示)|点数表|費用の額の算定"), ("fees", "care")),
)


class CorrectedPaper(msgspec.Struct, frozen=True):
    """A paper that a letter corrects; ``date`` in ISO 8601. What is not said is empty."""

    name: str = ""
    number: str = ""
    date: str = ""

    @property
    def year(self) -> int | None:
        """The fiscal year for which it was made: a paper of March is of the revision in April."""
        return int(self.date[:4]) if self.date else None

    @property
    def registers(self) -> tuple[str, ...]:
        """The registers that have the paper's records; empty where its name does not tell."""
        return registers_of(self.name)


class Cover(msgspec.Struct, frozen=True):
    """The day of a letter, and the papers that it corrects by the number of its annex."""

    date: str
    papers: dict[str, CorrectedPaper]
    only: CorrectedPaper


def registers_of(name: str) -> tuple[str, ...]:
    """The registers that have the records of a paper of such a name."""
    return next((registers for pattern, registers in _KINDS if pattern.search(name)), ())


def is_correcting(pages: Sequence[Page]) -> bool:
    """Whether the first pages say that something is corrected."""
    return any(_SAYS.search(_plain(page)) for page in pages[:_PAGES])


def cover_of(pages: Sequence[Page]) -> Cover:
    """What the first pages say."""
    text = "".join(_plain(page) for page in pages[:_PAGES])
    first = _plain(pages[0]) if pages else ""
    date = _day(first)
    papers: dict[str, CorrectedPaper] = {}
    for match in _FULL_NAME.finditer(text):
        paper = CorrectedPaper(match["name"], match["number"], _day(match["date"]))
        before = _BEFORE.search(text[: match.start()])
        annex = match["annex"] or (before["annex"] if before else "")
        papers.setdefault(annex or f"-{len(papers)}", paper)
    title = _CORRECTED.search(first)
    only = next(iter(papers.values())) if len(papers) == 1 else CorrectedPaper()
    if title and not any(annex.isdigit() for annex in papers):
        # the corrected paper is named without its day, and printed anew behind the cover
        behind = _plain(pages[1]) if len(pages) > 1 else ""
        only = CorrectedPaper(title["name"], "", _cited_day(first + behind, date))
        papers = {}
    return Cover(date, papers, only)


def _cited_day(text: str, own: str) -> str:
    days = [m.when.isoformat() for m in mentions(text) if isinstance(m.when, datetime.date)]
    return next((day for day in days if day != own and day < own), "")


def paper_named(text: str) -> CorrectedPaper | None:
    """The paper that the lines over an annex name."""
    plain = "".join(narrow(text).split())
    match = re.search(
        r"(?P<name>[^()]{6,})\((?P<date>(?:令和|平成)[^()]{3,12}日)付?け?(?P<number>[^()]{0,30})\)",
        plain,
    )
    if match is None:
        return None
    return CorrectedPaper(match["name"].strip("「」・○"), match["number"], _day(match["date"]))


def _plain(page: Page) -> str:
    return "".join(narrow(page.text).split())


def _day(text: str) -> str:
    for mention in mentions(text):
        if isinstance(mention.when, datetime.date):
            return mention.when.isoformat()
    return ""
