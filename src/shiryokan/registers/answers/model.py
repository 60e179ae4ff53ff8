"""A question with its answer."""

from __future__ import annotations

from typing import Literal

import msgspec

from shiryokan.registers.answers.citations import Cited
from shiryokan.registers.answers.corrections import Correction
from shiryokan.registers.answers.statements import Statement
from shiryokan.registers.base import Record

LinkKind = Literal["code", "heading", "question", "mention"]
LinkField = Literal["topic", "question", "answer"]


class Link(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What a question has to do with, and the words that say so (``field[start:end]``).

    ``schedule`` is medical, dental, dispensing or nursing, ``code`` the item's, ``note`` the note
    named with it or the one that pays the addition ``name``. A heading whose name stands in no
    schedule at hand has no ``code``. A link to a question has ``question`` instead. ``confidence``
    is from 0 to 1; a ``mention`` is no link.
    """

    kind: LinkKind
    schedule: str = ""
    code: str = ""
    name: str = ""
    note: str = ""
    question: Cited | None = None
    words: str
    field: LinkField
    start: int
    end: int
    confidence: float = 1.0


class Answer(Record, kw_only=True):
    """One question and the official answer to it.

    ``number`` is the number in ASCII (``1``, ``3-1-10``); ``collection`` the annex it is counted
    in; ``topic`` the headings over it, the outer one first. ``question`` and ``answer`` have a
    paragraph, an item or a row of a table a line. ``codes`` are the item codes named
    (``A207-2``), ``notes`` the notes (``注8``), ``references`` the other questions (``問28``;
    ``別添1問112`` where an annex is named, be it of another letter). ``date`` (ISO) and ``issue``
    (``その２``) are those of the letter the document begins with; ``issue_number`` is derived.
    ``annex`` is the mark of the annex it stands in (``別添1``).

    ``tags`` are what stands beside it of its revision, without brackets (``修正``,
    ``令和８年６月追加``, ``削除``), and is no part of its words.

    A question that is ``deleted`` keeps its number: its ``question`` is the word that stands in its
    place (削除), or it and its answer are what is struck out.

    ``reprint_of`` is the question of another letter that is printed again here, with the
    ``corrections`` on its paper. ``withdraws`` and ``rereads`` are what its words say of older
    questions; ``letter_says`` is what the head of its letter does, the same in all its questions.

    ``links`` are what it has to do with (:mod:`shiryokan.registers.answers.links`), as far as the
    letter alone tells; ``links_left_out`` counts those that were too many to be kept.
    """

    number: str
    collection: str = ""
    topic: str = ""
    question: str
    answer: str
    codes: list[str] = msgspec.field(default_factory=list)
    notes: list[str] = msgspec.field(default_factory=list)
    references: list[str] = msgspec.field(default_factory=list)
    date: str = ""
    issue: str = ""
    issue_number: int | None = None
    annex: str = ""
    tags: list[str] = msgspec.field(default_factory=list)
    deleted: bool = False
    reprint_of: Cited | None = None
    corrections: list[Correction] = msgspec.field(default_factory=list)
    withdraws: list[Statement] = msgspec.field(default_factory=list)
    rereads: list[Statement] = msgspec.field(default_factory=list)
    letter_says: list[Statement] = msgspec.field(default_factory=list)
    links: list[Link] = msgspec.field(default_factory=list)
    links_left_out: int | None = None
