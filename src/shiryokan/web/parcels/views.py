"""Parcels: what goes out is chosen by editors; what comes in is decided by administrators, for it
is published as it comes."""

from __future__ import annotations

import datetime
import re
import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import models
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.models import Collection
from shiryokan.access.policies import heavy, heavy_when_posted, takes_files
from shiryokan.access.rules import administrators, editors, may_administer
from shiryokan.documents.batches import report
from shiryokan.documents.models import Document
from shiryokan.documents.originals import TooManyBytes
from shiryokan.documents.telling_apart import told_apart
from shiryokan.i18n.explanations import explain
from shiryokan.instance import current
from shiryokan.instance.signing import fingerprint, public_from_text
from shiryokan.learning.models import Course
from shiryokan.news.models import Article
from shiryokan.parcels import arriving, making
from shiryokan.parcels import keys as held
from shiryokan.parcels.errors import ParcelError
from shiryokan.parcels.models import AcceptedKey, ArrivedParcel, TakenParcel, TakenThing

ModelT = TypeVar("ModelT", bound=models.Model)
_SHOWN = 100
"""Articles, courses and newest documents to choose from; older documents are named by address."""
_NEWEST = 20
_TAKEN = 50
_HOUSE = "parcel_house"
"""In the session: what somebody called this instance last."""
_DOCUMENT = re.compile(r"(?:\S*/documents/)?(?P<id>[0-9a-f]{16})(?:[/?#]\S*)?")


def _told(error: ParcelError) -> str:
    return explain(error.code, dict(error.details), gettext).whole


@editors
def index(request: HttpRequest) -> HttpResponse:
    """What can be put into a parcel, what was sent here and taken, and whose are taken."""
    return _index(request)


def _newest() -> list[tuple[str, str]]:
    """The newest documents, each by its id with what it is called among them."""
    rows = Document.objects.prefetch_related("origins__publisher").order_by("-added_at")[:_NEWEST]
    return list(told_apart(rows).items())


