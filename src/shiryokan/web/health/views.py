"""The house's health: what doctor finds, the numbers, and work that failed, to be tried again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from shiryokan.access.policies import heavy, heavy_when_posted
from shiryokan.access.rules import administrators
from shiryokan.health import failures
from shiryokan.health.doctor import look_at_all
from shiryokan.health.standing import standing
from shiryokan.jobs.queues import other_homes

_LONGEST_CODE = 60


@administrators
@heavy
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """How the house is now; ``mail`` asks the mail server too, which may take a while."""
    findings = sorted(
        look_at_all(mail="mail" in request.GET),
        key=lambda finding: (not finding.bad, finding.good),
    )
    context = {
        "findings": findings,
        "bad": sum(finding.bad for finding in findings),
        "advice": sum(not finding.good and not finding.bad for finding in findings),
        "now": (now := standing()),
        "homes": bool(other_homes()),
        "oldest_minutes": int(now.oldest.total_seconds() // 60),
        "failures": list(failures.failures()),
        "failed": failures.count(),
    }
    answer = render(request, "health/health.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@administrators
@heavy_when_posted
@require_POST
def retry_failed(request: HttpRequest) -> HttpResponse:
    """Have one failed thing tried again, or all of them."""
    codes = {code[:_LONGEST_CODE] for code in request.POST.getlist("failure")}
    if "all" in request.POST or codes:
        count = failures.retry(None if "all" in request.POST else codes)
        if count:
            message = gettext("もう一度させます: %(count)s件。しばらくして開き直してください。")
            messages.success(request, message % {"count": count})
        else:
            messages.info(request, gettext("もう一度させるものは、もうありません。"))
    return redirect("health:health")
