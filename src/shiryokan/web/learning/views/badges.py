"""Open Badges: taken by their person, and asked about by whoever verifies one."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from shiryokan.access.rules import always_public, members
from shiryokan.instance.public_address import house_of, public_base
from shiryokan.learning import badges
from shiryokan.web.learning.views.certificates import own_or_404

_JWT = "application/vc+jwt"
_SECONDS = 3600
"""How long whoever verifies may keep what was answered."""


@members
@require_safe
def badge(request: HttpRequest, certificate_code: uuid.UUID) -> HttpResponse:
    """A certificate as an Open Badge 3.0, for its person and for editors."""
    found = own_or_404(request, certificate_code)
    if found.revoked_at is not None:
        raise Http404
    base = public_base(request)
    answer = HttpResponse(badges.badge_of(found, base, house_of(request)), content_type=_JWT)
    answer["Content-Disposition"] = f'attachment; filename="badge-{found.number}.jwt"'
    return answer


@always_public  # it tells of no person: a bit for each certificate, whether it was revoked
@require_safe
def revoked(request: HttpRequest, number: int) -> HttpResponse:
    """The list by which a badge is known to be revoked."""
    body = badges.revoked_badges(number, public_base(request))
    answer = HttpResponse(body, content_type=_JWT)
    answer["Cache-Control"] = f"max-age={_SECONDS}"
    return answer


@always_public  # it is the instance's public key
@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    """What the issuer's name is resolved to (``did:web``)."""
    document = badges.issuer_document()
    if document is None:
        raise Http404
    answer = JsonResponse(document, content_type="application/did+json")
    answer["Cache-Control"] = f"max-age={_SECONDS}"
    return answer
