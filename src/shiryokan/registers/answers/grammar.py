"""The grammar of questions and answers. :mod:`shiryokan.registers.answers` tells of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from shiryokan.registers.answers import foot_notes, heading_forms, heads_above, leads, marks, tags
from shiryokan.registers.answers.citations import annex_of
from shiryokan.registers.answers.entries import Entry, Found, Source
from shiryokan.registers.answers.marks import Number
from shiryokan.registers.answers.units import Unit, paragraphs
from shiryokan.registers.base import Unplaced
from shiryokan.registers.narrow_text import LEADERS, narrow, parted
from shiryokan.registers.source_text import Traced, joined

_SIGNS = "【】〔〕《》〈〉＜＞≪≫<> \u3000○〇●◎■□◆◇▼▽▲△★☆"
"""What headings are set in, and what is no part of their words."""
_LOWEST = 3
"""The rank of a heading of no known form; see :func:`_rank`."""
_ALIKE = 8
"""So many characters tell that the same question is asked again."""
_MARGIN = 8.0
"""Points by which lines of one margin may differ."""
_FURTHER_IN = 30.0
"""Points further in than the questions, between two and three letters: there it is quoted."""
_QUOTED = re.compile(r"「|[(【〔]\s?「?\s?(?:疑義解釈|令和|平成)")
"""What a question begins with right behind its number: a quotation, or the letter it is of."""
_LONGEST_PART = 40
"""Characters of the title of a part at most."""
_LONGEST_LIST = 40
"""Units above a line among which the item before it is looked for."""
_MOST_DELETED = 100
"""Questions that are said to be deleted together at most."""
_END = re.compile(r"(?:\(\s*)?以\s*上\s*(?:\))?。?$|以上の(?:ほか|他|とおり)")
"""What ends a letter."""
_COUNTS = 4
"""Counts that run beside each other at most: those of older letters are short."""


def read(units: Sequence[Unit]) -> Found:
    """The questions of a document and their answers."""
    heads = _heads(units)
    contents = _contents(units, heads)
    first = min(heads.keys() - contents, default=0)
    annexed = list(leads.annexed(paragraphs(units[:first])))
    entries, unplaced = _Reading(units, heads, contents, annexed).run()
    tags.take_tags(entries)
    foot_notes.put_notes(entries)
    _name_sources(entries)
    entries = list(_deleted(entries))
    heads_above.put_titles(entries)
    _share(entries)
    unplaced += _disorder(entries)
    for entry in entries:
        if not entry.answer and not entry.deleted:
            number = [] if entry.in_row and entry.question else [entry.written]
            unplaced.append(Unplaced.of("incomplete", joined([*number, *entry.question])))
    answered = [entry for entry in entries if entry.answer or entry.deleted]
    return Found(answered, sorted(unplaced, key=lambda each: each.page))


_LED = 3
"""Units above a question in which it may be said that it is printed again."""


@dataclass(frozen=True, slots=True)
class _Head:
    number: Number
    start: int
    end: int
    rest: int
    """The number is ``text[start:end]``, the question begins at ``rest``."""
    above: bool = False
    """The number stands in the unit above."""


def _heads(units: Sequence[Unit]) -> dict[int, _Head]:
    """The units that begin a question. A number that stands at the beginning of a line by chance
    (the text refers to a question) is told from a question's own by what follows it, by the
    margin, by the counts of questions, and by the answers that they have."""
    return _Heads(units).run()


class _Heads:
    """One pass over the units: what is known of the question before, and of the margin."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.found: dict[int, _Head] = {}
        self.counts = _Counts()
        self.answers = _answered(units)
        self.margin: float | None = None
        self.answered = self.parted = False
        """Whether the question before has its answer, and whether a heading stands behind that."""

    def run(self) -> dict[int, _Head]:
        bare: list[int] = []
        for at, unit in enumerate(self.units):
            if unit.kind in ("footnote", "caption") or unit.role not in ("", "question"):
                continue
            if marks.ANSWER.match(unit.plain):
                self.answered, self.parted = True, False
            elif _parts(unit.plain.strip()):
                self.parted = True
            if match := marks.QUESTION.match(unit.plain):
                number = Number.of(match["number"])
                if self._begins(at, match, number):
                    self.found[at] = _Head(number, *match.span("number"), match.end())
                    deleted = marks.DELETED.fullmatch(unit.plain, match.end())
                    self.counts.take(_last(number, deleted))
                    self.margin, self.parted = unit.x, False
                    # nothing is answered of a question that was deleted
                    self.answered = deleted is not None
            elif match := marks.BARE_QUESTION.match(unit.plain):
                bare.append(at)
                count = len(bare)
                self.found[at] = _Head(Number(str(count), (count,)), 0, 0, match.end())
        for at, head in heads_above.numbers(self.units, bare).items():
            rest = self.found[at].rest
            self.found[at] = _Head(head.number, head.start, head.end, rest, above=True)
        return self.found

    def _begins(self, at: int, match: re.Match[str], number: Number) -> bool:
        """Whether the unit at ``at``, which begins as a question does, is one."""
        unit = self.units[at]
        if unit.role:
            return True
        next_one = number.is_first or self.counts.goes_on(number)
        deleted = marks.DELETED.fullmatch(unit.plain, match.end()) is not None
        tagged = tags.after_tag(unit.plain, match.end()) > match.end()
        parted_off = bool(match["after"]) or tagged or match.end() == len(unit.plain) or deleted
        quoted = _QUOTED.match(unit.plain, match.end()) is not None
        shift = 0.0 if self.margin is None else unit.x - self.margin
        at_margin = abs(shift) <= _MARGIN
        if not (parted_off or quoted) and marks.REFERRED.match(unit.plain, match.end()):
            return False
        if not (parted_off or quoted):
            below_mark = at > 0 and _is_lone_mark(self.units[at - 1].plain)
            if below_mark or not (self.answered or at_margin):
                # what a question or an answer says, below its mark or in the midst of it
                return False
        if next_one and unit.opens:
            return True
        answers_on = self.answered and at in self.answers
        if at_margin and answers_on and (self._is_led(at, number) or self.counts.knows(number)):
            return True
        if not (parted_off or quoted):
            return False
        if at_margin and (next_one or self.counts.knows(number) or unit.opens):
            return True
        # the place is lost and found again: the question before has its answer, and so has this
        further_in = shift > _FURTHER_IN and not self.parted
        return answers_on and not further_in

    def _is_led(self, at: int, number: Number) -> bool:
        """Whether right above, or above headings, it is said that a question is printed again."""
        for unit in reversed(self.units[max(at - _LED, 0) : at]):
            if marks.QUESTION.match(unit.plain) or marks.ANSWER.match(unit.plain):
                return False
            if leads.is_lead(unit, number.text):
                return True
        return False


