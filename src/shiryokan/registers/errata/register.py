"""The register of corrections: what others have to know of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

import msgspec

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.aspects import Aspects, same
from shiryokan.registers.base import KEY, Extraction, Field, Register, Relation, Values
from shiryokan.registers.errata.letters import is_correcting, registers_of
from shiryokan.registers.errata.model import Erratum
from shiryokan.registers.fields import Choice, Code, Date, Labels, Number, Path, References, Table
from shiryokan.registers.rewording import Edit, Rewording
from shiryokan.registers.schedules import ItemReference, folded_name

SCHEDULES = {"medical": _("医科"), "dental": _("歯科"), "dispensing": _("調剤")}
WAYS = {"marks": _("見え消し"), "table": _("正誤表"), "sentence": _("文")}
_ASPECTS = Aspects(
    place=lambda record: [record.paper, *record.codes, record.number],
    texts=(same("new", 0.7), same("old", 0.3)),
    halves=same("new", 1),
)
_MOST_WORDS = 20
"""Characters of corrected words by which paragraphs of one paper are told apart in a list."""
_AND = re.compile("及び|並びに|又は|、")
_SUFFIX = re.compile(r"(?:に(?:係る|関する)|の)?施設基準.*$")


class Errata(Register[Erratum]):
    """The paragraphs that letters correct."""

    name: ClassVar[str] = "errata"
    title: ClassVar[str] = _("訂正・正誤")
    version: ClassVar[int] = 2
    serial: ClassVar[bool] = True
    order: ClassVar[int] = 27
    aliases: ClassVar[tuple[str, ...]] = ("erratum", "正誤", "訂正")
    about: ClassVar[str] = _("通知や告示の一部訂正・正誤の箇所")
    around: ClassVar[tuple[str, str]] = (_("前の訂正箇所"), _("次の訂正箇所"))
    fields: ClassVar[tuple[Field, ...]] = (
        Field("codes", _("区分番号"), References(), facet=True, shown=False),
        Field("name", _("名称"), shown=False),
        Field("number", _("番号"), Code(), shown=False),
        Field("new", _("訂正後の文"), main=True),
        Field("old", _("訂正前の文"), main=True, opened=True),
        Field(
            "edits", _("訂正された語"),
            Table(inner=(
                Field("struck", _("消された語")), Field("inserted", _("加えられた語")),
                Field("start", _("始まり（文字）"), Number(), shown=False),
                Field("end", _("終わり（文字）"), Number(), shown=False),
            ), written_there=False),
        ),
        Field("paper", _("訂正された文書"), facet=True, opened=True),
        Field("paper_number", _("その番号"), shown=False),
        Field("paper_date", _("その日付"), Date(), shown=False),
        Field("section", _("章節"), Path(), opened=True),
        Field("place", _("番号の道筋"), Labels(), shown=False),
        Field("note", _("注"), shown=False),
        Field("schedule", _("点数表"), Choice(SCHEDULES), facet=True, shown=False),
        Field("way", _("訂正の仕方"), Choice(WAYS), facet=True, shown=False),
        Field("date", _("訂正の日付"), Date()),
        Field("year", _("改定の年"), Number(naming=True), shown=False),
    )  # fmt: skip
    nothing_found: ClassVar[Explanation] = Explanation(
        _("訂正された語が見つかりません。"),
        _("一部訂正の事務連絡か正誤表かを確かめてください。"),
    )
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("fees", "codes", KEY, _("この訂正が触れる診療報酬の項目")),
    )
    year_field: ClassVar[str] = "year"

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether its first pages say that something is corrected."""
        return is_correcting(pages)

    def extract(self, pages: Document | Sequence[Page], document: str = "") -> Extraction[Erratum]:
        """The corrections of a letter. Raises :class:`NoRecords` if it has none."""
        from shiryokan.registers.errata import grammar

        return grammar.read(Document.of(pages), document)

    def heading(self, values: Values) -> str:
        """The item or the name, or else the heading above or the paper; and the number of the
        paragraph, or else its first words that were corrected."""
        codes = values.get("codes") or []
        named = [word for word in ("・".join(codes[:3]), values.get("name")) if word]
        if not named:
            above = Path().headings(values.get("section"))
            named = above[-1:] or [str(values.get("paper") or "")]
        placed = [word for word in (values.get("note"), values.get("number")) if word]
        if not placed and not codes:
            placed = [_shortened(words) for words in self.digest(values)[:1]]
        return "　".join(str(part) for part in (*named, *placed) if part)

    def digest(self, values: Values) -> Sequence[str]:
        """What is put in the place of what."""
        return [
            "→".join(filter(None, (edit["struck"], edit["inserted"])))
            for edit in values.get("edits") or ()
        ]

    def items(self, values: Values) -> Sequence[ItemReference]:
        """The items under which the corrected paragraph stands; by name where it has no code."""
        schedule, note = values.get("schedule") or "", values.get("note") or ""
        if codes := values.get("codes"):
            return [ItemReference(schedule=schedule, code=code, note=note) for code in codes]
        if "criteria" not in registers_of(values.get("paper") or ""):
            return []
        name = _SUFFIX.sub("", folded_name(values.get("name") or ""))
        return [
            ItemReference(schedule=schedule, name=each, note=note)
            for each in _AND.split(name)
            if each
        ]

    def rewording(self, values: Values) -> Rewording:
        """What it corrects."""
        return Rewording(
            new=values.get("new") or "",
            edits=msgspec.convert(values.get("edits") or [], list[Edit]),
            registers=registers_of(values.get("paper") or ""),
            year=values.get("year"),
            number=values.get("number") or "",
            note=values.get("note") or "",
            date=values.get("date") or "",
        )

    def aspects(self, old: Sequence[Erratum], new: Sequence[Erratum]) -> Aspects:
        """By the paper and the item, then by what is put right."""
        return _ASPECTS


def _shortened(words: str) -> str:
    return f"「{words if len(words) <= _MOST_WORDS else words[:_MOST_WORDS] + '…'}」"
