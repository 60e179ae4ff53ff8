"""Every page of every register in a real browser: what of it is not fit to be shown.

From the list of registers every link that stays within them is followed: tables with their pages,
records, reports, versions side by side. Each page is looked at in the sizes of a laptop, a phone
and a desk: no value as Python writes it, no English key among Japanese, no page wider than its
window, none that goes on below its foot, nothing that axe finds.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from pathlib import Path
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import axe_core_python
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Page

import shiryokan

VIEWPORTS = ((1366, 768), (390, 844), (1920, 1080))
"""Width and height in CSS pixels: a laptop, a phone, a desk."""
AXE = next(Path(axe_core_python.__file__).parent.rglob("axe.min.js"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PYTHON = re.compile(
    r"""\{'|\{"|\[\(|\('|', '|\['|(?<![A-Za-z])(?:None|False|True|datetime|Decimal)(?![A-Za-z])"""
)
"""A value as Python writes it."""
KEY = re.compile(r"(?<![A-Za-z0-9./:@_?=&%-])[a-z]+_[a-z_]+(?![A-Za-z0-9./@_?=&%-])")
"""A name as a program has it: next_plan."""
ISO_DAY = re.compile(r"(?<![\w/-])\d{4}-\d\d-\d\d(?![\w-])")
"""A day as a program writes it: 2024-03-05."""
FOLLOWED = re.compile(r"^/(?:registers/|records/[0-9a-f-]+/$)")
TABLE_PAGES = 3
"""Pages of a table that are looked at for one set of what narrows it."""
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


def wrong_with(page: Page, address: str, browser_axe: bool) -> list[str]:
    """What is wrong with the page at ``address``."""
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        return [f"status {answer.status if answer else 'none'}"]
    spoken, ours = page.evaluate(SPOKEN), page.evaluate(OURS)
    wrong = [f"Python: {_around(spoken, match)}" for match in PYTHON.finditer(spoken)][:3]
    wrong += [f"day: {_around(ours, match)}" for match in ISO_DAY.finditer(ours)][:3]
    wrong += [f"key: {_around(ours, match)}" for match in KEY.finditer(ours)][:3]
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


def crawl(
    browser: Browser,
    address: str,
    most: int = 2000,
    records: int = 40,
    axe_every: int = 10,
    register: str = "",
) -> tuple[Counter[str], list[str]]:
    """Look at up to ``most`` pages of the library at ``address``, of each register at ``records``
    records, at every so manieth of a kind with axe: how many of each kind were seen, and what is
    wrong with which. Of one ``register`` alone, if it is named."""
    page = browser.new_page(base_url=address, locale="ja-JP", bypass_csp=True)
    first = f"{address}/registers/{register}/" if register else f"{address}/registers/"
    waiting, known = deque([first]), {first}
    seen: Counter[str] = Counter()
    of_register: Counter[str] = Counter()
    faults: list[str] = []
    while waiting and seen.total() < most:
        at = waiting.popleft()
        kind = _kind(at)
        wrong = wrong_with(page, at, browser_axe=seen[kind] % axe_every == 0)
        seen[kind] += 1
        faults += [f"{at.removeprefix(address)}: {each}" for each in wrong]
        links = page.locator("main a[href]").evaluate_all("links => links.map(link => link.href)")
        for link in links:
            to = urldefrag(urljoin(at, link)).url
            if to in known or not to.startswith(address + "/") or not _is_followed(to):
                continue
            if register and _kind(to) != "record" and not to.startswith(first):
                continue
            if _kind(to) == "record":
                # so many of each register, from all of its tables
                of_register[at.split("?")[0]] += 1
                if of_register[at.split("?")[0]] > records:
                    continue
            known.add(to)
            waiting.append(to)
    page.close()
    return seen, faults


def _kind(address: str) -> str:
    parts = urlsplit(address).path.strip("/").split("/")
    if parts[0] == "records":
        return "record"
    return "list" if len(parts) == 1 else "table" if len(parts) == 2 else parts[2]


def _is_followed(address: str) -> bool:
    parts = urlsplit(address)
    asked = parse_qs(parts.query)
    number = asked.get("page", ["1"])[0]
    # every order and every choice of columns shows the same records
    plain = set(asked) <= {"page", "document", "old", "new", "kind", "versions", "d"}
    early = number.isdigit() and int(number) <= TABLE_PAGES
    file = re.search(r"\.[a-z]+$", parts.path)
    return bool(FOLLOWED.match(parts.path)) and plain and early and not file


def messages_of_ours() -> set[str]:
    """The Japanese messages of the catalogues that have another wording in English."""
    source = Path(shiryokan.__file__).parent
    found: set[str] = set()
    for path in source.rglob("en/LC_MESSAGES/django.po"):
        with path.open("rb") as reading:
            for message in read_po(reading):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                found |= {each for each in ids if each and message.string not in (each, "")}
    return found


_TEXTS = """() => {
  const texts = [], page = document.body, named = ["aria-label", "title", "placeholder", "data-label"];
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, style, [lang=ja]")) texts.push(walker.currentNode.data);
  for (const each of page.querySelectorAll("*")) for (const name of named) texts.push(each.getAttribute(name) || "");
  return texts.map((text) => text.trim()).filter(Boolean);
}"""
_STUCK = re.compile(r"\d(?:points?|pages?|items?|records?|documents?|found)\b")
"""45points: a figure to which an English word sticks."""


def not_english(page: Page, messages: set[str]) -> list[str]:
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