class _Counts:
    """The counts of questions that run through a letter: its own, and those of other letters whose
    questions it prints again between them."""

    def __init__(self) -> None:
        self._ends: list[Number] = []

    def goes_on(self, number: Number) -> bool:
        """Whether it follows the question before."""
        return bool(self._ends) and number.follows(self._ends[-1])

    def knows(self, number: Number) -> bool:
        """Whether it follows one of the last questions of any count."""
        return any(number.follows(end) for end in self._ends)

    def take(self, number: Number) -> None:
        """Go on with it in the count that it follows, or in one of its own."""
        followed = [end for end in reversed(self._ends) if number.follows(end)]
        if followed:
            self._ends.remove(followed[0])
        self._ends = [*self._ends, number][-_COUNTS:]


def _answered(units: Sequence[Unit]) -> set[int]:
    """The units that begin as questions and have an answer before the next that does."""
    found: set[int] = set()
    asked: int | None = None
    for at, unit in enumerate(units):
        if match := marks.QUESTION.match(unit.plain):
            asked = at
            if marks.DELETED.fullmatch(unit.plain, match.end()):
                found.add(at)
        elif asked is not None and marks.ANSWER.match(unit.plain):
            found.add(asked)
            asked = None
    return found


def _last(number: Number, deleted: re.Match[str] | None) -> Number:
    """The last of the questions that were deleted together."""
    return Number.of(deleted["last"]) if deleted and deleted["last"] else number


