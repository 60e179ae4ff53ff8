"""``{% follow_button kind ref %}``: follows something, or leads whoever has no account to the form
by which an address does."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import User

from shiryokan.digest.models import Follow
from shiryokan.following.followable import of_kind
from shiryokan.instance import current

register = template.Library()


@register.inclusion_tag("digest/_follow.html", takes_context=True)
def follow_button(context: dict[str, Any], kind: str, ref: object) -> dict[str, Any]:
    """A form with one button, for pages of what can be followed."""
    request = context["request"]
    member = isinstance(request.user, User)
    followable = of_kind(kind)
    public = followable is not None and not followable.personal
    return {
        "kind": kind,
        "ref": ref,
        "member": member,
        "followed": member
        and Follow.objects.filter(subscriber__user=request.user, kind=kind, ref=str(ref)).exists(),
        "by_address": public and current.config().sends_mail,
        "here": request.get_full_path(),
    }
