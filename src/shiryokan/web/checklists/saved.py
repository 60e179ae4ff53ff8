"""What the script of a form is told of an answer that was sent: in JSON, for people and for
vendors alike."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import JsonResponse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from shiryokan.checklists.answering import Conflict, Given, said
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.models import AnswerKind, Assessment, Result
from shiryokan.checklists.progress import Progress, progress_of
from shiryokan.web.checklists.asked import told


class ConflictView(NamedTuple):
    """Two answers of which one is to be chosen: that which stands, and that which was sent, with
    the values of its fields."""

    result: Result
    theirs: str
    mine: str
    values: dict[str, str]


def conflict_view(error: ChecklistError) -> ConflictView | None:
    """Both answers, where that is what keeps one from being written."""
    if not isinstance(error, Conflict):
        return None
    return ConflictView(
        error.result, sentence(said(error.result)), sentence(error.given), values_of(error.given)
    )


def saved_answer(
    *, assessment: Assessment, row: Result | None = None, error: ChecklistError | None = None,
    named: bool = True,
) -> JsonResponse:  # fmt: skip
    """An answer that was written (200), stands otherwise by somebody else (409, with both), or
    cannot be (422). ``named`` says whether it is told who wrote it."""
    if error is not None:
        body: dict[str, Any] = {"message": told(error)}
        if isinstance(error, Conflict):
            body |= {
                "version": error.result.version,
                "theirs": values_of(said(error.result)),
                "theirs_text": sentence(said(error.result)),
                "mine": values_of(error.given),
                "mine_text": sentence(error.given),
                "by": by_whom(error.result) if named else "",
            }
            return JsonResponse(body, status=409)
        return JsonResponse(body, status=422)
    assert row is not None
    progress = progress_of([assessment])[assessment.pk]
    body = {
        "version": row.version,
        "values": values_of(said(row)),
        "text": sentence(said(row)),
        "lacks_target": row.answer == AnswerKind.NO and row.target_on is None,
        "answered": progress.answered,
        "total": progress.total,
        "progress": progress_text(progress),
    }
    return JsonResponse(body)


def progress_text(progress: Progress) -> str:
    """How far it is, in words."""
    text = ngettext(
        "%(total)s項目のうち%(answered)s項目に答えました。",
        "%(total)s項目のうち%(answered)s項目に答えました。",
        progress.answered,
    ) % {"total": progress.total, "answered": progress.answered}
    if progress.without_target:
        text += gettext("目標日のない「いいえ」：%(number)s。") % {
            "number": progress.without_target
        }
    return text


def values_of(given: Given) -> dict[str, str]:
    """An answer as the fields of its form have it."""
    return {
        "answer": given.answer,
        "checked_on": given.checked_on.isoformat() if given.checked_on else "",
        "target_on": given.target_on.isoformat() if given.target_on else "",
        "remark": given.remark,
    }


def sentence(given: Given) -> str:
    """An answer in words."""
    parts = [str(AnswerKind(given.answer).label)]
    if given.checked_on:
        parts.append(gettext("確認日 %(day)s") % {"day": _day(given.checked_on)})
    if given.target_on:
        parts.append(gettext("目標日 %(day)s") % {"day": _day(given.target_on)})
    if given.remark:
        parts.append(gettext("備考「%(remark)s」") % {"remark": given.remark})
    return gettext("、").join(parts)


def _day(day: Any) -> str:
    return date_format(day, "DATE_FORMAT")


def by_whom(row: Result) -> str:
    """Who wrote an answer."""
    if row.vendor is not None:
        return row.vendor.name
    return (row.by.get_full_name() or row.by.get_username()) if row.by is not None else ""
