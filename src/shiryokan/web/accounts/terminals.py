"""Shared terminals: one's PIN, letting it do at this terminal, and switching to another person."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from shiryokan.access.rules import always_public, members
from shiryokan.accounts import terminals
from shiryokan.accounts.models import Pin
from shiryokan.accounts.reauthentication import proved_lately
from shiryokan.api.throttling import Buckets
from shiryokan.web.numbers import whole_number

BY_PIN = "by_pin"
"""In the session of whoever came in by PIN, which proves too little for a PIN or a terminal."""
TRIES_A_MINUTE = 10
"""At one terminal, of all people together."""
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@members
@never_cache
@sensitive_post_parameters("pin", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@proved_lately
def pin(request: HttpRequest) -> HttpResponse:
    """Set one's PIN, or have none."""
    user = cast("User", request.user)
    problem = ""
    if request.method == "POST" and request.session.get(BY_PIN):
        problem = _only_fully()
    elif request.method == "POST" and "remove" in request.POST:
        terminals.remove_pin(user)
        messages.success(request, gettext("PINを消しました。"))
        return redirect("accounts:pin")
    elif request.method == "POST":
        given = request.POST.get("pin", "")
        problem = _problem(given, request.POST.get("again", ""))
        if not problem:
            terminals.set_pin(user, given)
            messages.success(request, gettext("PINを決めました。"))
            return redirect("accounts:pin")
    terminal = request.COOKIES.get(terminals.COOKIE, "")
    context = {
        "problem": problem,
        "has_pin": Pin.objects.filter(user=user).exists(),
        "here": bool(terminal) and terminals.people_at(terminal).filter(user=user).exists(),
        "hours": int(terminals.FOR.total_seconds() // 3600),
        "least": terminals.LEAST_DIGITS,
        "most": terminals.MOST_DIGITS,
    }
    return render(request, "accounts/pin.html", context, status=422 if problem else 200)


def _problem(pin: str, again: str) -> str:
    match terminals.problem_of(pin):
        case "digits":
            return gettext("PINは%(least)s桁から%(most)s桁の数字にしてください。") % {
                "least": terminals.LEAST_DIGITS, "most": terminals.MOST_DIGITS,
            }  # fmt: skip
        case "simple":
            return gettext("続いた数字や同じ数字の並びは、すぐに当てられます。")
    return "" if pin == again else gettext("2つのPINが違います。")


def _only_fully() -> str:
    return gettext(
        "PINで入ったままでは変えられません。一度ログアウトし、パスワードで入ってください。"
    )


@members
@never_cache
@require_POST
@proved_lately
def terminal(request: HttpRequest) -> HttpResponse:
    """Have one's PIN do at this terminal for some hours, or no more."""
    user = cast("User", request.user)
    known = request.COOKIES.get(terminals.COOKIE, "")
    answer = redirect("accounts:pin")
    if request.POST.get("do") == "leave":
        terminals.leave(user, known)
        messages.success(request, gettext("この端末では、PINで入れないようにしました。"))
    elif request.session.get(BY_PIN) or not Pin.objects.filter(user=user).exists():
        messages.error(request, _only_fully())
    else:
        known = known or terminals.new_terminal()
        terminals.join(user, known)
        answer.set_cookie(
            terminals.COOKIE, known, max_age=terminals.COOKIE_SECONDS, httponly=True,
            samesite="Strict", secure=request.is_secure(),
        )  # fmt: skip
        messages.success(request, gettext("この端末で、しばらくの間PINで入れます。"))
    return answer


@always_public  # whoever sits at the terminal
@never_cache
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: HttpRequest) -> HttpResponse:
    """Who may come in by PIN at this terminal; and coming in. The session that was there ends
    before the next one begins."""
    known = request.COOKIES.get(terminals.COOKIE, "")
    problem, status = "", 200
    if request.method == "POST":
        asked = Buckets.of_instance().ask(f"pin {terminals.key_of(known)}", TRIES_A_MINUTE)
        person = whole_number(request.POST.get("person", "")) or 0
        found = None
        if asked.allowed:
            found = terminals.let_in(known, person, request.POST.get("pin", ""))
        if found is not None:
            logout(request)
            login(request, found.user, backend=_BACKEND)
            request.session[BY_PIN] = True
            # no session by PIN is longer than the full sign-in that it stands on
            request.session.set_expiry(found.until)
            answer = redirect("homes:own")
            answer["Clear-Site-Data"] = '"cache"'
            return answer
        status = 422 if asked.allowed else 429
        problem = (
            gettext(
                "PINが違うか、この端末では今使えません。続けて間違えると、パスワードが要ります。"
            )
            if asked.allowed
            else gettext("試しすぎです。少し待ってください。")
        )
    people = terminals.people_at(known) if known else []
    context = {"people": people, "problem": problem, "most": terminals.MOST_DIGITS}
    return render(request, "accounts/switch.html", context, status=status)


@always_public  # whoever leaves
@require_POST
def step_away(request: HttpRequest) -> HttpResponse:
    """Leave a shared terminal: the session ends, and the next person may come in."""
    logout(request)
    answer = redirect("accounts:switch")
    answer["Clear-Site-Data"] = '"cache"'
    return answer
