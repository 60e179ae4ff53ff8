"""How an entry of the audit log says its details: in words, not as the programs keep them.

The exports keep names and values as they were written down, for the chain is made of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shiryokan.access.models import Collection
from shiryokan.access.rules import Role
from shiryokan.checklists.models import AnswerKind, Evidence, Membership
from shiryokan.remarks.models import Remark
from shiryokan.web.audit.naming import Names

FOR_PROGRAMS = frozenset(
    {"batch", "exercise", "intake", "invitation", "is_about", "item", "sha256", "version"}
)
"""Numbers and sums by which rows and files are found: nobody reads them, and the exports have
them."""

LABELS: dict[str, str | Promise] = {
    "action": _("したこと"),
    "active": _("使えるか"),
    "answer": _("答え"),
    "articles": _("記事"),
    "at": _("日時"),
    "audience": _("見せる相手"),
    "because": _("わけ"),
    "checked_on": _("確かめた日"),
    "cited": _("典拠を付けた項目"),
    "code": _("区分番号"),
    "collection": _("コレクション"),
    "courses": _("講座"),
    "day": _("日"),
    "document": _("文書"),
    "documents": _("文書"),
    "due": _("期日"),
    "edition": _("版"),
    "ended": _("終えたか"),
    "every_months": _("くり返す月数"),
    "field": _("欄"),
    "fields": _("欄"),
    "fingerprint": _("指紋"),
    "first": _("最初の管理者か"),
    "form": _("形式"),
    "found": _("もとの言葉"),
    "group": _("グループ"),
    "groups": _("グループ"),
    "house": _("どの館から"),
    "how": _("どのように"),
    "into": _("まとめた先"),
    "items": _("項目の数"),
    "left_out": _("入れなかったもの"),
    "line": _("行"),
    "link": _("リンク"),
    "made_at": _("控えの日時"),
    "merged": _("まとめた名前"),
    "new": _("後"),
    "note": _("メモ"),
    "of": _("分けた元"),
    "old": _("前"),
    "old_document": _("前の文書"),
    "organisation": _("組織"),
    "originals": _("原本の数"),
    "owner": _("受け持つ人"),
    "page": _("ページ"),
    "pages": _("ページ数"),
    "part": _("どこを"),
    "parted": _("分けた名前"),
    "people": _("人数"),
    "role": _("役割"),
    "rows": _("行数"),
    "same": _("同じものか"),
    "schedule": _("点数表"),
    "set": _("決めたか"),
    "sort": _("種類"),
    "statements": _("文の数"),
    "step": _("作業"),
    "target_on": _("目標の日"),
    "to": _("だれに・どこへ"),
    "type": _("種類"),
    "uncollected": _("だれでも見られたか"),
    "until": _("いつまで"),
    "user": _("人"),
    "vendor": _("事業者"),
    "visibility": _("見てよい人"),
    "was": _("前の役割"),
    "what": _("したこと"),
    "year": _("年度"),
}
"""What each detail is called: a test asks it of all that rooms write down."""

_FIRST = ("user", "role", "was", "old")
"""Details that come before the others, which come as they stand in :data:`LABELS`: databases
keep them in orders of their own."""
_ORDER = {name: place for place, name in enumerate(dict.fromkeys((*_FIRST, *LABELS)))}

_HOW: dict[str, str | Promise] = {
    "command-line": _("コマンドで"),
    "set": _("初めて決めた"),
    "changed": _("変えた"),
    "reset": _("忘れて決め直した"),
    "added": _("加えた"),
    "verified": _("確かめた"),
    "primary": _("主なものにした"),
    "removed": _("外した"),
    "renewed": _("作り直した"),
    "made": _("作った"),
    "owner": _("受け持つ人を決めた"),
    "done": _("済んだ"),
    "open": _("まだにした"),
}


def _words(choices: Any) -> dict[str, str | Promise]:
    return dict(choices)


VALUES: dict[str, dict[str, str | Promise]] = {
    "how": _HOW,
    "what": _HOW,
    "role": _words(Role.choices),
    "was": _words(Role.choices),
    "answer": _words(AnswerKind.choices),
    "sort": _words(Evidence.Kind.choices),
    "audience": _words(Remark.Audience.choices),
    "visibility": _words(Collection.VISIBILITIES),
}
"""What values of these details are called, of which the database keeps the code."""
_IN_AN_ORGANISATION = {"role": _words(Membership.Role.choices)}
"""Those of what was done with an organisation: its roles are others than those of the library."""

_YES, _NO = _("はい"), _("いいえ")


def in_words(
    details: Mapping[str, Any], names: Names | None = None, about: str = ""
) -> list[tuple[str, str]]:
    """Each detail that is read by people, what it is called and what it says; empty ones and those
    of programs alone are left out. A detail that nobody knows keeps its name. ``names`` are those
    of the people and bodies whose numbers stand in details, ``about`` is what was acted on."""
    values = VALUES | _IN_AN_ORGANISATION if about.startswith("organisation:") else VALUES
    found = []
    for name, value in sorted(
        details.items(), key=lambda detail: (_ORDER.get(detail[0], len(_ORDER)), detail[0])
    ):
        known = names.of_detail(name, value) if names else None
        words = _said(name, value, values) if known is None else known
        if name not in FOR_PROGRAMS and words:
            found.append((_label(name, value), words))
    return found


def _label(name: str, value: Any) -> str:
    if name == "new" and isinstance(value, bool):
        # of an account; elsewhere it is what something became
        return gettext("新しいアカウントか")
    return str(LABELS.get(name, name))


def _said(name: str, value: Any, values: Mapping[str, dict[str, str | Promise]]) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(_YES if value else _NO)
        case list():
            each_said = (_said(name, each, values) for each in value)
            return gettext("、").join(filter(None, each_said))
        case dict():
            return gettext("、").join(
                f"{key} {_said(key, each, values)}" for key, each in value.items()
            )
        case int() if name in ("owner", "vendor") and not value:
            # nobody
            return ""
        case str() if (day := _moment(value)) is not None:
            return day
        case _:
            return str(values.get(name, {}).get(value, value))


def _moment(text: str) -> str | None:
    """A day or a moment as people read it; None of any other text."""
    try:
        if (day := parse_date(text)) is not None:
            return date_format(day, "DATE_FORMAT")
        moment = parse_datetime(text)
    except ValueError:
        return None
    if moment is None:
        return None
    return date_format(localtime(moment) if is_aware(moment) else moment, "DATETIME_FORMAT")
