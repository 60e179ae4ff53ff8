"""The register of questions and answers: what others have to know of it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.answers.kinds import (
    CORRECTIONS,
    LINKED,
    STATEMENTS,
    QuestionOfLetter,
)
from shiryokan.registers.answers.model import Answer
from shiryokan.registers.aspects import Aspects, same
from shiryokan.registers.base import KEY, Extraction, Field, Register, Relation, Values
from shiryokan.registers.fields import Code, Date, Flag, List, Number, References
from shiryokan.registers.schedules import ItemReference, folded_name, note_in
from shiryokan.registers.standing import Standing, State

if TYPE_CHECKING:
    from shiryokan.registers.answers.standing import QuestionKey
    from shiryokan.registers.exercises import Edition, ExerciseDraft

_ASPECTS = Aspects(
    place=lambda record: [record.collection, record.number],
    texts=(same("topic", 0.1), same("question", 0.6), same("answer", 0.2)),
    halves=same("question", 1),
)

_STATES: dict[str, State] = {
    "withdraws": "withdrawn",
    "corrects": "corrected",
    "rereads": "reread",
}
_OF_ITEMS = ("code", "heading")
"""Kinds of links that lead to items."""


class Answers(Register[Answer]):
    """Questions and answers of a letter, a collection or a page of them."""

    name: ClassVar[str] = "answers"
    title: ClassVar[str] = _("疑義解釈・Q&A")
    version: ClassVar[int] = 11
    serial: ClassVar[bool] = True
    order: ClassVar[int] = 40
    aliases: ClassVar[tuple[str, ...]] = ("answer", "q&a", "疑義解釈", "質疑応答")
    about: ClassVar[str] = _("疑義解釈やQ&Aの問と答")
    around: ClassVar[tuple[str, str]] = (_("前の問"), _("次の問"))
    fields: ClassVar[tuple[Field, ...]] = (
        Field("number", _("問番号"), Code(), shown=False),
        Field("collection", _("区分"), facet=True, opened=True),
        Field("topic", _("項目"), facet=True, shown=False),
        Field("question", _("質問"), main=True),
        Field("answer", _("回答"), main=True, opened=True),
        Field("codes", _("区分番号"), References(), facet=True),
        Field("notes", _("注"), List(), shown=False),
        Field("references", _("引用する問"), References(), shown=False),
        Field("date", _("日付"), Date()),
        Field("issue", _("回"), opened=True),
        Field("issue_number", _("回の番号"), Number(naming=True), shown=False),
        Field("annex", _("別添"), shown=False),
        Field("tags", _("追加・修正の表示"), List(), facet=True, shown=False),
        Field("deleted", _("削除"), Flag()),
        Field("reprint_of", _("再掲・訂正のもとの問"), QuestionOfLetter(), shown=False),
        Field("corrections", _("訂正された語"), CORRECTIONS, shown=False),
        Field("withdraws", _("この問が廃止する問"), STATEMENTS, shown=False),
        Field("rereads", _("この問が読み替える問"), STATEMENTS, shown=False),
        Field("letter_says", _("事務連絡の前文が扱うほかの問"), STATEMENTS, shown=False),
        Field("links", _("つながる項目と問"), LINKED, shown=False),
        Field("links_left_out", _("ここに載せていないつながり"), Number(_("件")), shown=False),
    )
    nothing_found: ClassVar[Explanation] = Explanation(
        _("問と答の組が見つかりません。"),
        _("疑義解釈やQ&Aの文書かを確かめてください。"),
    )
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("fees", "codes", KEY, _("この問が引く診療報酬の項目")),
    )

    asks: ClassVar[Mapping[str, str]] = {"answer": _("回答の正誤")}

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether lines begin as questions and answers do, or head columns of them."""
        from shiryokan.registers.answers import glance

        return glance.glance(pages)

    def extract(self, pages: Document | Sequence[Page], document: str = "") -> Extraction[Answer]:
        """The answers of a document. Raises :class:`NoRecords` if it has none."""
        from shiryokan.registers.answers import letters

        return letters.read_records(Document.of(pages), document)

    def heading(self, values: Values) -> str:
        """Its number, and the headings over it or the question."""
        name = values.get("topic") or values.get("question")
        return "　".join(part for part in (values.get("number"), name) if part)

    def digest(self, values: Values) -> Sequence[str]:
        """The question."""
        return [text] if (text := values.get("question")) else []

    def wording(self, values: Values) -> Sequence[str]:
        """The answer."""
        return str(values.get("answer") or "").split("\n")

    def items(self, values: Values) -> Sequence[ItemReference]:
        """What it links to by code and by the heading over it; a name in the text alone is only a
        mention."""
        return [
            ItemReference(
                schedule=link.get("schedule") or "",
                code=link.get("code") or "",
                name=folded_name(link.get("name") or ""),
                note=note_in(link.get("note") or ""),
            )
            for link in values.get("links") or ()
            if link["kind"] in _OF_ITEMS
        ]

    def day(self, values: Values) -> str:
        """That of its letter."""
        return str(values.get("date") or "")

    def standings(self, papers: Sequence[Sequence[Answer]]) -> Mapping[tuple[str, str], Standing]:
        """Questions that other letters, or others of their own letter, withdraw, correct or have
        read anew."""
        from shiryokan.registers.answers.standing import standings

        return {
            (question.document, question.key): Standing(
                state=_STATES[standing.by.act],
                document=standing.by.by.document,
                key=standing.by.by.key,
                paper=standing.by.letter,
                date=standing.by.date,
                words=standing.by.words,
            )
            for question, standing in standings(papers).of.items()
            if standing.by is not None and standing.by.act in _STATES
        }

    def reprints(
        self, papers: Sequence[Sequence[Answer]]
    ) -> Mapping[tuple[str, str], tuple[str, str]]:
        """Questions that later letters print again, with or without corrections. A reprint that
        may be of several questions is of none."""
        from shiryokan.registers.answers.standing import standings

        chains = []
        claimed: Counter[QuestionKey] = Counter()
        for question, standing in standings(papers).of.items():
            again = [each.by for each in standing.events if each.act in ("corrects", "reprints")]
            letters_of = Counter(each.document for each in again)
            again = [
                each
                for each in again
                if letters_of[each.document] == 1 and each.document != question.document
            ]
            claimed.update(again)
            chains.append([question, *again])
        return {
            (old.document, old.key): (new.document, new.key)
            for chain in chains
            for old, new in itertools.pairwise(
                [chain[0], *(each for each in chain[1:] if claimed[each] == 1)]
            )
        }

    def acts(self, values: Values) -> Sequence[str]:
        """Its sentences that withdraw questions or have them read anew."""
        return [
            said["words"]
            for name in ("withdraws", "rereads")
            for said in values.get(name) or ()
            if said.get("words")
        ]

    def exercises(self, new: Edition, old: Edition | None = None) -> Iterator[ExerciseDraft]:
        """Whether what a question supposes is so."""
        from shiryokan.registers.answers import exercises

        return exercises.exercises(new)

    def aspects(self, old: Sequence[Answer], new: Sequence[Answer]) -> Aspects:
        """By the question first."""
        return _ASPECTS
