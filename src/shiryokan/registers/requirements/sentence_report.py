"""All sentences of a guideline that oblige, one a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from shiryokan.i18n import message as _
from shiryokan.registers.base import Field
from shiryokan.registers.fields import Choice, Code, Number
from shiryokan.registers.reports import Report, Shown
from shiryokan.registers.requirements.marked import STRENGTHS
from shiryokan.registers.requirements.model import Requirement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shiryokan.registers.comparison.changes import Comparison

_STRONG = {code: word for code, word in STRENGTHS.items() if code != "none"}
_NUMBER, _TITLE, _SENTENCE = _("番号"), _("見出し"), _("文")


class Sentences(Report):
    """A row for each sentence that obliges, recommends or permits."""

    name: ClassVar[str] = "sentences"
    title: ClassVar[str] = _("要求する文の一覧")
    link: ClassVar[str] = _("要求を1文ずつ見る")
    looks_back: ClassVar[bool] = False
    kinds: ClassVar[Mapping[str, str]] = _STRONG
    file_name: ClassVar[str] = "requirement-sentences"
    columns: ClassVar[tuple[Field, ...]] = (
        Field("number", _NUMBER, Code()),
        Field("title", _TITLE),
        Field("part", _("区分")),
        Field("kind", _("必須・推奨の別"), Choice(_STRONG)),
        Field("sentence", _SENTENCE),
        Field("page", _("ページ"), Number(naming=True)),
    )
    shown: ClassVar[tuple[Shown, ...]] = (
        Shown(_NUMBER, ("key", "number"), "record"),
        Shown(_TITLE, ("title",), naming=True),
        Shown(_("必須・推奨の別"), ("kind",), "word"),
        Shown(_SENTENCE, ("sentence",)),
        Shown(_("出典"), ("nothing", "page"), "pages"),
    )

    def rows(
        self,
        new: Sequence[Requirement],
        old: Sequence[Requirement],
        comparison: Comparison | None,
    ) -> list[dict[str, Any]]:
        """The sentences of each requirement, in the order printed."""
        return [row for record in new for row in _rows(record)]


def _rows(record: Requirement) -> list[dict[str, Any]]:
    traces = record.provenance.get("sentences", [])
    places = [trace.places for trace in traces] or [()] * len(record.sentences)
    return [
        {
            "key": record.key,
            "number": record.number,
            "title": record.title,
            "part": record.part,
            "kind": said.strength,
            "sentence": said.text,
            "page": where[0].page if where else record.page,
            "nothing": None,
        }
        for said, where in zip(record.sentences, places, strict=False)
        if said.strength != "none"
    ]
