"""Forms without a head of columns: what is asked is known by the answer that is printed before it,
behind it or below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from shiryokan.registers.checklists.answers import (
    answer_of,
    is_blank,
    is_choice,
    may_choose,
    options_of,
    waits,
)
from shiryokan.registers.checklists.evidence import asks, squeezed
from shiryokan.registers.checklists.flow import Row, Spot
from shiryokan.registers.checklists.grid import untraced
from shiryokan.registers.checklists.headings import LONGEST_HEADING, may_head, style_of
from shiryokan.registers.checklists.heads import choice_at_end, kind_of
from shiryokan.registers.checklists.model import Answer, CellPlace
from shiryokan.registers.checklists.notes import NOTE
from shiryokan.registers.checklists.numbers import leading, parts_of
from shiryokan.registers.checklists.raw import (
    BULLET,
    RawForm,
    RawItem,
    references_of,
    without_references,
    without_star,
)
from shiryokan.registers.checklists.titles import is_filled_name, names_form, variant_of, year_of
from shiryokan.registers.narrow_text import parted
from shiryokan.registers.source_text import Traced

_FEWEST, _FEWEST_UNTITLED = 3, 5
"""Items of a form at least, with a title that names one and without."""
_OFTEN = 5
"""Rows in which a choice of unknown words stands at least."""
_ASKING = 0.6
"""Share of items that are sentences, or have a number, at least."""
_FIRST_PAGES = 3
"""Pages at the beginning of a paper of which a form in it is the matter: behind them it may be
quoted."""
_SAID = 0.25
"""Share of items that are sentences at least, in a form behind these."""
_SHORTEST = 4
"""Characters of what is asked at least."""
_TELLING = 8
"""Characters of what is asked at least, where it has no number."""
_LONGEST_NUMBER = 12
_BOX = re.compile(r"(?:[□☐]|[（(［\[][ 　]*[）)］\]])[ 　]*(?=\S)")
_AT_START = re.compile(
    r"(?P<choice>[^ 　。]{1,8}(?:[ 　]*[・/／][ 　]*[^ 　。]{1,8})+)[ 　]+(?=\S)"
)
_ORDERS = re.compile(r"(?:ください|下さい)[。]?$")
"""How what tells one to fill in ends."""
_REFERS = re.compile(r"[（(\[［]?[▶►▷]")


@dataclass
class _Read:
    """What a row holds. ``choice`` is how the answer is printed: in words, as a box, as a blank or
    as a drop-down; empty where none is."""

    words: Traced = field(default_factory=Traced)
    number: Traced = field(default_factory=Traced)
    star: Traced = field(default_factory=Traced)
    choice: str = ""
    printed: str = ""
    references: list[Traced] = field(default_factory=list)
    others: list[Traced] = field(default_factory=list)
    cell: CellPlace | None = None

    @property
    def whole(self) -> Traced:
        return parted([self.number, self.words], "　")


def asked_forms(rows: Iterable[Row], sheet: str = "") -> list[RawForm]:
    """The forms of rows, in order; their headings, notes and doubts with them."""
    rows = list(rows)
    counts = Counter(squeezed(s.text.text) for r in rows for s in r.spots if len(r.spots) > 1)
    often = {text for text, count in counts.items() if count >= _OFTEN and may_choose(text)}
    # what stands behind a box again and again is an answer: nothing is asked twice
    boxed = Counter(squeezed(r.spots[0].text.text) for r in rows if _is_boxed(r))
    often |= {text for text, count in boxed.items() if count >= _TWICE}
    listed = Counter(squeezed(text) for r in rows if r.ruled for text in _listed(r.spots))
    often |= {text for text, count in listed.items() if count >= _TWICE}
    reader = _Reader(sheet, frozenset(often))
    for row in rows:
        reader.take(row)
    reader.end()
    return [form for form in reader.forms if _is_form(form, reader.choices[id(form)])]


class _Reader:
    """Reads rows one by one: ``waiting`` are those that asked nothing yet."""

    def __init__(self, sheet: str, often: frozenset[str]) -> None:
        self.sheet, self.often = sheet, often
        self.forms: list[RawForm] = []
        self.choices: dict[int, list[str]] = {}
        self.waiting: list[_Read] = []
        self.seen: list[str] = []
        self.form = self._opened(Traced())

    def _opened(self, title: Traced) -> RawForm:
        self.seen = [title.text]
        form = RawForm(title, "", None, 1)
        self.forms.append(form)
        self.choices[id(form)] = []
        return form

    def take(self, row: Row) -> None:
        """The next row."""
        text = row.spots[0].text
        self._turn(row.page)
        if row.over:
            self._flush(to=0)
            self.form.headings.enter(text)
            return
        if len(row.spots) == 1 and NOTE.match(text.text.strip()):
            self.form.notes.append(text)
            return
        if len(row.spots) == 1 and self._is_title(text.text):
            self.waiting = []
            if self.form.items:
                self._close()
                self.form = self._opened(text.strip())
                return
            if not self.form.title or self.form.title.page != text.page:
                self.form.title = text.strip()
                return
        self.seen += [spot.text.text for spot in row.spots]
        read = _read(row, self.often)
        if read.choice and len(read.words.text) >= _SHORTEST and not self._is_filled(read):
            self._flush(to=0)
            self._item(read)
        elif read.choice:
            self._answer(read)
        elif read.words or read.number:
            self.waiting.append(read)

    def _turn(self, page: int) -> None:
        """A form goes on from page to page, and begins on the page of its title or the next."""
        last = self.form.items[-1].words if self.form.items else self.form.title
        if page and last.page and page > last.page + 1:
            self.waiting = []
            self._close()
            self.form = self._opened(Traced())

    def _is_title(self, text: str) -> bool:
        return names_form(text) and not asks(text) and not options_of(text)

    def _is_filled(self, read: _Read) -> bool:
        """Whether a row waits for the name or the day of whoever fills in: nothing is asked before
        the first item but in words or boxes."""
        name = read.words.text.strip(" 　:：")
        return (
            is_filled_name(name)
            or bool(_ORDERS.search(name))
            or (read.choice == "blank" and not self.form.items and not _asks_by_number(read))
        )

    def _answer(self, read: _Read) -> None:
        """A row that holds an answer alone: of the row before it."""
        if self.waiting and self._may_ask(self.waiting[-1]):
            asked = self.waiting.pop()
            self._flush(to=0)
            asked.choice, asked.printed = read.choice, read.printed
            if asked.choice != "blank" or self.form.items or _asks_by_number(asked):
                self._item(asked)

    def _may_ask(self, read: _Read) -> bool:
        return len(read.words.text) >= _SHORTEST and not self._is_filled(read)

    def _flush(self, to: int) -> None:
        """Take the rows that wait, but for the last ``to``, as what stands over the next item."""
        held, self.waiting = self.waiting[: len(self.waiting) - to], []
        over: list[_Read] = []
        for read in reversed(held):
            text = read.whole
            if not may_head(text.text) or len(text.text) > LONGEST_HEADING:
                break
            if not (style_of(text) or self.form.items or not over):
                break
            over.append(read)
        for read in held[: len(held) - len(over)]:
            if self.form.items and asks(read.words.text):
                self.form.left.append(read.whole)
            elif self.form.items:
                self.form.notes.append(read.whole)
        for read in reversed(over):
            self.form.headings.enter(read.whole)

    def _item(self, read: _Read) -> None:
        # what stands beside it is of no column that is known
        self.form.left += [text for text in read.others if asks(text.text)]
        self.choices[id(self.form)].append(read.choice)
        section, sub_section = self.form.headings.over_item()
        self.form.items.append(
            RawItem(
                number=read.number,
                words=read.words,
                section=section,
                sub_section=sub_section,
                references=read.references,
                who=(),
                star=read.star,
                hearing=Traced(),
                cell=read.cell,
                key="",
                answers=[read.printed],
            )
        )

    def _close(self) -> None:
        form = self.form
        if len(form.items) < _FEWEST:
            # it is none
            return
        form.variant = variant_of(
            form.title.text, [*self.seen, f"（{self.sheet}）" if self.sheet else ""]
        )
        form.year = year_of([form.title.text, *self.seen])

    def end(self) -> None:
        """No row follows."""
        for read in self.waiting:
            if self.form.items:
                kept = self.form.left if asks(read.words.text) else self.form.notes
                kept.append(read.whole)
        self.waiting = []
        self._close()


def _asks_by_number(read: _Read) -> bool:
    return bool(read.number) and asks(read.words.text)


def _is_boxed(row: Row) -> bool:
    text = row.spots[0].text.text.strip()
    return len(row.spots) == 1 and bool(_BOX.match(text)) and len(text) <= _LONGEST_OPTION


def _listed(spots: Sequence[Spot]) -> list[str]:
    """Short texts beside each other whose numbers count on from the first: 1 はい, 2 いいえ."""
    found: list[str] = []
    for spot in spots:
        text = spot.text.text.strip()
        match = leading(text) if len(text) <= _LONGEST_OPTION else None
        parts = parts_of(match["number"].strip()) if match else ()
        at = len(found)
        if len(parts) == 1 and parts[0] in [order[at : at + 1] for order in _ORDERS_OF_OPTIONS]:
            found.append(text)
        elif found:
            break
    return found if len(found) > 1 else []


_ORDERS_OF_OPTIONS = ("123456789", "アイウエオカキクケ", "イロハニホヘトチリ", "abcdefghi")
"""In what order what is to be chosen is listed."""
_LONGEST_OPTION = 16
"""Characters of an answer that stands behind a box, with it, at most."""
_TWICE = 3
"""How often one stands in a form at least."""


def _read(row: Row, often: frozenset[str]) -> _Read:
    found = _Read()
    spots = _whole_brackets(row.spots)
    if len(spots) > 1 and spots[0].text.text == "（　）":
        # a blank before what is asked
        found.choice = "box"
        spots = spots[1:]
    if not row.ruled:
        spots = _without_choices(spots, found)
    if not found.choice:
        spots = _apart(spots, found)
    labelled = row.ruled and len(row.spots) > 1
    texts = [
        spot for spot in spots
        if not (_is_answer(spot, often, found) or _is_known(spot, found, labelled=labelled))
    ]  # fmt: skip
    if texts:
        words = max(texts, key=lambda spot: len(spot.text.text))
        found.cell = words.cell
        found.others = [spot.text for spot in texts if spot is not words]
        _words(found, words.text.strip())
    return found


_BRACKETS = ("（）", "()", "［］", "[]", "〔〕", "【】", "〈〉", "《》", "＜＞", "「」")


def _whole_brackets(spots: Sequence[Spot]) -> list[Spot]:
    """The texts of a row, with the two halves of a bracket around white as one."""
    found: list[Spot] = []
    for spot in spots:
        if found and found[-1].text.text.strip() + spot.text.text.strip() in _BRACKETS:
            found[-1] = replace(found[-1], text=untraced("（　）"))
        else:
            found.append(spot)
    return found


def _is_answer(spot: Spot, often: frozenset[str], found: _Read) -> bool:
    """Whether a text prints the answer; takes it then."""
    plain = spot.text.text.strip()
    if spot.offered and not (plain and answer_of(plain) is None and not is_choice(plain)):
        found.choice = "offered"
    elif plain in ("□", "☐"):
        found.choice = found.choice or "box"
    elif options_of(plain) or waits(plain):
        found.choice = "words"
    elif squeezed(plain) in often:
        found.choice = found.choice or "often"
    elif is_blank(plain):
        found.choice = found.choice or "blank"
    else:
        return False
    found.printed = plain
    return True


def _is_known(spot: Spot, found: _Read, *, labelled: bool) -> bool:
    """Whether a text is a star, a number, a reference or the head of a blank; takes it then."""
    plain = spot.text.text.strip()
    if plain in ("★", "☆", "◎"):
        found.star = spot.text.strip()
    elif (
        len(plain) <= _LONGEST_NUMBER and parts_of(plain.strip("★☆◎ 　")) and not found.number
    ):  # fmt: skip
        found.number, found.star = without_star(spot.text.strip(), found.star)
    elif _REFERS.match(plain):
        found.references += references_of(spot.text)
    else:
        return labelled and bool(kind_of(plain.rstrip(":： 　"))) and not asks(plain)
    return True


def _apart(spots: list[Spot], found: _Read) -> list[Spot]:
    """The cells of a row without those, each a word to choose, that print a choice together."""
    for start in range(len(spots)):
        for end in range(len(spots), start + 1, -1):
            own = [spot.text.text.strip() for spot in spots[start:end]]
            if max(map(len, own)) <= _WORD and len(options_of("　".join(own))) == len(own):
                found.choice, found.printed = "words", "　".join(own)
                return spots[:start] + spots[end:]
    return spots


_WORD = 8
"""Characters of one word to choose at most, where each has a cell."""


def _without_choices(spots: list[Spot], found: _Read) -> list[Spot]:
    """The texts of a line without those at its end that print a choice together."""
    texts = [spot.text.text for spot in spots]
    if len(spots) > 1 and is_blank(whole := _beside(texts)):
        found.choice, found.printed = "blank", whole
        return []
    for at in range(len(spots)):
        if options_of(rest := _beside(texts[at:])):
            found.choice, found.printed = "words", rest
            return spots[:at]
    for at in range(len(spots) - 1, 0, -1):
        if options_of(begun := _beside(texts[:at])):
            found.choice, found.printed = "words", begun
            return spots[at:]
    return spots


def _beside(texts: Sequence[str]) -> str:
    return "　".join(filter(None, texts))


def _words(found: _Read, text: Traced) -> None:
    text, found.star = without_star(text, found.star)
    box = _BOX.match(text.text)
    if box and not options_of(text.text):
        found.choice, found.printed = found.choice or "box", "□"
        text = text[box.end() :].strip()
        text, found.star = without_star(text, found.star)
    if not found.number and (match := leading(text.text)):
        found.number, text = text.cut(match, "number"), text[match.end() :].strip()
        text, found.star = without_star(text, found.star)
        if box := _BOX.match(text.text):
            found.choice, found.printed = found.choice or "box", "□"
            text = text[box.end() :].strip()
    elif bullet := BULLET.match(text.text):
        text = text[bullet.end() :].strip()
    text = _without_first(found, text)
    if match := choice_at_end(text.text):
        said = match["choice"].strip()
        found.choice = "box" if said in "□☐" else "words"
        found.printed, text = said, text[: match.start()].strip()
    text, said_references = without_references(text)
    found.references += said_references
    if found.choice == "box" and answer_of(text.text) not in (None, Answer.UNCHECKED):
        # □ はい, alone in its line
        found.choice, found.printed, text = "words", text.text, Traced()
    found.words = text


def _without_first(found: _Read, text: Traced) -> Traced:
    """A text without the choice that stands before it."""
    match = _AT_START.match(text.text)
    if not match or not options_of(match["choice"]):
        return text
    found.choice, found.printed = "words", match["choice"]
    text = text[match.end() :].strip()
    if not found.number and (own := leading(text.text)):
        found.number, text = text.cut(own, "number"), text[own.end() :].strip()
    return text


def _is_form(form: RawForm, choices: Sequence[str]) -> bool:
    """Whether rows are a form: enough of them ask, and more than boxes say so where nothing names a
    checklist."""
    items = form.items
    if len(items) < _FEWEST:
        return False
    asking = sum(len(item.words.text) >= _TELLING or bool(item.number) for item in items)
    if asking < _ASKING * len(items):
        return False
    sentences = sum(asks(item.words.text) for item in items)
    if items[0].words.page > _FIRST_PAGES and sentences < _SAID * len(items):
        # what a letter quotes of a sheet for patients names findings, and asks nothing
        return False
    if form.title:
        return True
    plain = sum(choice in ("words", "offered") for choice in choices)
    return len(items) >= _FEWEST_UNTITLED and min(plain, sentences) >= _ASKING * len(items)