def _index(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    waiting = ArrivedParcel.objects.filter(state__in=("arrived", "taking"))
    context = {
        "documents": _newest(),
        "articles": list(Article.objects.exclude(edition=None)[:_SHOWN]),
        "courses": list(Course.objects.exclude(state=Course.State.DRAFT)[:_SHOWN]),
        "house": request.session.get(_HOUSE, "") or current.config().house,
        "key": held.own_key_text(),
        "fingerprint": held.own_fingerprint(),
        "keys": list(AcceptedKey.objects.all()),
        "waiting": list(waiting) if may_administer(request.user) else [],
        "taken": list(
            TakenParcel.objects.select_related("key").annotate(count=models.Count("things"))[
                :_TAKEN
            ]
        ),
        "may_take": may_administer(request.user),
        "most_mib": current.config().upload_bytes // (1024 * 1024),
        "typed": request.POST,
        **more,
    }
    return render(request, "parcels/index.html", context, status=status)


@editors
@heavy
@require_POST
def make(request: HttpRequest) -> HttpResponseBase:
    """A parcel of what was chosen, to be kept as a file. What is chosen is what its maker may
    see."""
    post = request.POST
    request.session[_HOUSE] = post.get("house", "").strip()[:100]
    named, unknown = _documents(post.get("addresses", ""))
    named += [each for each in _chosen(Document, post.getlist("document")) if each not in named]
    place = Path(tempfile.mkdtemp(prefix="shiryokan-parcel-")) / "made.parcel"
    try:
        if unknown:
            raise ParcelError("parcel_document_unknown", line=unknown[0][:100])
        manifest = making.make(
            place, house=request.session[_HOUSE] or current.config().house or request.get_host(),
            title=post.get("title", "").strip()[:200] or gettext("荷物"),
            note=post.get("note", "").strip()[:2000], wanted_documents=named,
            wanted_articles=_chosen(Article, post.getlist("article")),
            wanted_courses=_chosen(Course, post.getlist("course")),
        )  # fmt: skip
        # the open file outlives its name
        answer = FileResponse(
            place.open("rb"), as_attachment=True,
            filename=f"{manifest.made_at[:10]}-{manifest.id[:8]}.parcel",
            content_type="application/octet-stream",
        )  # fmt: skip
    except ParcelError as error:
        messages.error(request, _told(error))
        return _index(request, status=422)
    finally:
        place.unlink(missing_ok=True)
        place.parent.rmdir()
    return answer


def _documents(text: str) -> tuple[list[Document], list[str]]:
    """The documents of addresses or ids, a line each, and the lines that name none."""
    found: list[Document] = []
    unknown = []
    for line in filter(None, map(str.strip, text.splitlines())):
        match = _DOCUMENT.fullmatch(line)
        document = Document.objects.filter(pk=match["id"]).first() if match else None
        if document is None:
            unknown.append(line)
        elif document not in found:
            found.append(document)
    return found, unknown


def _chosen(model: type[ModelT], keys: Sequence[str]) -> list[ModelT]:
    wanted = [key for key in keys if key.isascii() and key.isalnum()]
    if model is not Document:
        wanted = [key for key in wanted if key.isdecimal() and len(key) < 18]
    return list(model._default_manager.filter(pk__in=wanted))


@administrators
@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    """Take the parcels of another house from now on, once its fingerprint was compared; or take
    them no more."""
    post = request.POST
    try:
        if post.get("step") == "revoke":
            row = held.revoke(post.get("fingerprint", ""))
            messages.success(
                request, gettext("%(name)s の鍵の受け入れを止めました。") % {"name": row.name}
            )
            return redirect("parcels:index")
        text, name = post.get("key", "").strip(), post.get("name", "").strip()
        try:
            shown = fingerprint(public_from_text(text))
        except ValueError as error:
            raise ParcelError("parcel_key_text") from error
        if post.get("compared") != shown or not name:
            return _index(request, asked={"key": text, "name": name, "fingerprint": shown})
        row = held.accept(text, name)
    except ParcelError as error:
        messages.error(request, _told(error))
        return _index(request, status=422)
    messages.success(request, gettext("%(name)s の荷物を受け入れます。") % {"name": row.name})
    named = _uuid(post.get("arrived", ""))
    if named is not None and ArrivedParcel.objects.filter(pk=named).exists():
        return redirect("parcels:arrived", named)
    return redirect("parcels:index")


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@administrators
@heavy_when_posted
@takes_files(may_administer)
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Keep a parcel that was sent, to be looked at."""
    sent = request.FILES.get("parcel")
    try:
        if sent is None:
            raise ParcelError("parcel_not_one", file=gettext("荷物"))
        stream, user = cast("BinaryIO", sent), cast("User", request.user)
        row = arriving.keep(stream, sent.name or "", user)
    except ParcelError as error:
        messages.error(request, _told(error))
    except TooManyBytes as error:
        messages.error(request, explain("too_large", {"limit": error.limit}, gettext).whole)
    else:
        return redirect("parcels:arrived", row.pk)
    return redirect("parcels:index")


@administrators
@heavy
def arrived(request: HttpRequest, arrived_id: uuid.UUID) -> HttpResponse:
    """What is in a parcel, who sealed it and what taking it would do; then taking it, or not; then
    how far that is."""
    row = get_object_or_404(ArrivedParcel, pk=arrived_id)
    if request.method == "POST":
        if request.POST.get("step") == "discard" and row.state != ArrivedParcel.State.TAKING:
            arriving.discard(row)
            messages.success(request, gettext("荷物を受け取らずに捨てました。"))
            return redirect("parcels:index")
        known = Collection.objects.filter(name=request.POST.get("collection", "")).first()
        arriving.begin(row, known.name if known else "")
        return redirect("parcels:arrived", row.pk)
    context: dict[str, Any] = {"row": row}
    status = 200
    if row.state == ArrivedParcel.State.ARRIVED:
        try:
            parcel, prospects = arriving.look(row, cast("User", request.user))
            manifest = parcel.manifest
            context |= {
                "manifest": manifest,
                "made_at": _moment(manifest.made_at),
                "prospects": [
                    (TakenThing.Kind(each.kind).label, each.title, _what(each))
                    for each in prospects
                ],
                "sealed_by": AcceptedKey.objects.get(key=manifest.house.key),
                "collections": list(Collection.objects.all()),
            }
        except ParcelError as error:
            context |= {"problem": _told(error)} | _key(row, error)
            status = 422
    else:
        context |= _progress(row)
    return render(request, "parcels/arrived.html", context, status=status)


def _moment(text: str) -> datetime.datetime | str:
    """When a parcel says that it was made; as it says it, where that is no moment."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    return timezone.localtime(moment) if timezone.is_aware(moment) else text


def _what(prospect: arriving.Prospect) -> str:
    return {
        "new": gettext("新しく入ります"),
        "update": gettext("新しいものになります"),
        "same": gettext("もうあります（変わりません）"),
        "refused": gettext("ここで書き直されているので、上書きしません"),
    }[prospect.what]


def _key(row: ArrivedParcel, error: ParcelError) -> dict[str, str]:
    """The key of a house that is not known, to be accepted once it was compared."""
    if error.code != "parcel_key_unknown":
        return {}
    text = arriving.key_in(row)
    return {"key": text, "fingerprint": fingerprint(public_from_text(text))}


def _progress(row: ArrivedParcel) -> dict[str, Any]:
    made: dict[str, Any] = {
        "refused": [explain(each["code"], each["details"], gettext).whole for each in row.refused]
    }
    if row.batch is not None:
        made |= {"batch": row.batch, "documents": len(report(row.batch).rows)}
    return made
