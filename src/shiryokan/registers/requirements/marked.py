"""The sentences of a requirement as they are shown: those that oblige are marked, with how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shiryokan.i18n import message as _
from shiryokan.registers.fields import Branch, Choice, Field, Shown, Translate, Tree

STRENGTHS = {
    "must": _("しなければならない"),
    "should": _("することが望ましい"),
    "may": _("してもよい"),
    "none": _("定めなし"),
}


_BETWEEN_CELLS = "　"


class Marked(Tree, frozen=True):
    """The whole text, a sentence a line; in a file those alone that oblige."""

    def line(self, value: Any, translate: Translate) -> str:
        """The sentences that oblige, each with how strongly."""
        return super().line([row for row in value or () if _obliges(row)], translate)

    def shown(self, value: Any, translate: Translate) -> Shown:
        """All sentences; those that oblige marked, with how strongly at the right."""
        return Shown(
            branches=tuple(
                Branch(
                    text=(row.get("text") or "").replace("\t", _BETWEEN_CELLS),
                    worth=translate(STRENGTHS[row["strength"]]) if _obliges(row) else "",
                    marked=_obliges(row),
                )
                for row in value or ()
            )
        )


def _obliges(row: Mapping[str, Any]) -> bool:
    return row.get("strength") in ("must", "should", "may")


SENTENCES = Marked(
    inner=(Field("text", _("文")), Field("strength", _("必須・推奨の別"), Choice(STRENGTHS))),
    written_there=False,
)
