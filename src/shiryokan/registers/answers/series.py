"""Questions and answers found by the series that they form, whatever their marks are.

Bodies mark questions with words, signs, brackets and numbers of their own. What they have in common
is the whole: one beginning of lines comes again and again, with numbers that count on or with the
same words, what follows it asks, and between two of them another beginning comes once, or the
indent changes. A paper that calls itself one of questions and shows such a series has its lines put
as the grammar knows them: 問１, （答）.
"""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from shiryokan.paper.model import Page
from shiryokan.registers.answers import marks
from shiryokan.registers.answers.asking import asks, asks_plainly, ends_sentence, names_itself
from shiryokan.registers.answers.document_lines import (
    Address,
    DocumentLine,
    lines_of,
    rewritten,
)
from shiryokan.registers.answers.mark_prefixes import end_of, numbered_head, prefixes
from shiryokan.registers.answers.marks import Number
from shiryokan.registers.answers.unmarked import LONGEST, answer_lines, asking_paragraphs
from shiryokan.registers.narrow_text import LEADERS
from shiryokan.registers.passages import TracedPassage
from shiryokan.registers.source_text import Piece, Traced

_FEWEST = 3
"""Questions of a series at least."""
_SHARE = 0.8
"""Share of the questions that have one answer behind them, at least."""
_ASKING, _ASKING_PLAINLY = 0.6, 0.45
"""Shares of the questions that end as questions do, and as nothing else does, at least."""
_ANSWERS_ASK = 0.3
"""Share of answers that end so, at most."""
_ELSEWHERE = 1.3
"""So often may a mark of answers stand for each answer."""
_MORE = 1.2
"""So many times as many answered questions as by known marks must a series show."""
_SHORTER = 2
"""By how many times a series with marks may be shorter than one without."""
_COUNTED = 0.7
"""Share of the numbers of one form that count on, at least."""
_ROW = 4
"""Lines of which a row of a table of contents is made at most: a mark, words, dots, a page."""
_GAP = 3
"""Numbers of a series that may be missing, and one."""
_MOST_MARKS = 40
"""Beginnings of lines that may be marks without numbers, the most frequent ones."""
_SAME = 3.0
"""Points by which indents differ that are one."""
_TRIED = 8
"""Marks of answers that are tried for one series of questions."""
_TITLED = 0.7
"""Share of the questions whose first line is a title, if such lines are titles."""
_UNANSWERED = 0.2
"""Questions with known marks but no answer, for each that has one."""
_HEAD_LINES = 8
"""Numbered lines at the head of a paper at most."""
_END = re.compile(r"以\s*上[。.]?|\(?\s*以\s*上\s*\)?")


@dataclass(slots=True)
class _Asked:
    """A question of a series: the lines ``[head, answer)`` and ``[answer, end)``; ``start:stop`` is
    its number in the first of them, if it has one, and its words begin at ``rest``; those of its
    answer begin at ``answer_rest``."""

    head: int
    end: int
    rest: int
    start: int = 0
    stop: int = 0
    answer: int = -1
    answer_rest: int = 0


@dataclass(slots=True)
class _Series:
    asked: list[_Asked]
    lines: Sequence[DocumentLine]
    marked: bool = True
    """Answers have a mark."""
    answered: list[_Asked] = field(init=False)

    def __post_init__(self) -> None:
        self.answered = [each for each in self.asked if each.answer >= 0]

    @property
    def numbered(self) -> bool:
        return any(each.stop for each in self.asked)

    def question(self, each: _Asked) -> str:
        own = [self.lines[each.head].plain[each.rest :]]
        own += [line.plain for line in self.lines[each.head + 1 : each.answer]]
        return "".join(own)

    def asks_plainly(self) -> int:
        """How many questions end as nothing else does."""
        return sum(asks_plainly(self.question(each)) for each in self.answered)

    def shows(self) -> bool:
        """Whether it is one of questions and answers."""
        if len(self.answered) < _FEWEST or len(self.answered) < _SHARE * len(self.asked):
            return False
        questions = [self.question(each) for each in self.answered]
        if sum(map(asks_plainly, questions)) < _ASKING_PLAINLY * len(questions):
            return False
        asking = sum(map(asks, questions))
        again = sum(asks_plainly(self.lines[each.end - 1].plain) for each in self.answered)
        return asking >= _ASKING * len(self.answered) and again <= _ANSWERS_ASK * len(self.answered)


