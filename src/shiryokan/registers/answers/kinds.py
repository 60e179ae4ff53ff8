"""The kinds of fields that only questions and answers have, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from shiryokan.i18n import message as _
from shiryokan.registers.days import day_in_words
from shiryokan.registers.fields import (
    Choice,
    Code,
    Field,
    Kind,
    Number,
    Table,
    Translate,
)

ACTS = {
    "withdraws": _("問の廃止"), "rereads": _("問の読替え"), "corrects": _("問の訂正"),
}  # fmt: skip
WHERE = {
    "topic": _("見出し"), "question": _("質問"), "answer": _("回答"), "letter": _("事務連絡の前文"),
}  # fmt: skip
LINKS = {
    "code": _("区分番号による"), "heading": _("見出しによる"), "question": _("問による"),
    "mention": _("文中の名称（言及）"),
}  # fmt: skip
SCHEDULES = {
    "medical": _("医科"), "dental": _("歯科"), "dispensing": _("調剤"), "nursing": _("訪問看護"),
}  # fmt: skip


class QuestionOfLetter(Kind, frozen=True):
    """A question of a letter, a range of them, or a whole letter."""

    name: ClassVar[str] = "question"
    about: ClassVar[str] = _(
        "事務連絡の回（letter）、日付（date）、別添（annex）、問（first から last まで）"
    )
    holds: ClassVar = "parts"

    def line(self, value: Any, translate: Translate) -> str:
        """疑義解釈（その４） 2026年4月21日 別添1 問14."""
        if not isinstance(value, Mapping):
            return ""
        parts = [
            self._letter(value.get("letter", ""), translate),
            day_in_words(value.get("date", ""), translate),
            self._annex(value.get("annex", ""), translate), self._asked(value, translate),
        ]  # fmt: skip
        return " ".join(part for part in parts if part)

    @staticmethod
    def _letter(letter: str, translate: Translate) -> str:
        number = re.sub(r"\D", "", letter)
        if not number:
            return letter
        return translate(_("疑義解釈（その%(number)s）")) % {"number": int(number)}

    @staticmethod
    def _annex(annex: str, translate: Translate) -> str:
        match = re.fullmatch(r"別添(\d*)", annex)
        if match is None:
            return annex
        number = match[1]
        return (
            translate(_("別添%(number)s")) % {"number": number} if number else translate(_("別添"))
        )

    @staticmethod
    def _asked(value: Mapping[str, Any], translate: Translate) -> str:
        first, last = value.get("first", ""), value.get("last", "")
        if last:
            return translate(_("問%(first)sから問%(last)sまで")) % {"first": first, "last": last}
        if first:
            return translate(_("問%(number)s")) % {"number": first}
        return translate(_("全体"))


STATEMENTS = Table(
    inner=(
        Field("act", _("扱い"), Choice(ACTS)),
        Field("cited", _("対象の問"), QuestionOfLetter()),
        Field("words", _("文")),
        Field("field", _("文のある所"), Choice(WHERE)),
        Field("start", _("始まり（文字）"), Number(), shown=False),
        Field("end", _("終わり（文字）"), Number(), shown=False),
    ),
    written_there=False,
)
CORRECTIONS = Table(
    inner=(
        Field("struck", _("消された語")),
        Field("inserted", _("加えられた語")),
        Field("field", _("語のある所"), Choice(WHERE)),
        Field("start", _("始まり（文字）"), Number(), shown=False),
        Field("end", _("終わり（文字）"), Number(), shown=False),
    ),
    written_there=False,
)
PERCENT = 100


class Sureness(Kind, frozen=True):
    """How sure something is, from 0 to 1; shown in percent."""

    name: ClassVar[str] = "sureness"
    about: ClassVar[str] = _("確かさ（0 から 1）")
    is_number: ClassVar[bool] = True

    def line(self, value: Any, translate: Translate) -> str:
        """85%."""
        return f"{(1.0 if value is None else float(value)) * PERCENT:.0f}%"


LINKED = Table(
    inner=(
        Field("kind", _("つながり"), Choice(LINKS)),
        Field("schedule", _("点数表"), Choice(SCHEDULES)),
        Field("code", _("区分番号"), Code()),
        Field("name", _("名称")),
        Field("note", _("注")),
        Field("question", _("問"), QuestionOfLetter()),
        Field("words", _("もとの語")),
        Field("field", _("語のある所"), Choice(WHERE)),
        Field("confidence", _("確かさ"), Sureness()),
        Field("start", _("始まり（文字）"), Number(), shown=False),
        Field("end", _("終わり（文字）"), Number(), shown=False),
    ),
    written_there=False,
)
