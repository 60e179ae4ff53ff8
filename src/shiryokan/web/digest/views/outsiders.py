"""The digest of whoever has no account: asking for it, confirming the address, changing and ending
it by the addresses that their mails carry."""

from __future__ import annotations

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from shiryokan.access.policies import heavy_when_posted
from shiryokan.access.rules import always_public, public
from shiryokan.digest import confirming, following
from shiryokan.digest.addresses import (
    asked_to_end,
    confirmation_of,
    manage_token,
    subscriber_of,
)
from shiryokan.digest.errors import NotFollowed
from shiryokan.digest.models import Confirmation, Follow, Frequency, Subscriber
from shiryokan.following.followable import of_kind
from shiryokan.i18n.explanations import explain
from shiryokan.instance import current
from shiryokan.instance.public_address import public_base
from shiryokan.web.digest.forms import AddressForm, RhythmForm, rhythm_form
from shiryokan.web.digest.views.own import shown_follows, weekday

_READING = ["GET", "HEAD", "POST"]


@public
@heavy_when_posted
@require_http_methods(_READING)
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form by which an address follows what is public. What is answered does not tell whether
    the address is known."""
    asked = request.POST if request.method == "POST" else request.GET
    kind, ref = asked.get("kind", ""), asked.get("ref", "")
    followable = of_kind(kind)
    named = following.named_for(kind, ref, Subscriber())
    if followable is None or named is None:
        raise Http404
    if request.user.is_authenticated:
        return redirect(named.path)
    form = AddressForm(request.POST if request.method == "POST" else None)
    context = {
        "form": form, "kind": kind, "ref": ref, "title": gettext(followable.title),
        "named": named, "mail": current.config().sends_mail,
    }  # fmt: skip
    if request.method != "POST" or not context["mail"]:
        return render(request, "digest/subscribe.html", context)
    if not form.is_valid():
        return render(request, "digest/subscribe.html", context, status=422)
    confirming.ask(
        form.cleaned_data["email"],
        kind,
        ref,
        base=public_base(request),
        language=translation.get_language() or "ja",
    )
    return render(request, "digest/asked.html", context)


@always_public  # whoever has the signed address read the mail
@require_http_methods(_READING)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the address is to follow; and do so when it is said. To open the address changes
    nothing."""
    row = _confirmation(token)
    named = following.named_for(row.kind, row.ref, Subscriber()) if row else None
    followable = of_kind(row.kind) if row else None
    if row is None or named is None or followable is None or current.config().closed:
        return render(request, "digest/confirm.html", {"state": "over"}, status=404)
    context = {"title": gettext(followable.title), "named": named, "email": row.email}
    if request.method != "POST":
        return render(request, "digest/confirm.html", {"state": "asking", **context})
    try:
        subscriber = following.confirm(row, timezone.now())
    except NotFollowed as error:
        why = explain(error.code, error.details, gettext).whole
        return render(request, "digest/confirm.html", {"state": "refused", "why": why}, status=409)
    row.delete()
    if subscriber.user_id is not None:
        return render(request, "digest/confirm.html", {"state": "account", **context})
    messages.success(request, gettext("確認しました。新しいことがあると、便りが届きます。"))
    return redirect("digest:manage", manage_token(subscriber))


def _confirmation(token: str) -> Confirmation | None:
    try:
        row = confirmation_of(token)
    except (BadSignature, ValueError):
        return None
    return row if row and confirming.is_valid(row, timezone.now()) else None


@always_public  # whoever has the signed address read the mail
@require_http_methods(_READING)
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """What an address follows; and, when posted to, changes it."""
    try:
        subscriber = subscriber_of(token)
    except (BadSignature, ValueError):
        subscriber = None
    if subscriber is None:
        return render(request, "digest/manage.html", {"subscriber": None}, status=404)
    if request.method == "POST":
        if not _change(request, subscriber):
            return render(request, "digest/manage.html", {"subscriber": None, "ended": True})
        return redirect("digest:manage", token)
    return render(
        request,
        "digest/manage.html",
        {
            "subscriber": subscriber,
            "follows": shown_follows(subscriber),
            "form": rhythm_form(subscriber),
            "weekday": weekday(),
            "stopped": explain(subscriber.stopped, {}, gettext).whole if subscriber.stopped else "",
        },
    )


def _change(request: HttpRequest, subscriber: Subscriber) -> bool:
    """Do what is asked; whether there is still something of the subscriber."""
    match request.POST.get("do"):
        case "end":
            following.end(subscriber)
        case "unfollow":
            following.unfollow(
                subscriber, request.POST.get("kind", ""), request.POST.get("ref", "")
            )
            messages.success(request, gettext("フォローをやめました。"))
        case _:
            form = RhythmForm(request.POST)
            if form.is_valid():
                following.set_rhythm(
                    subscriber, form.cleaned_data["frequency"], form.cleaned_data["hour"],
                    timezone.now(),
                )  # fmt: skip
                messages.success(request, gettext("便りの設定を変えました。"))
    return Subscriber.objects.filter(pk=subscriber.pk).exists()


@always_public
@csrf_exempt  # the signed address is the right to do this; mail programs post without cookies
@require_http_methods(_READING)
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask; and, when posted to (RFC 8058), end the digest or one follow. To open the address
    changes nothing, for programs that look at mail open what they find in it."""
    try:
        subscriber, follow, only_one = asked_to_end(token)
    except (BadSignature, ValueError, TypeError):
        return render(request, "digest/unsubscribe.html", {"state": "bad"}, status=404)
    context = {"only_one": only_one, "name": _name(subscriber, follow)}
    if _is_ended(subscriber, follow, only_one=only_one):
        return render(request, "digest/unsubscribe.html", {"state": "ended", **context})
    if request.method != "POST":
        return render(request, "digest/unsubscribe.html", {"state": "asking", **context})
    if subscriber is not None and follow is not None:
        following.unfollow(subscriber, follow.kind, follow.ref)
    elif subscriber is not None:
        following.end(subscriber)
    return render(request, "digest/unsubscribe.html", {"state": "ended", **context})


def _is_ended(subscriber: Subscriber | None, follow: Follow | None, *, only_one: bool) -> bool:
    if subscriber is None:
        return True
    return follow is None if only_one else subscriber.frequency == Frequency.OFF


def _name(subscriber: Subscriber | None, follow: Follow | None) -> str:
    if subscriber is None or follow is None:
        return ""
    named = following.named_for(follow.kind, follow.ref, subscriber)
    return named.name if named else ""
