"""The items that a record is about: shown, confirmed, put right, and taken away as a file."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import quote

import msgspec
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from shiryokan.access.policies import heavy
from shiryokan.access.rules import editors, may_edit, public
from shiryokan.audit.exports import record_export
from shiryokan.instance.public_address import public_address
from shiryokan.items.versions import all_schedules
from shiryokan.records import models
from shiryokan.records.headings import heading
from shiryokan.records.item_links import (
    Linked,
    NoItem,
    item_links_of,
    item_links_of_record,
    linked,
    say,
    unsay,
)
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.columns import Column
from shiryokan.registers.export import FORMS
from shiryokan.registers.export.table import Table
from shiryokan.web.registers.views.record import record_or_404

HOW = {
    "code": _("区分番号による"),
    "name": _("名称による"),
    "confirmed": _("確認済み"),
    "corrected": _("直したもの"),
    "added": _("加えたもの"),
    "refused": _("この項目ではない"),
}
"""How a link was made."""


@public
def links(request: HttpRequest, record_id: uuid.UUID) -> HttpResponse:
    """The items that a record is about, each with how that is known; editors say whether it is
    right."""
    row = _of_register_or_404(record_id)
    return _page(request, row)


def _page(
    request: HttpRequest, row: models.Record, *, wrong: str = "", status: int = 200
) -> HttpResponse:
    titles = all_schedules()
    shown = []
    for each in linked(row, item_links_of_record(row)):
        item = _held(each)
        schedule = each.schedule or (item.schedule if item else "")
        shown.append((each, str(HOW[each.how]), item, gettext(titles.get(schedule, ""))))
    history = models.ItemLink.objects.filter(
        document=row.document_id, register=row.register, key=row.key
    ).select_related("by", "withdrawn_by")
    return render(
        request,
        "items/links.html",
        {
            "record": row,
            "heading": heading(row),
            "links": shown,
            "schedules": [(name, gettext(title)) for name, title in titles.items()],
            "history": history,
            "editor": may_edit(request.user),
            "wrong": wrong,
        },
        status=status,
    )


def _of_register_or_404(record_id: uuid.UUID) -> models.Record:
    row = record_or_404(record_id)
    if row.register not in REGISTERS:
        raise Http404
    return row


class Item(msgspec.Struct, frozen=True):
    """An item that is here, as a link may mean it."""

    schedule: str
    code: str
    note: str
    name: str


def _held(link: Linked) -> Item | None:
    """The item that is meant, or that bears the name, if it is here: the newest."""
    stated = models.ItemReference.objects.filter(role="states")
    if link.schedule:
        stated = stated.filter(schedule=link.schedule)
    stated = stated.filter(code=link.code, note="") if link.code else stated.filter(name=link.name)
    newest = stated.select_related("record").order_by("-record__extraction__year", "pk").first()
    if newest is None or not (link.code or link.name):
        return None
    note = link.note or ("" if link.code else newest.note)
    return Item(newest.schedule, newest.code, note, str(newest.record.data.get("name") or ""))


@editors
@require_POST
def say_link(request: HttpRequest, record_id: uuid.UUID) -> HttpResponse:
    """Keep what the form says of a link: right, of another item, or of none."""
    row = _of_register_or_404(record_id)
    told = request.POST
    try:
        say(
            row, told.get("found", "").replace("\r\n", "\n"), cast("User", request.user),
            about=told.get("about") != "no", schedule=told.get("schedule", ""),
            code=told.get("code", ""), note=told.get("note", ""), reason=told.get("reason", ""),
        )  # fmt: skip
    except NoItem:
        wrong = gettext("点数表を選び、区分番号（A101-2 など）と注（注5 など）を確かめてください。")
        return _page(request, row, wrong=wrong, status=422)
    messages.success(request, gettext("項目とのつながりを記録しました。"))
    return redirect("items:links", row.pk)


@editors
@require_POST
def withdraw_link(request: HttpRequest, record_id: uuid.UUID) -> HttpResponse:
    """Take back what was said of a link."""
    row = _of_register_or_404(record_id)
    number = request.POST.get("link", "")
    own = models.ItemLink.objects.filter(
        document=row.document_id, register=row.register, key=row.key
    )
    link = get_object_or_404(own, pk=int(number) if number.isdecimal() else 0)
    unsay(row, link, cast("User", request.user))
    messages.success(request, gettext("判断を取り消し、見つけたとおりのつながりに戻しました。"))
    return redirect("items:links", row.pk)


@public
@heavy
def export_links(request: HttpRequest, schedule: str, suffix: str) -> HttpResponse:
    """All links of a schedule: what speaks of which item, and how that is known. Who said so is
    told to editors alone."""
    titles = all_schedules()
    if schedule not in titles or suffix not in FORMS:
        raise Http404
    names = may_edit(request.user)
    columns = [
        Column("schedule", gettext("点数表")),
        Column("code", gettext("区分番号")),
        Column("note", gettext("注")),
        Column("name", gettext("名称")),
        Column("how", gettext("つながり"), text=lambda how: str(HOW[how])),
        Column("register", gettext("台帳"), text=lambda name: gettext(REGISTERS[name].title)),
        Column("heading", gettext("見出し")),
        Column("document", gettext("文書")),
        Column("page", gettext("ページ"), "number", naming=True),
        Column("address", gettext("アドレス"), "address"),
    ]
    if names:
        columns += [
            Column("by", gettext("判断した人")),
            Column("at", gettext("判断した日時")),
            Column("reason", gettext("理由")),
        ]
    rows = list(_rows(request, schedule, names=names))
    title = gettext("%(schedule)sの項目とのつながり") % {"schedule": gettext(titles[schedule])}
    table = Table(f"links-{schedule}", title, columns, rows, translate=gettext)
    form = FORMS[suffix]
    answer = HttpResponse(form.write(table), content_type=form.content_type)
    record_export(request, table.name, table.title, suffix, len(rows))
    name = re.sub(r"[\\/:*?\"<>|\s]+", "_", title)[:80]
    answer["Content-Disposition"] = (
        f"attachment; filename=\"{table.name}.{suffix}\"; filename*=UTF-8''{quote(name)}.{suffix}"
    )
    return answer


def _rows(request: HttpRequest, schedule: str, *, names: bool) -> Iterator[dict[str, Any]]:
    spoken = models.ItemReference.objects.filter(role="speaks", schedule__in=[schedule, ""])
    said = models.ItemLink.objects.filter(withdrawn_at=None)
    rows = models.Record.objects.filter(pk__in=spoken.values("record"))
    refused = models.Record.objects.filter(
        document__in=said.values("document"), key__in=said.values("key")
    )
    whole = (rows | refused).select_related("document").defer("extracted", "text")
    kept: dict[tuple[str, str], Any] = {}
    for row in whole.order_by("register", "document", "position"):
        place = row.document_id, row.register
        if place not in kept:
            kept[place] = item_links_of(*place)
        for each in linked(row, kept[place].get(row.key, [])):
            if each.schedule not in (schedule, ""):
                continue
            yield {
                "schedule": each.schedule, "code": each.code, "note": each.note,
                "name": each.name, "how": each.how, "register": row.register,
                "heading": heading(row), "document": row.document.title, "page": row.page,
                "address": public_address(request, reverse("registers:record", args=[row.pk])),
            } | (_who(each) if names else {})  # fmt: skip


def _who(link: Linked) -> dict[str, str]:
    if link.said is None:
        return {"by": "", "at": "", "reason": ""}
    said = link.said
    return {"by": str(said.by), "at": said.at.isoformat(), "reason": said.reason}