def with_series(
    passages: Sequence[TracedPassage], pages: Sequence[Page], *, in_columns: int
) -> list[TracedPassage]:
    """The passages with the lines of a series of questions as the grammar knows them; none if there
    is no such series. ``in_columns`` are the questions that stand in columns."""
    if not names_itself(pages):
        return []
    lines = lines_of(passages, pages)
    known, numbered, unanswered = _known(lines)
    if known >= _FEWEST and numbered and unanswered <= _UNANSWERED * known:
        # known marks tell all that there is
        return []
    series = _found(lines)
    if series is None:
        return []
    count = len(series.answered)
    better = count > _MORE * known or (count >= known and series.numbered and not numbered)
    if not better or count <= in_columns:
        return []
    return rewritten(passages, _Put(series).lines(), tables=False)


def _known(lines: Sequence[DocumentLine]) -> tuple[int, bool, int]:
    """The questions that known marks show with their answers, whether they have numbers, and how
    many have no answer."""
    count = numbered = 0
    asked: str | None = None
    left: list[str] = []
    answered: set[str] = set()
    for line in lines:
        match = marks.QUESTION.match(line.plain)
        if match or marks.BARE_QUESTION.match(line.plain):
            if asked is not None:
                left.append(asked)
            asked = Number.of(match["number"]).text if match else ""
        elif asked is not None and marks.ANSWER.match(line.plain):
            count, numbered = count + 1, numbered + bool(asked)
            answered.add(asked)
            asked = None
    if asked is not None:
        left.append(asked)
    # one of a table of contents has its answer where it is asked again
    unanswered = sum(not number or number not in answered for number in left)
    return count, numbered * 2 > count, unanswered


def _found(lines: Sequence[DocumentLine]) -> _Series | None:
    """The series that shows most questions with their answers. One with marks of answers goes
    before one with numbers alone, and that before one that only asks, unless it is far shorter."""
    found = [series for series in _candidates(lines) if series.shows()]
    most = max((len(each.answered) for each in found), default=0)
    return max(
        (each for each in found if len(each.answered) * _SHORTER >= most),
        key=lambda each: (each.marked, each.numbered, len(each.answered)),
        default=None,
    )


def _candidates(lines: Sequence[DocumentLine]) -> Iterator[_Series]:
    for asked in _counted(lines):
        yield from _answered(lines, asked)
    yield from _by_marks(lines)
    text = [line for line in lines if line.at.cell < 0]
    pairs = asking_paragraphs(text)
    asked = [
        _Asked(head, end, 0, answer=answer)
        for (head, answer), end in zip(
            pairs, [*(head for head, _ in pairs[1:]), len(text)], strict=False
        )
    ]
    yield _Series(asked, text, marked=False)


# --- questions with numbers


def _counted(lines: Sequence[DocumentLine]) -> Iterator[list[_Asked]]:
    """The series of numbers that count on, of each form, from any beginning on to the end."""
    forms = defaultdict(list)
    for at, line in enumerate(lines):
        row = itertools.takewhile(line.beside, lines[at : at + _ROW])
        leads = any(LEADERS.search(each.plain) for each in row)
        head = None if leads else numbered_head(line.plain)
        if head is not None:
            forms[head.key].append((at, head))
    for heads in forms.values():
        kept = []
        last = None
        for at, head in heads:
            number = head.number
            near = last is not None and (
                number.follows(last)
                or (
                    number.parts[:-1] == last.parts[:-1]
                    and 0 < number.parts[-1] - last.parts[-1] <= _GAP
                )
            )
            if number.is_first or near:
                kept.append((at, head))
                last = number
        if len(kept) < max(_FEWEST, _COUNTED * len(heads)):
            continue
        ends = [*(at for at, _ in kept[1:]), _last(lines, kept[-1][0])]
        yield [
            _Asked(at, end, head.rest, head.start, head.end)
            for (at, head), end in zip(kept, ends, strict=True)
        ]


def _last(lines: Sequence[DocumentLine], begin: int) -> int:
    """Where the last question ends."""
    for at in range(begin + 1, len(lines)):
        if _END.fullmatch(lines[at].plain):
            return at
    return len(lines)


