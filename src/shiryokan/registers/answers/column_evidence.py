"""Columns of questions and answers told by what stands in them, where their titles are not known.

The cells of one column ask, those of another do not and are sentences as well; a column of numbers
that count on may stand beside them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from shiryokan.paper.model import Page
from shiryokan.registers.answers import marks, tables
from shiryokan.registers.answers.asking import asks, asks_plainly, ends_sentence, names_itself
from shiryokan.registers.answers.marks import NUMERAL, Number
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.passages import TracedPassage

_FEWEST = 3
"""Rows of a table of questions at least."""
_ASKING, _ANSWERS_ASK = 0.5, 0.2
"""Shares of the cells of a column of questions that ask at least, and of one of answers at most."""
_ASKING_TITLED, _FEWEST_TITLED = 0.3, 2
"""The same, where titles tell both columns: share of cells that ask, and rows."""
_FILLED, _SENTENCES = 0.7, 0.6
"""Shares of the rows in which an answer stands, and of answers that are sentences."""
_COUNTED, _MARKED = 0.7, 0.3
"""Shares of cells that are numbers which count on, at least; of questions with marks, at most."""
TITLE = 24
"""Characters of a title at most."""
_TITLES = 2
"""Rows of titles at most."""
ASKED = re.compile(
    r"質問|質疑|疑義|疑問|照会|問い?合わ?せ|尋ね|伺い|相談|確認したい|意見|問い?$|^Q"
)
ANSWERED = re.compile(r"回答|答|考え|見解|対応|方針|説明|取扱|^A")
_CHOICES = re.compile(r"[□☐✓]|はい|いいえ|該当\s*[・/]|有\s*[・/]\s*無|点検結果|確認結果|評価")
"""What tables have that are filled in: their questions are asked of the reader."""


def learned(
    passages: Sequence[TracedPassage], pages: Sequence[Page]
) -> Mapping[int, tables.Learned]:
    """The columns of questions and answers, by the number of columns of their tables."""
    grouped: dict[int, list[TracedPassage]] = defaultdict(list)
    for passage in passages:
        if passage.cells and tables.columns_of(passage.cells):
            # known titles hold for the tables on the next pages as well
            return {}
        if passage.cells:
            grouped[_count(passage)].append(passage)
    if not grouped:
        return {}
    named = names_itself(pages)
    found = {count: _columns(own, named=named) for count, own in grouped.items() if count > 1}
    return {count: own for count, own in found.items() if own is not None}


def _count(passage: TracedPassage) -> int:
    return max(cell.column + cell.columns for cell in passage.cells)


def _columns(own: Sequence[TracedPassage], *, named: bool) -> tables.Learned | None:
    titles, rows = _rows(own)
    if any(_CHOICES.search(title) for title in titles.values()):
        return None
    texts: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        for column, text in row.items():
            if text:
                texts[column].append(text)
    pair = _pair(titles, texts)
    if pair is None:
        return None
    question, answer = pair
    titled = [
        bool(ASKED.search(titles.get(question, ""))),
        bool(ANSWERED.search(titles.get(answer, ""))),
    ]
    others = titles.get(question) and titles.get(answer) and not any(titled)
    if not (named or all(titled)) or others:
        return None
    columns = {"question": question, "answer": answer}
    number = _best({c: _counts(each) for c, each in texts.items() if c not in (question, answer)})
    if number is not None and _counts(texts[number]) >= _COUNTED:
        columns["number"] = number
    for column, title in titles.items():
        if column not in columns.values() and tables.COLUMNS["topic"].fullmatch(title):
            columns.setdefault("topic", column)
    return tables.Learned(columns, frozenset(titles.values()))


def _pair(titles: Mapping[int, str], texts: Mapping[int, Sequence[str]]) -> tuple[int, int] | None:
    """The columns of questions and of answers, by their titles and by what stands below them."""
    asked = {column for column, title in titles.items() if ASKED.search(title)}
    said = {c for c, title in titles.items() if ANSWERED.search(title)} - asked
    both = bool(asked and said)
    question = _best(
        {
            column: _share(asks, each) + (column in asked)
            for column, each in texts.items()
            if _share(asks, each) >= (_ASKING_TITLED if both and column in asked else _ASKING)
            and _long(each)
        }
    )
    if question is None or len(texts[question]) < (_FEWEST_TITLED if both else _FEWEST):
        return None
    if _share(_is_marked, texts[question]) > _MARKED:
        # a frame around questions and answers that their marks tell
        return None
    answer = _best(
        {
            column: _share(ends_sentence, each) + (column in said) + (column > question) * 0.5
            for column, each in texts.items()
            if column != question
            and len(each) >= _FILLED * len(texts[question])
            and _share(asks_plainly, each) <= _ANSWERS_ASK
            and (column in said or _share(ends_sentence, each) >= _SENTENCES)
            and _long(each)
        }
    )
    return None if answer is None else (question, answer)


def _rows(own: Sequence[TracedPassage]) -> tuple[dict[int, str], list[dict[int, str]]]:
    """The titles of the columns, and the rows below them, the text of each cell by its column."""
    rows = []
    for passage in own:
        at: dict[int, dict[int, str]] = defaultdict(dict)
        for cell in passage.cells:
            at[cell.row][cell.column] = "".join(narrow(cell.text).split())
        rows += [at[row] for row in sorted(at)]
    titles: dict[int, str] = {}
    for row in rows[:_TITLES]:
        if all(_is_title(text) for text in row.values()):
            titles |= {column: text for column, text in row.items() if text}
        else:
            break
    said = set(titles.values())
    return titles, [row for row in rows if not set(filter(None, row.values())) <= said]


def _is_title(text: str) -> bool:
    number = NUMERAL.fullmatch(text) is not None
    return len(text) <= TITLE and not number and not text.endswith("。") and not asks_plainly(text)


def _is_marked(text: str) -> bool:
    return bool(marks.QUESTION.match(text) or marks.BARE_QUESTION.match(text))


def _best(scores: Mapping[int, float]) -> int | None:
    return max(scores, key=lambda column: scores[column], default=None)


def _share(test: Callable[[str], bool], texts: Sequence[str]) -> float:
    return sum(test(text) for text in texts) / max(len(texts), 1)


_WORDS = 6
"""Characters of a question or an answer on the average at least."""


def _long(texts: Sequence[str]) -> bool:
    return sum(map(len, texts)) >= _WORDS * len(texts)


def _counts(texts: Sequence[str]) -> float:
    """The share of the cells that are numbers which count on."""
    last: Number | None = None
    count = 0
    for text in texts:
        if len(text) > tables.BARE or NUMERAL.fullmatch(text) is None:
            continue
        number = Number.of(text)
        count += number.is_first or (last is not None and number.follows(last))
        last = number
    return count / max(len(texts), 1)
