"""Every page of every register in a real browser: what of it is not fit to be shown.

From the list of registers every link that stays within them is followed: tables with their pages,
records, reports, versions side by side. Each page is looked at in the sizes of a laptop, a phone
and a desk: no value as Python writes it, no English key among Japanese, no page wider than its
window, none that goes on below its foot, nothing that axe finds.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Set
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urldefrag, urlsplit

import axe_core_python
from babel.messages.pofile import read_po
from playwright.sync_api import Page

import shiryokan

VIEWPORTS = ((1366, 768), (390, 844), (1920, 1080))
"""Width and height in CSS pixels: a laptop, a phone, a desk."""
AXE = next(Path(axe_core_python.__file__).parent.rglob("axe.min.js"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PYTHON = re.compile(
    r"""\{'|\{"|\[\(|\('|', '|\['|(?<![A-Za-z])(?:None|False|True|datetime|Decimal)(?![A-Za-z])"""
)
"""A value as Python writes it."""
PYTHON_IN_ENGLISH = re.compile(
    r"""\{'|\{"|\[\(|\('|', '|\['|(?<![A-Za-z])(?:None(?! [a-z(])|datetime|Decimal)(?![A-Za-z])"""
)
"""The same among English words: none of this kind, true or false."""
KEY = re.compile(r"(?<![A-Za-z0-9./:@_?=&%-])[a-z]+_[a-z_]+(?![A-Za-z0-9./@_?=&%-])")
"""A name as a program has it: next_plan."""
ISO_DAY = re.compile(r"(?<![\w/-])\d{4}-\d\d-\d\d(?![\w-])")
"""A day as a program writes it: 2024-03-05."""
FOLLOWED = re.compile(r"^/(?:registers/|records/[0-9a-f-]+/$)")
TABLE_PAGES = 3
"""Pages of a table that are looked at for one set of what narrows it."""
ELSEWHERE = (
    "/health",
    "/council/",
    "/lookout/",
    "/learning/",
    "/checklists/",
    "/search?q=%E8%A8%93%E7%B7%B4",
)
"""Pages of the library to which its first page does not lead everyone."""
NO_PAGE = re.compile(r"\.[a-z]+$|/original$|^/(?:api/|static/|admin/)|/log(?:in|out)")
"""Addresses of files, of programs, and of what ends the visit."""
MOST_ASKED = 2
"""Words in an address by which a page is narrowed, at most: more of them show the same page."""
FEE_ITEM = 2
"""Where an item's code stands in its address."""
_NUMBER = re.compile(r"[0-9a-f-]{16,}|\d+")
SPOKEN = """() => {
  // what people see and hear, without the words of the documents themselves
  const page = document.querySelector("main").cloneNode(true);
  for (const part of page.querySelectorAll("script, style, code, pre")) part.remove();
  return page.innerText || page.textContent;
}"""
OURS = """() => {
  // the words of the program: those of documents are in elements that are marked as Japanese
  const page = document.querySelector("main").cloneNode(true);
  for (const part of page.querySelectorAll("script, style, code, pre, [lang=ja]")) part.remove();
  return page.textContent;
}"""
BELOW_THE_FOOT = """() => {
  // what stands hidden within a part that scrolls by itself would make the page as long as it is
  const foot = document.querySelector("body > footer");
  if (!foot) return 0;
  const end = foot.getBoundingClientRect().bottom + scrollY;
  const over = document.documentElement.scrollHeight - Math.max(end, innerHeight);
  return over > 2 ? Math.round(over) : 0;
}"""


OK = 200


def wrong_with(page: Page, address: str, browser_axe: bool) -> list[str]:
    """What is wrong with the page at ``address``."""
    answer = page.goto(address)
    if answer is None or answer.status != OK:
        return [f"status {answer.status if answer else 'none'}"]
    ours = page.evaluate(OURS)
    wrong = [f"day: {_around(ours, match)}" for match in ISO_DAY.finditer(ours)][:3]
    wrong += [f"key: {_around(ours, match)}" for match in KEY.finditer(ours)][:3]
    return wrong + _wrong_in_any(page, browser_axe, PYTHON)


def wrong_in_english(page: Page, address: str, browser_axe: bool) -> list[str]:
    """What is wrong with the page at ``address`` for somebody who reads English."""
    answer = page.goto(address)
    if answer is None or answer.status != OK:
        return [f"status {answer.status if answer else 'none'}"]
    wrong = [f"Japanese of ours: {text}" for text in not_english(page, messages_of_ours())][:3]
    wrong += [f"not marked: {text}" for text in unmarked_japanese(page)][:3]
    return wrong + _wrong_in_any(page, browser_axe, PYTHON_IN_ENGLISH)


def _wrong_in_any(page: Page, browser_axe: bool, python: re.Pattern[str]) -> list[str]:
    """What is wrong with the page that is open, in whatever language it is."""
    spoken = page.evaluate(SPOKEN)
    wrong = [f"Python: {_around(spoken, match)}" for match in python.finditer(spoken)][:3]
    for width, height in VIEWPORTS:
        page.set_viewport_size({"width": width, "height": height})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            wrong.append(f"{wide} px wide at {width}")
        if below := page.evaluate(BELOW_THE_FOOT):
            wrong.append(f"{below} px below its foot at {width}")
        if browser_axe and width < VIEWPORTS[2][0]:
            wrong += [f"axe at {width}: {each}" for each in _axe(page)]
    return wrong


def _axe(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "tags => axe.run(document,"
        " {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        TAGS,
    )
    return [f"{v['id']} @ {[n['target'] for n in v['nodes']][:2]}" for v in found["violations"]]


def _around(text: str, match: re.Match[str]) -> str:
    return " ".join(text[max(0, match.start() - 30) : match.end() + 30].split())


@dataclass(frozen=True)
class Asked:
    """What of a library is looked at."""

    most: int = 2000
    """Pages in all."""
    of_kind: int = 40
    """Pages of each kind: a register's records, its tables, its versions side by side …"""
    axe_every: int = 10
    """Every so manieth page of a kind is looked at with axe, from the first on."""
    register: str = ""
    """Of one register alone, if it is named."""
    everything: bool = False
    """The whole library, not its registers alone."""
    minutes: float = float("inf")
    """How long it may take."""
    seed: int = 1
    """Which of the pages of a kind are drawn."""


@dataclass
class Seen:
    """How far a crawl has come; addresses are without the library's own."""

    waiting: dict[str, list[str]] = field(default_factory=dict)
    """What was met and not looked at, by kind."""
    known: set[str] = field(default_factory=set)
    looked: Counter[str] = field(default_factory=Counter)
    """Pages that were looked at, by kind."""
    faults: list[str] = field(default_factory=list)

    def meet(self, path: str, kind: str) -> None:
        """Put a page that was met among those that wait, once."""
        if path not in self.known:
            self.known.add(path)
            self.waiting.setdefault(kind, []).append(path)

    def write(self, file: Path) -> None:
        """Write down how far it has come."""
        state = {**vars(self), "known": sorted(self.known)}
        beside = file.with_suffix(".new")
        beside.write_text(json.dumps(state, ensure_ascii=False), "utf-8")
        beside.replace(file)

    @classmethod
    def read(cls, file: Path) -> Seen:
        """How far it had come when ``file`` was written."""
        state = json.loads(file.read_text("utf-8"))
        return cls(state["waiting"], set(state["known"]), Counter(state["looked"]), state["faults"])


Look = Callable[[Page, str, bool], list[str]]
"""What is wrong with the page at an address; with axe, if it is so asked."""


def crawl(
    page: Page,
    address: str,
    asked: Asked,
    look: Look = wrong_with,
    state: Path | None = None,
) -> Seen:
    """Look at pages of the library at ``address``, a page of each kind by turns, each drawn at
    random from those of its kind that were met, so that whenever it ends every kind was looked at.
    It goes on from the file ``state`` if there is one, which is kept as it goes on."""
    chance = random.Random(asked.seed)
    first = f"/registers/{asked.register}/" if asked.register else "/registers/"
    seen = Seen.read(state) if state and state.exists() else Seen()
    for path in ("/", *ELSEWHERE) if asked.everything else (first,):
        seen.meet(path, _kind(path, path))
    end = time.monotonic() + asked.minutes * 60
    while kinds := [
        kind
        for kind, waiting in seen.waiting.items()
        if waiting and seen.looked[kind] < asked.of_kind
    ]:
        for kind in kinds:
            if seen.looked.total() >= asked.most or time.monotonic() > end:
                return seen
            waiting = seen.waiting[kind]
            at = waiting.pop(chance.randrange(len(waiting)))
            wrong = look(page, address + at, seen.looked[kind] % asked.axe_every == 0)
            seen.looked[kind] += 1
            seen.faults += [f"{at}: {each}" for each in wrong]
            for to in _links(page, address):
                if _is_asked(to, asked, first):
                    seen.meet(to, _kind(to, at))
            if state:
                seen.write(state)
    return seen


def _links(page: Page, address: str) -> list[str]:
    """The pages of the library that the page leads to."""
    links: list[str] = page.locator("a[href]:not([download])").evaluate_all(
        "links => links.map(link => link.href)"
    )
    here = [urldefrag(link).url for link in links]
    return [link.removeprefix(address) for link in here if link.startswith(address + "/")]


def _kind(path: str, found_on: str) -> str:
    """What a page is one of. A record is of the register in whose table it was met."""
    parts = urlsplit(path)
    names = [_NUMBER.sub("N", each) for each in parts.path.strip("/").split("/")]
    if names[0] == "records":
        on = urlsplit(found_on).path.split("/")
        return f"record of {on[2]}" if on[1] == "registers" else "record"
    if names[0] == "fees" and len(names) > FEE_ITEM:
        names[FEE_ITEM] = "N"
    return "/".join(("", *names)) + "".join(f" {each}" for each in sorted(parse_qs(parts.query)))


def _is_asked(path: str, asked: Asked, first: str) -> bool:
    parts = urlsplit(path)
    query = parse_qs(parts.query)
    if NO_PAGE.search(parts.path):
        return False
    if asked.everything:
        return len(query) <= MOST_ASKED
    if asked.register and not path.startswith((first, "/records/")):
        return False
    number = query.get("page", ["1"])[0]
    # every order and every choice of columns shows the same records
    plain = set(query) <= {"page", "document", "old", "new", "kind", "versions", "d"}
    early = number.isdigit() and int(number) <= TABLE_PAGES
    return bool(FOLLOWED.match(parts.path)) and plain and early


@cache
def messages_of_ours() -> frozenset[str]:
    """The Japanese messages of the catalogues that have another wording in English."""
    source = Path(shiryokan.__file__).parent
    found: set[str] = set()
    for path in source.rglob("en/LC_MESSAGES/django.po"):
        with path.open("rb") as reading:
            for message in read_po(reading):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                found |= {each for each in ids if each and message.string not in (each, "")}
    return frozenset(found)


_TEXTS = """() => {
  const texts = [], page = document.body, named = ["aria-label", "title", "placeholder", "data-label"];
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, style, [lang=ja]")) texts.push(walker.currentNode.data);
  for (const each of page.querySelectorAll("*")) for (const name of named) texts.push(each.getAttribute(name) || "");
  return texts.map((text) => text.trim()).filter(Boolean);
}"""
_STUCK = re.compile(r"\d(?:points?|pages?|items?|records?|documents?|found)\b")
"""45points: a figure to which an English word sticks."""


def not_english(page: Page, messages: Set[str]) -> list[str]:
    """What of an English page is Japanese of ours, or a figure without the space after it."""
    texts: list[str] = page.evaluate(_TEXTS)
    return [text for text in texts if text in messages or _STUCK.search(text)]


_UNMARKED = """() => {
  // Japanese that a voice would read as English; of a list's choice only the whole can be marked
  const found = [], japanese = /[\\u3041-\\u30ff\\u4e00-\\u9fff]/;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (!japanese.test(data) || parentElement.closest("script, style, pre, code, kbd, option, textarea")) continue;
    if (!parentElement.matches(":lang(ja)")) found.push(data.trim());
  }
  return found;
}"""


def unmarked_japanese(page: Page) -> list[str]:
    """The texts of an English page that are Japanese and are not marked as that."""
    found: list[str] = page.evaluate(_UNMARKED)
    return found