def _answered(lines: Sequence[DocumentLine], asked: list[_Asked]) -> Iterator[_Series]:
    """The series with its answers, as marks tell them, or as indents do."""
    for first in _beginnings(lines, asked):
        own = asked[first:]
        asking = sum(_asks_near(lines, each) for each in own)
        if len(own) < _FEWEST or asking < _ASKING_PLAINLY * len(own):
            continue
        marked = [
            series
            for key in _marks_of_answers(lines, own)
            if (series := _with_mark(lines, own, key)).shows()
        ]
        if marked:
            # of a mark before the question and one before the answer, the one behind what asks
            yield max(marked, key=_Series.asks_plainly)
            return
        answers = answer_lines(lines, [(each.head, each.end, each.rest) for each in own])
        bare = [replace(each, answer=at) for each, at in zip(own, answers, strict=True)]
        series = _Series(bare, lines, marked=False)
        if series.shows():
            yield series
            return


def _beginnings(lines: Sequence[DocumentLine], asked: Sequence[_Asked]) -> list[int]:
    """Where the series may begin: what counts before it may be the head of the paper."""
    ones = [
        at
        for at, each in enumerate(asked[:_HEAD_LINES])
        if at and Number.of(lines[each.head].plain[each.start : each.stop]).is_first
    ]
    return [0, *ones]


def _asks_near(lines: Sequence[DocumentLine], each: _Asked) -> bool:
    """Whether one of the lines in which the question must end does so as a question."""
    own = lines[each.head : min(each.end, each.head + LONGEST)]
    return any(asks_plainly(line.plain) for line in own)


def _with_mark(lines: Sequence[DocumentLine], asked: Sequence[_Asked], key: str) -> _Series:
    found = []
    for each in asked:
        at, rest = _first_with(lines, each, key)
        found.append(replace(each, answer=at, answer_rest=rest))
    return _Series(found, lines)


def _marks_of_answers(lines: Sequence[DocumentLine], asked: Sequence[_Asked]) -> list[str]:
    """What a line begins with once behind nearly every question, and nearly nowhere else: the
    likeliest first."""
    within: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    likely = _likely_marks(lines, asked)
    for each in asked:
        # in the order of the lines: that of a set is another one in each process
        met: dict[str, None] = {}
        for line in lines[each.head + 1 : each.end] if likely else ():
            for prefix in prefixes(line.plain):
                if prefix.key not in likely:
                    break
                everywhere[prefix.key] += 1
                whole[prefix.key] += prefix.whole
                met[prefix.key] = None
        within.update(met.keys())
    fitting = [
        key
        for key, count in within.items()
        if count >= _SHARE * len(asked)
        and everywhere[key] <= _ELSEWHERE * count
        and (len(key) > 1 or whole[key] >= _SHARE * count)
        and key != "#"
    ]
    fitting.sort(
        key=lambda key: (whole[key] >= _SHARE * within[key], within[key], len(key)), reverse=True
    )
    return fitting[:_TRIED]


def _likely_marks(lines: Sequence[DocumentLine], asked: Sequence[_Asked]) -> set[str]:
    """All beginnings of lines behind so many of the shortest questions that what stands behind
    nearly every question is among them."""
    without = len(asked) - math.ceil(_SHARE * len(asked))
    shortest = sorted(asked, key=lambda each: each.end - each.head)[: without + 1]
    return {
        prefix.key
        for each in shortest
        for line in lines[each.head + 1 : each.end]
        for prefix in prefixes(line.plain)
    }


def _first_with(lines: Sequence[DocumentLine], each: _Asked, key: str) -> tuple[int, int]:
    for at in range(each.head + 1, each.end):
        rest = end_of(lines[at].plain, key)
        if rest is not None:
            return at, rest
    return -1, 0


# --- questions with marks alone


