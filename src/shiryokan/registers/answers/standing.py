"""What stands of the questions of several letters: which are current, withdrawn or corrected.

The letters may come in any order, and those that are missing may come later: the result depends
upon the letters alone. A letter acts upon questions of letters that are no younger than it is; what
it deletes of its own is withdrawn by itself. What it acts upon and is not at hand is kept
(:attr:`Standings.absent`), so that it is told, and holds as soon as the missing letter comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec

from shiryokan.registers.answers.citations import Cited, annex_of
from shiryokan.registers.answers.model import Answer
from shiryokan.registers.answers.statements import Statement
from shiryokan.registers.base import Trace

State = Literal["current", "withdrawn", "corrected"]


class QuestionKey(NamedTuple):
    """A question of a letter: the document it is in, and its key there."""

    document: str
    key: str


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What a letter did to a question: its date and issue, the record that says so, and where;
    ``words`` are the sentence, empty for a reprint."""

    act: Literal["withdraws", "rereads", "corrects", "reprints"]
    cited: Cited
    date: str
    letter: str
    by: QuestionKey
    words: str = ""
    places: tuple[Trace, ...] = ()


class Standing(msgspec.Struct, frozen=True):
    """How a question stands, and all that was done to it, in the order of the letters.

    ``by`` is the event that decides: the last withdrawal, or the last reprint that corrects."""

    state: State
    by: Event | None = None
    events: tuple[Event, ...] = ()


class Standings(msgspec.Struct, frozen=True):
    """The standing of each question, and the events upon questions that are not at hand."""

    of: dict[QuestionKey, Standing]
    absent: tuple[Event, ...]


def standings(letters: Iterable[Sequence[Answer]]) -> Standings:
    """The standing of all questions of letters, each given as its records in order."""
    held = sorted((list(each) for each in letters if each), key=_order)
    events = [event for letter in held for event in _events(letter)]
    done: dict[QuestionKey, list[Event]] = {}
    absent: list[Event] = []
    for event in events:
        meant = [key for letter in held for key in _meant(letter, event)]
        if not meant:
            absent.append(event)
        for key in meant:
            done.setdefault(key, []).append(event)
    for letter in held:
        for answer in letter:
            if answer.deleted:
                told = _deletion(answer, Cited(first=answer.number))
                done.setdefault(_key(answer), []).append(told)
    of = {_key(each): _standing(done.get(_key(each), [])) for letter in held for each in letter}
    return Standings(of, tuple(absent))


def _order(letter: Sequence[Answer]) -> tuple[str, int, str]:
    head = letter[0]
    return head.date, head.issue_number or 0, head.document


def _key(answer: Answer) -> QuestionKey:
    return QuestionKey(answer.document, answer.key)


def _events(letter: Sequence[Answer]) -> Iterable[Event]:
    head = letter[0]
    said = head.provenance.get("letter_says", [])
    for number, statement in enumerate(head.letter_says):
        if statement.act != "corrects":
            yield _event(head, statement, said[number : number + 1])
    for answer in letter:
        for name, statements in (("withdraws", answer.withdraws), ("rereads", answer.rereads)):
            traces = answer.provenance.get(name, [])
            for number, statement in enumerate(statements):
                yield _event(answer, statement, traces[number : number + 1])
        if answer.deleted and answer.reprint_of is not None:
            yield _deletion(answer, answer.reprint_of)
        elif answer.reprint_of is not None:
            yield Event(
                act="corrects" if _corrects(letter, answer) else "reprints",
                cited=answer.reprint_of, date=answer.date, letter=answer.issue, by=_key(answer),
                places=tuple(answer.provenance.get("reprint_of", ())),
            )  # fmt: skip


def _event(answer: Answer, statement: Statement, traces: Sequence[Trace]) -> Event:
    return Event(
        act=statement.act, cited=statement.cited, date=answer.date, letter=answer.issue,
        by=_key(answer), words=statement.words, places=tuple(traces),
    )  # fmt: skip


def _deletion(answer: Answer, cited: Cited) -> Event:
    """That a letter has no more than a number left of a question."""
    return Event(
        act="withdraws", cited=cited, date=answer.date, letter=answer.issue, by=_key(answer),
        words=answer.question, places=tuple(answer.provenance.get("question", ())),
    )  # fmt: skip


def _corrects(letter: Sequence[Answer], answer: Answer) -> bool:
    """Whether a reprint corrects: by marks on its paper, or since the letter says so of it."""
    if answer.corrections:
        return True
    cited = answer.reprint_of
    return cited is not None and any(
        said.act == "corrects" and said.cited.covers(cited.first) and said.cited.date == cited.date
        for said in letter[0].letter_says
    )


def _meant(letter: Sequence[Answer], event: Event) -> Iterable[QuestionKey]:
    """The questions of a letter upon which an event acts. A reprint of it is not it."""
    head, cited = letter[0], event.cited
    own = not cited.letter and not cited.date
    if own:
        if head.document != event.by.document:
            return
    elif not _is_letter(head, cited) or head.document == event.by.document:
        return
    if not own and event.date and head.date > event.date:
        return
    speaker = next((each for each in letter if _key(each) == event.by), None)
    for answer in letter:
        if answer.reprint_of is not None and cited.first:
            continue
        if not cited.covers(answer.number) or (own and _key(answer) == event.by):
            continue
        if cited.annex and not _in_annex(letter, answer, cited.annex):
            continue
        if own and not cited.annex and speaker and answer.collection != speaker.collection:
            continue
        yield _key(answer)


def _is_letter(head: Answer, cited: Cited) -> bool:
    if cited.date and head.date != cited.date:
        return False
    return not cited.letter or head.issue == cited.letter


def _in_annex(letter: Sequence[Answer], answer: Answer, annex: str) -> bool:
    """Whether a question stands in an annex. The first annexes of some letters bear no mark: they
    are counted by their order."""
    wanted = annex_of(annex)
    if answer.annex:
        return answer.annex == wanted
    order = list(dict.fromkeys(each.collection for each in letter))
    return wanted in ("別添", f"別添{order.index(answer.collection) + 1}")


def _standing(events: Sequence[Event]) -> Standing:
    withdrawn = [each for each in events if each.act == "withdraws"]
    corrected = [each for each in events if each.act == "corrects"]
    if withdrawn:
        return Standing("withdrawn", withdrawn[-1], tuple(events))
    if corrected:
        return Standing("corrected", corrected[-1], tuple(events))
    return Standing("current", None, tuple(events))
