"""One's own page: the blocks of its role, and how they are chosen and ordered."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from shiryokan.access.rules import members
from shiryokan.homes import choosing
from shiryokan.homes.blocks import all_blocks, ordered
from shiryokan.homes.roles import ROLE_TITLES
from shiryokan.web.homes.next_steps import next_steps


@members
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    """The home of whoever asks."""
    user = cast("User", request.user)
    return render(
        request,
        "homes/own.html",
        {**shown(request), **_choices(user), "choosing": "choose" in request.GET},
    )


def shown(request: HttpRequest) -> dict[str, Any]:
    """What the blocks of a home need, on one's own page and on the entrance."""
    choice = choosing.choice_of(request.user)
    role = choosing.role_of_home(request.user, choice)
    return {
        "home": choosing.home_of(request.user),
        "role_title": gettext(ROLE_TITLES[role]),
        "next_steps": next_steps(request.user),
    }


def _choices(user: User) -> dict[str, Any]:
    choice = choosing.choice_of(user)
    role = choosing.role_of_home(user, choice)
    now = ordered(role, choice.order, choice.hidden, user)
    names = [block.name for block in now]
    return {
        "roles": [(name, gettext(t), name == role) for name, t in ROLE_TITLES.items()
                  if name != "public"],
        "chosen": [(block.name, gettext(block.title)) for block in now],
        "others": [
            (block.name, gettext(block.title)) for block in all_blocks(user)
            if block.name not in names
        ],
        "keep_reading": choice.keep_reading,
    }  # fmt: skip


@members
@require_POST
def blocks(request: HttpRequest) -> HttpResponse:
    """Another role, another order, a block put away or taken in: one step at a time, so that it
    works without a script."""
    user = cast("User", request.user)
    choice = choosing.choice_of(user)
    role = choosing.role_of_home(user, choice)
    post = request.POST
    if "role" in post:
        # another role brings its own blocks
        choosing.choose(user, post["role"], [], [])
        messages.success(request, gettext("役割を変えました。"))
        return redirect("homes:own")
    names = [block.name for block in ordered(role, choice.order, choice.hidden, user)]
    hidden = list(choice.hidden)
    for name, way in (("up", -1), ("down", 1)):
        if (moved := post.get(name, "")) in names:
            at = names.index(moved)
            names.insert(max(at + way, 0), names.pop(at))
    if (away := post.get("away", "")) in names:
        names.remove(away)
        hidden.append(away)
    if taken := post.get("take", ""):
        hidden = [each for each in hidden if each != taken]
        names.append(taken)
    choosing.choose(user, choice.role, names, hidden)
    return HttpResponse(status=302, headers={"Location": "/my/?choose=on#choose"})


@members
@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """Whether the pages that somebody reads are kept; forget those that are."""
    user = cast("User", request.user)
    wanted = request.POST.get("keep") == "yes"
    choosing.keep_reading(user, wanted)
    messages.success(
        request,
        gettext("読んだページを覚えます。")
        if wanted
        else gettext("読んだページの記録を消しました。これからも残しません。"),
    )
    return redirect("homes:own")
