"""Ending mail by the address that each mail carries, without signing in."""

from __future__ import annotations

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from shiryokan.access.rules import always_public
from shiryokan.alerts.saved_searches import switch_off
from shiryokan.alerts.unsubscribe import channel_of


@always_public
@csrf_exempt  # the signed address is the right to do this; mail programs post without cookies
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask; and, when posted to (RFC 8058), end the mail. To open the address changes nothing,
    for programs that look at mail open what they find in it."""
    try:
        channel = channel_of(token)
    except (BadSignature, ValueError):
        return render(request, "alerts/unsubscribe.html", {"state": "bad"}, status=404)
    if channel is None or not channel.on:
        state = "ended"
    elif request.method == "POST":
        switch_off(channel)
        state = "ended"
    else:
        state = "asking"
    return render(request, "alerts/unsubscribe.html", {"state": state, "channel": channel})
