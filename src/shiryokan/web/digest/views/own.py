"""A person's own digest: what they follow, when it comes, what it will say and what it said."""

from __future__ import annotations

import uuid
from typing import cast

import msgspec
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.dates import WEEKDAYS
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from shiryokan.access.policies import heavy
from shiryokan.access.rules import members
from shiryokan.delivery.timetable import timetable
from shiryokan.digest import entries, following
from shiryokan.digest.addresses import email_of
from shiryokan.digest.entries import Contents
from shiryokan.digest.errors import NotFollowed
from shiryokan.digest.making import make_digest
from shiryokan.digest.models import DigestDelivery, Follow, Subscriber
from shiryokan.following.followable import of_kind
from shiryokan.i18n.explanations import explain
from shiryokan.instance import current
from shiryokan.instance.public_address import public_base
from shiryokan.web.digest.forms import RhythmForm, rhythm_form

RECENT = 20
_HERE = "digest:index"


class FollowShown(msgspec.Struct, frozen=True):
    """A follow with what it is called; ``name`` is empty where it is not seen any more."""

    row: Follow
    title: str
    name: str
    path: str


def shown_follows(subscriber: Subscriber) -> list[FollowShown]:
    """What somebody follows, as they may see it."""
    found = []
    for row in subscriber.follows.all():
        kind = of_kind(row.kind)
        named = following.named_for(row.kind, row.ref, subscriber)
        found.append(
            FollowShown(
                row,
                gettext(kind.title) if kind else row.kind,
                named.name if named else "",
                named.path if named else "",
            )
        )
    return found


def weekday() -> str:
    """The day on which weekly digests come."""
    return str(WEEKDAYS[timetable().weekday])


@members
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What a person follows, when the digest comes, and the last ones."""
    subscriber = following.found_subscriber(cast("User", request.user))
    deliveries = subscriber.deliveries.all()[:RECENT] if subscriber else ()
    return render(
        request,
        "digest/index.html",
        {
            "subscriber": subscriber,
            "follows": shown_follows(subscriber) if subscriber else [],
            "form": rhythm_form(subscriber),
            "weekday": weekday(),
            "mail": current.config().sends_mail,
            "address": email_of(subscriber or Subscriber(user=cast("User", request.user))),
            "stopped": explain(subscriber.stopped, {}, gettext).whole
            if subscriber and subscriber.stopped
            else "",
            "deliveries": [(each, _why(each)) for each in deliveries],
        },
    )


def _why(delivery: DigestDelivery) -> str:
    if not delivery.error:
        return ""
    return explain(delivery.error, delivery.error_details, gettext).whole


def _subscriber(request: HttpRequest) -> Subscriber:
    return following.subscriber_for(
        cast("User", request.user), public_base(request), translation.get_language() or "ja"
    )


@members
@require_POST
def settings(request: HttpRequest) -> HttpResponse:
    """Change how often and when the digest comes, and in which language: that of the page."""
    form = RhythmForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("届ける間隔を選んでください。"))
        return redirect("digest:index")
    subscriber = _subscriber(request)
    subscriber.language = translation.get_language() or "ja"
    subscriber.save(update_fields=["language"])
    following.set_rhythm(
        subscriber, form.cleaned_data["frequency"], form.cleaned_data["hour"], timezone.now()
    )
    messages.success(request, gettext("便りの設定を変えました。"))
    return redirect("digest:index")


@members
@require_POST
def follow_something(request: HttpRequest) -> HttpResponse:
    """Follow something, or no more, and go back to where the button was."""
    kind, ref = request.POST.get("kind", ""), request.POST.get("ref", "")
    subscriber, back = _subscriber(request), _back(request)
    if request.POST.get("do") == "unfollow":
        following.unfollow(subscriber, kind, ref)
        said = gettext("フォローをやめました。")
    else:
        try:
            following.follow(subscriber, kind, ref)
        except NotFollowed as error:
            messages.error(request, explain(error.code, error.details, gettext).whole)
            return redirect(_HERE)
        said = gettext("フォローしました。新しいことは「便り」にまとめて届きます。")
    # elsewhere the button itself says so
    if back == _HERE:
        messages.success(request, said)
    return redirect(back)


def _back(request: HttpRequest) -> str:
    to = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        to, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return to if safe and to.startswith("/") else _HERE


@members
@heavy
@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """What the next digest would say if it were made now."""
    subscriber = following.found_subscriber(cast("User", request.user))
    contents = Contents([], 0, [])
    if subscriber is not None:
        subscriber.language = translation.get_language() or "ja"
        collected = entries.untold(subscriber, subscriber.follows.all())
        contents = entries.contents(subscriber, collected)
    return render(request, "digest/preview.html", {"contents": contents, "subscriber": subscriber})


@members
@heavy
@require_safe
def sent(request: HttpRequest, digest_id: uuid.UUID) -> HttpResponse:
    """What a digest said, as far as its reader may see it now."""
    delivery = get_object_or_404(
        DigestDelivery.objects.select_related("subscriber__user"),
        pk=digest_id,
        subscriber__user=request.user,
    )
    delivery.subscriber.language = translation.get_language() or "ja"
    contents = entries.contents(delivery.subscriber, entries.told_by(delivery))
    return render(request, "digest/sent.html", {"contents": contents, "delivery": delivery})


@members
@require_POST
def now(request: HttpRequest) -> HttpResponse:
    """Make the digest now."""
    subscriber = following.found_subscriber(cast("User", request.user))
    if subscriber is not None:
        make_digest.enqueue(str(subscriber.pk))
        messages.info(
            request,
            gettext("いま作ります。知らせることがあれば送り、なければ何も送りません。"),
        )
    return redirect("digest:index")