def _is_lone_mark(plain: str) -> bool:
    plain = plain.strip()
    return bool(marks.QUESTION.fullmatch(plain) or marks.ANSWER.fullmatch(plain))


def _parts(plain: str) -> bool:
    return bool(marks.ANNEX.fullmatch(plain) or marks.BRACKETED.fullmatch(plain))


def _contents(units: Sequence[Unit], heads: dict[int, _Head]) -> set[int]:
    """The questions of a table of contents: unanswered there, and asked again further on."""
    asked: dict[tuple[tuple[int, ...], str], int] = {}
    contents = set()
    ends = [*heads, len(units)][1:]
    for at, end in reversed(list(zip(heads, ends, strict=True))):
        words = LEADERS.sub("", units[at].plain[heads[at].rest :])
        words = "".join(words.split())[:_ALIKE]
        answered = any(marks.ANSWER.match(unit.plain) for unit in units[at + 1 : end])
        if answered:
            asked[heads[at].number.parts, words] = at
        elif (heads[at].number.parts, words) in asked:
            contents.add(at)
    return contents


class _Reading:
    """One pass over the units: each belongs to a question, an answer, a heading or to nothing."""

    def __init__(
        self,
        units: Sequence[Unit],
        heads: dict[int, _Head],
        contents: set[int],
        annexed: Sequence[tuple[str, Source]],
    ) -> None:
        self.units, self.contents = units, contents
        self.heads = {at: head for at, head in heads.items() if at not in contents}
        self.entries: list[Entry] = []
        self.unplaced: list[Unplaced] = []
        self.titles: dict[int, Traced] = {}
        self.collection = self.annex = Traced()
        self.leads: list[Source] = []
        self.annexed, self.printed = annexed, list[Source]()
        self.headed = self.skipping = self.closed = False
        self.margin = min((units[at].x for at in heads), default=0.0)
        self.last = max(self.heads, default=-1)
        self.over = heading_forms.over_each(units, list(self.heads))
        self.listing = frozenset(_listing(units))
        self.forms = heading_forms.learned(
            units,
            {at: head.number.is_first for at, head in self.heads.items()},
            lambda at, head: leads.is_lead(units[at], self.heads[head].number.text),
        )

    def run(self) -> tuple[list[Entry], list[Unplaced]]:
        at = min(self.heads, default=len(self.units))
        at = self._headings_before(at)
        while at < len(self.units):
            unit = self.units[at]
            first, is_next = self._next_head(at)
            if at in self.heads:
                self._question(at)
            elif at in self.contents:
                self.skipping = True
            elif is_next:
                self._headings(at, first)
                at = first
                continue
            elif self.closed or self._closes(at):
                self.closed = True
                self._report(unit)
            elif self._is_answer(unit):
                self._answer(unit)
            else:
                self._body(unit)
            at += 1
        return self.entries, self.unplaced

    def _headings_before(self, at: int) -> int:
        """The first of the headings that stand over the question at ``at``."""
        head = self.heads.get(at)
        if head is None:
            return at
        begins = head.number.is_first
        start = at
        while start > 0 and self._is_heading(start - 1, at, begins):
            start -= 1
        return start

    def _next_head(self, at: int) -> tuple[int, bool]:
        """The question that follows, and whether only its headings stand before it."""
        if not self._may_head(self.units[at]):
            return at, False
        end = at
        while end < len(self.units) and end not in self.heads and end - at < 8:
            end += 1
        if end not in self.heads:
            return at, False
        return end, self._headings_before(end) <= at

    def _may_head(self, unit: Unit) -> bool:
        if unit.kind in ("table", "footnote", "caption"):
            # a frame may have been taken for a table
            return _parts(unit.plain.strip()) or bool(leads.sources(unit))
        return len(unit.plain) <= 120 or bool(leads.sources(unit))

    def _is_heading(self, at: int, question: int, begins: bool) -> bool:
        """Whether the unit is a heading over the question, given that all units between are."""
        unit = self.units[at]
        plain = unit.plain.strip()
        if at in self.heads or not self._may_head(unit) or self._is_answer(unit):
            return False
        if at + 1 == question and (self.heads[question].above or plain[:1] in self.over):
            return True
        if marks.ANNEX.fullmatch(plain) or marks.BRACKETED.fullmatch(plain):
            return True
        if leads.is_lead(unit, self.heads[question].number.text):
            return True
        if begins and len(plain) <= _LONGEST_PART and marks.OF_PART.search(plain):
            return True
        if unit.x <= self.units[question].x + _MARGIN and self._form(unit):
            return True
        return self._is_title(at, question, begins)

    def _form(self, unit: Unit) -> str:
        """The form of a line, if it is one of the headings of the letter."""
        form = heading_forms.form_of(unit.plain) or heading_forms.bare_form(unit)
        return form if form in self.forms else ""

    def _rank(self, unit: Unit) -> int | None:
        form, plain = self._form(unit), unit.plain.strip()
        return _rank(plain) if not form else heading_forms.rank_of(form)

    def _is_title(self, at: int, question: int, begins: bool) -> bool:
        """The same of words that are in no brackets."""
        unit, margin = self.units[at], self.units[question].x + _MARGIN
        plain = unit.plain.strip()
        if plain.endswith(("。", "、", ",", "か")) or unit.glued:
            return False
        if at and marks.ANNEX.fullmatch(self.units[at - 1].plain.strip()):
            return True
        if self._is_listed(at):
            return False
        if marks.SIGNED.fullmatch(plain):
            before = self.units[at - 1].plain.strip() if at else ""
            return unit.x <= margin and not marks.SIGNED.fullmatch(before)
        if marks.NUMBERED.fullmatch(plain):
            section = _opens_section(plain, self.heads[question].number)
            return unit.x <= margin and (unit.kind == "heading" or begins or section)
        if marks.IN_KANJI.fullmatch(plain):
            return begins and unit.x <= margin + 3 * _MARGIN
        if marks.ITEM.match(plain):
            return False
        centred = begins and unit.x > margin + 3 * _MARGIN and unit.kind != "list"
        return centred or (unit.kind == "heading" and unit.x <= margin and unit.level <= 3)

    def _is_listed(self, at: int) -> bool:
        """Whether a numbered line goes on with a list of the answer above it."""
        match = marks.LISTED.match(self.units[at].plain.strip())
        if match is None or int(match["number"]) < 2:
            return False
        before = f"{match['open']}{int(match['number']) - 1}{match['close']}"
        for above in range(at - 1, max(at - _LONGEST_LIST, -1), -1):
            if above in self.heads:
                return False
            if self.units[above].plain.strip().startswith(before):
                return True
        return False

    def _headings(self, start: int, end: int) -> None:
        units = self.units[start:end]
        begins = self.heads[end].number.is_first
        marked = [n for n, u in enumerate(units) if marks.ANNEX.fullmatch(u.plain.strip())]
        annexes = [units[n].text for n in marked]
        if annexes:
            self.annex, self.leads = annexes[-1].strip("()（）〔〕【】 　"), []
        number = self.heads[end].number.text
        ranked: list[tuple[int, Traced]] = []
        names: list[Traced] = []
        for at, unit in enumerate(units):
            rank = self._rank(unit)
            if at in marked:
                continue
            if leads.is_lead(unit, number):
                # what stands before an annex is said in the letter's head, of another annex
                if not marked or at > marked[-1]:
                    self.leads = leads.sources(unit)
                continue
            if rank is None and (begins or annexes):
                names.append(unit.text)
            else:
                ranked.append((_LOWEST if rank is None else rank, unit.text))
        if begins and self.entries and not (names or annexes) and ranked:
            names.append(ranked.pop(0)[1])
        if names or annexes:
            self.titles = {}
            self.collection = joined(names) if names else annexes[-1].strip("()（）〔〕【】 　")
        for rank, text in ranked:
            self.titles = {r: title for r, title in self.titles.items() if r < rank}
            self.titles[rank] = _bare(text)
        self.headed = True

    def _question(self, at: int) -> None:
        unit, head = self.units[at], self.heads[at]
        if head.number.is_first and not self.headed and self.entries:
            self.titles, self.collection = {}, Traced()
        text = unit.text[head.rest :].strip()
        written = (self.units[at - 1] if head.above else unit).text[head.start : head.end]
        source = self._source(head.number.text)
        titles = [self.titles[rank] for rank in sorted(self.titles)]
        titles += [unit.topic] if unit.topic else []
        self.entries.append(
            Entry(
                at, head.number, written, [text] if text else [],
                collection=self.collection, topic=parted(titles, " / "), headed=self.headed,
                annex=self.annex, source=source, deleted=unit.struck, in_row=bool(unit.role),
                tags=[unit.tag] if unit.tag else [],
            )
        )  # fmt: skip
        self.headed = self.skipping = self.closed = False

    def _source(self, number: str) -> Source | None:
        """The older question that ``number`` is, where what stands above it says so."""
        for source in self.leads:
            if source.cited.covers(number):
                if not source.cited.last:
                    # it is said once of each
                    self.leads = [each for each in self.leads if each is not source]
                    return source
                one = msgspec.structs.replace(source.cited, first=number, last="")
                return Source(one, source.words)
        annex = annex_of(self.annex.text)
        fitting = [s for there, s in self.annexed if there == annex and s.cited.covers(number)]
        if not fitting:
            return None
        # two letters may have a question of one number: they are printed in the order of the head
        source = next((each for each in fitting if each not in self.printed), fitting[-1])
        self.printed.append(source)
        return Source(msgspec.structs.replace(source.cited, first=number, last=""), source.words)

    def _is_answer(self, unit: Unit) -> bool:
        """Whether a question is open and this begins its answer, or another part of it."""
        if unit.role and self.entries:
            return unit.role == "answer"
        if not self.entries or (unit.kind == "table" and self.entries[-1].answered):
            return False
        match = marks.ANSWER.match(unit.plain)
        if match is None:
            return False
        entry, number = self.entries[-1], match["number"]
        if id(unit) in self.listing:
            return True
        if entry.answered and abs(unit.x - entry.margin) > _MARGIN:
            return False
        return number is None or Number.of(number).parts == entry.number.parts

    def _answer(self, unit: Unit) -> None:
        entry = self.entries[-1]
        pattern = marks.LISTING if id(unit) in self.listing else marks.ANSWER
        match = pattern.match(unit.plain)
        text = unit.text[match.end() if match else 0 :].strip()
        if not entry.answered:
            entry.answered, entry.margin = True, unit.x
        if text:
            entry.answer.append(text)

    def _body(self, unit: Unit) -> None:
        if self.skipping:
            return
        if not self.entries:
            return
        entry = self.entries[-1]
        asked = unit.role == "rest of question"
        body = entry.answer if entry.answered and not asked else entry.question
        text = unit.text.strip()
        under_way = not unit.role or not (body and body[-1].text.endswith("。"))
        if unit.glued and body and under_way:
            body[-1] = joined([body[-1], text])
        else:
            body.append(text)

    def _closes(self, at: int) -> bool:
        """Whether what follows is no longer an answer: an annex, or behind the last question a
        page that begins with a heading of its own."""
        unit = self.units[at]
        plain = unit.plain.strip()
        apart = unit.top or unit.x > self.margin + 3 * _MARGIN
        if apart and marks.ANNEX.fullmatch(plain):
            return True
        if at > self.last and _END.match(plain):
            return True
        heading = unit.kind == "heading" and 1 <= unit.level <= 2 and not marks.ITEM.match(plain)
        return at > self.last and unit.top and heading and not plain.endswith("。")

    def _report(self, unit: Unit) -> None:
        """What follows an answer without belonging to it: one report a page."""
        if not any(each.page == unit.page and each.why == "orphan" for each in self.unplaced):
            self.unplaced.append(Unplaced.of("orphan", unit.text))