def _by_marks(lines: Sequence[DocumentLine]) -> Iterator[_Series]:
    """Two marks that take turns, of which the first asks: each wherever it stands, or at the indent
    alone where it does so most often, for the items of lists may have the same sign."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        for prefix in prefixes(line.plain):
            if prefix.whole and "#" not in prefix.key:
                places[prefix.key].append(at)
    usual = sorted((k for k in places if len(places[k]) >= _FEWEST), key=lambda k: -len(places[k]))
    marked = [(key, own) for key in usual[:_MOST_MARKS] for own in _by_indent(lines, places[key])]
    for one, asked in marked:
        for other, answers in marked:
            fewer, more = sorted((len(asked), len(answers)))
            related = one.startswith(other) or other.startswith(one)
            if one == other or related or fewer < _SHARE * more:
                continue
            series = _in_turns(lines, (one, asked), (other, answers))
            if len(series.answered) >= _SHARE * more:
                yield series


def _by_indent(lines: Sequence[DocumentLine], places: Sequence[int]) -> Iterator[list[int]]:
    """The places of a mark, and those of them at its usual indent, if it has others."""
    yield list(places)
    indents = Counter(round(lines[at].indent / _SAME) for at in places)
    indent, count = indents.most_common(1)[0]
    if _FEWEST <= count < len(places):
        yield [at for at in places if round(lines[at].indent / _SAME) == indent]


def _in_turns(
    lines: Sequence[DocumentLine], asks_: tuple[str, list[int]], answers: tuple[str, list[int]]
) -> _Series:
    found = []
    ends = [*asks_[1][1:], _last(lines, asks_[1][-1])]
    for head, end in zip(asks_[1], ends, strict=True):
        behind = bisect_right(answers[1], head)
        at = answers[1][behind] if behind < len(answers[1]) and answers[1][behind] < end else -1
        found.append(
            _Asked(
                head, end, end_of(lines[head].plain, asks_[0]) or 0, answer=at,
                answer_rest=(end_of(lines[at].plain, answers[0]) or 0) if at >= 0 else 0,
            )
        )  # fmt: skip
    return _Series(found, lines)


# --- the lines, put as they are known


class _Put:
    def __init__(self, series: _Series) -> None:
        self.series, self.all = series, series.lines
        self.before = self._word_before()
        self.titled = self._has_titles()

    def lines(self) -> dict[Address, list[Traced]]:
        """What stands in the place of the lines that are heads of questions or of answers."""
        found: dict[Address, list[Traced]] = {}
        for each in self.series.asked:
            line = self.all[each.head]
            rest = line.text[self._rest(each) :].strip()
            number = line.text[each.start : each.stop]
            mark = [_piece("問", line), *number.pieces, _piece("\u3000", line)]
            if not number:
                mark = [_piece("（問）", line)]
            title = self._title(each) if self.titled else Traced()
            if title:
                bracketed = Traced([_piece("【", line), *title.pieces, _piece("】", line)])
                found[line.at] = [bracketed, Traced(mark)]
                if not rest:
                    found[self.all[each.head + 1].at] = []
            else:
                found[line.at] = [Traced([*mark, *rest.pieces])]
            self._clear_before(each.head, found)
            if each.answer >= 0:
                self._clear_before(each.answer, found)
                own = self.all[each.answer]
                words = own.text[each.answer_rest :].strip()
                found[own.at] = [Traced([_piece("（答）", own), *words.pieces])]
            for between in self.all[each.head + 1 : max(each.answer, 0)]:
                if self.series.numbered and marks.BARE_QUESTION.fullmatch(between.plain):
                    found[between.at] = []
        return found

    def _clear_before(self, at: int, found: dict[Address, list[Traced]]) -> None:
        """A mark set wide may have lost its first sign to a line of its own: 質　問１."""
        if at and len((before := self.all[at - 1]).plain) == 1 and before.beside(self.all[at]):
            found[before.at] = []

    def _rest(self, each: _Asked) -> int:
        """Where the words of a question begin, behind the word before them."""
        plain = self.all[each.head].plain[each.rest :]
        end = end_of(plain, self.before) if self.before else None
        return each.rest + (end or 0)

    def _word_before(self) -> str:
        """A mark behind the numbers of nearly all questions: 【No.１】＜照会＞."""
        asked = self.series.asked
        found = Counter(
            prefix.key
            for each in asked
            for prefix in prefixes(self.all[each.head].plain[each.rest :])
            if prefix.whole and "#" not in prefix.key
        )
        usual = [key for key, count in found.items() if count >= _SHARE * len(asked)]
        return max(usual, key=len, default="")

    def _has_titles(self) -> bool:
        """Whether numbers stand before titles, with the questions below them."""
        titled = [
            each
            for each in self.series.answered
            if (title := self._title(each)) and not ends_sentence(title.text)
        ]
        return self.series.numbered and len(titled) >= _TITLED * len(self.series.answered)

    def _title(self, each: _Asked) -> Traced:
        """The words behind a number, or in its row, if others follow before the answer."""
        line, below = self.all[each.head], self.all[each.head + 1 : each.head + 2]
        rest = line.text[self._rest(each) :].strip()
        if not rest and below and line.beside(below[0]):
            line, rest = below[0], below[0].text
        last = each.head + (line is not self.all[each.head])
        words = each.answer > last + 1
        return rest if words and not line.full else Traced()


def _piece(text: str, line: DocumentLine) -> Piece:
    return Piece(text, line.text.page, None, 0)