def _listing(units: Sequence[Unit]) -> Iterator[int]:
    """The answers, by their identity, whose mark a list follows, and not their number."""
    for unit, below in itertools.pairwise(units):
        match = marks.LISTING.match(unit.plain)
        if match and below.plain.startswith(marks.SECOND[match["first"]]):
            yield id(unit)


def _opens_section(plain: str, number: Number) -> bool:
    """Whether a numbered line is the heading of a section of which the question is the first: 第２
    over 2-1."""
    said = marks.NUMERAL.search(plain)
    first = len(number.parts) > 1 and number.parts[-1] == 1
    return first and said is not None and Number.of(said.group()).parts == number.parts[:-1]


def _bare(text: Traced) -> Traced:
    """A heading without its brackets or its sign."""
    text = text.strip(_SIGNS)
    form = heading_forms.form_of(narrow(text.text))
    if form and heading_forms.rank_of(form) == 1:
        return text[1:].strip()
    return text[1:-1].strip() if form else text


def _rank(plain: str) -> int | None:
    """Which headings stand over which: chapters over signs over words in brackets."""
    if marks.BRACKETED.fullmatch(plain):
        return 2
    if marks.SIGNED.fullmatch(plain):
        return 1
    if marks.NUMBERED.fullmatch(plain):
        return 0
    return None


def _name_sources(entries: Sequence[Entry]) -> None:
    """The letters that questions name in brackets behind their numbers."""
    for entry in entries:
        if entry.question and (found := leads.named_behind(entry.question[0], entry.number.text)):
            entry.source = found[0]
            rest = entry.question[0][found[1] :].strip()
            entry.question = [rest, *entry.question[1:]] if rest else entry.question[1:]


def _deleted(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, those marked that were deleted; where a word says so of several together, each
    of them."""
    for entry in entries:
        asked = entry.question[0] if entry.question else Traced()
        match = marks.DELETED.fullmatch(narrow(asked.text)) if entry.question else None
        answered = len(entry.answer) == 1 and marks.DELETED.fullmatch(narrow(entry.answer[0].text))
        if match is None and not answered:
            # of what is struck out whole an answer may be left that was put in its place
            yield entry
            continue
        entry.deleted = True
        yield entry
        numbers = match and match["last"] and Number.of(match["last"]).parts
        first = entry.number.parts
        if numbers and len(numbers) == len(first) and numbers[:-1] == first[:-1]:
            for last in range(first[-1] + 1, min(numbers[-1], first[-1] + _MOST_DELETED) + 1):
                number = Number.of("-".join(map(str, (*first[:-1], last))))
                yield replace(entry, number=number, answer=[], headed=False)


def _share(entries: list[Entry]) -> None:
    """Questions that stand together before one answer have it in common."""
    for at in range(len(entries) - 2, -1, -1):
        entry, following = entries[at], entries[at + 1]
        if entry.deleted or following.deleted or entry.in_row:
            continue
        if not entry.answered and entry.question and following.answer and not following.headed:
            entry.answer, entry.answered, entry.shared = list(following.answer), True, True


def _disorder(entries: Sequence[Entry]) -> list[Unplaced]:
    """A report for each number that does not follow the one before."""
    out = []
    last: Entry | None = None
    for entry in entries:
        if entry.source is not None:
            continue
        expected = entry.number.is_first or (last and entry.number.follows(last.number))
        if not expected:
            before = last.number.text if last else "-"
            text = f"{before} → {entry.number.text}"
            out.append(Unplaced(entry.written.page, "disorder", text, entry.written.places()))
        last = entry
    return out
