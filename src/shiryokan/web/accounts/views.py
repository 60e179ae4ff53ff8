"""Coming in by a link, one's own account, and the people of the instance."""

from __future__ import annotations

import json
from typing import cast

from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.models import Group, User
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from shiryokan.access.policies import heavy
from shiryokan.access.rules import Role, administrators, always_public, members, role_of
from shiryokan.accounts import audit_kinds
from shiryokan.accounts.changes import change
from shiryokan.accounts.invitations import accept, invite, pending, revoke, usable
from shiryokan.accounts.models import Invitation
from shiryokan.accounts.own_data import LastAdministrator, erase, own_data_of
from shiryokan.accounts.reauthentication import proved_lately
from shiryokan.audit.record import record
from shiryokan.documents.names import tidy
from shiryokan.instance import current
from shiryokan.instance.public_address import public_address
from shiryokan.web.accounts.forms import EraseForm, InviteForm, PersonForm, WelcomeForm
from shiryokan.web.numbers import whole_number

PER_PAGE = 50
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@always_public  # whoever has the link
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """The account of whoever was given a one-time link."""
    invitation = usable(secret)
    if invitation is None:
        return render(request, "accounts/no_link.html", status=404)
    form = WelcomeForm(
        request.POST or None, user=invitation.user, initial={"email": invitation.email}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        user = accept(invitation, data.get("email", ""), data["password"])
        if user is None:
            return render(request, "accounts/no_link.html", status=404)
        if is_mfa_enabled(user):
            # a new password is not the second factor
            return redirect("account_login")
        if current.config().sends_mail and not _address_is_proved(user):
            # allauth sends a mail there, and lets in whoever answers it
            answer = perform_login(request, user, redirect_url=reverse("accounts:account"))
            return cast("HttpResponse", answer)
        login(request, user, backend=_BACKEND)
        messages.success(request, gettext("ようこそ。パスワードを決めました。"))
        return redirect("accounts:account")
    context = {"form": form, "invitation": invitation}
    return render(request, "accounts/welcome.html", context, status=422 if form.errors else 200)


def _address_is_proved(user: User) -> bool:
    proved = EmailAddress.objects.filter(user=user, email=user.email, verified=True)
    return bool(proved.exists())


@members
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """One's own account, and the ways to change it."""
    user = cast("User", request.user)
    context = {"role": role_of(user).label, "second_factor": is_mfa_enabled(user)}
    return render(request, "accounts/account.html", context)


@members
@heavy
@never_cache
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """All that is kept of whoever asks, as a file."""
    data = own_data_of(cast("User", request.user))
    body = json.dumps(data, ensure_ascii=False, indent=1)
    answer = HttpResponse(body, content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="shiryokan-account.json"'
    return answer


@members
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@proved_lately
def erase_account(request: HttpRequest) -> HttpResponse:
    """Erase one's own account."""
    user = cast("User", request.user)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            erase(user)
        except LastAdministrator:
            message = gettext("最後の管理者は消せません。先に、ほかの人を管理者にしてください。")
            form.add_error(None, message)
        else:
            logout(request)
            messages.success(request, gettext("アカウントを消しました。"))
            return redirect("viewer:home")
    return render(
        request, "accounts/erase.html", {"form": form}, status=422 if form.errors else 200
    )


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
@proved_lately
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, and the form by which somebody is invited."""
    form = InviteForm(request.POST or None)
    link = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        path = invite(Role(data["role"]), email=data["email"], groups=list(data["groups"]))
        link = public_address(request, path)
        form = InviteForm()
    words = tidy(request.GET.get("q", ""), 254)
    rows = User.objects.exclude(username__startswith="erased-").prefetch_related("groups")
    if words:
        rows = rows.filter(email__icontains=words) | rows.filter(username__icontains=words)
    page = Paginator(rows.order_by("email", "username"), PER_PAGE).get_page(request.GET.get("page"))
    protected = set(
        Authenticator.objects.filter(user__in=[user.pk for user in page]).values_list(
            "user_id", flat=True
        )
    )
    context = {
        "form": form,
        "link": link,
        "page": page,
        "rows": [(user, role_of(user).label, user.pk in protected) for user in page],
        "words": words,
        "groups": Group.objects.order_by("name"),
        "pending": pending().select_related("user").prefetch_related("groups"),
    }
    answer = render(request, "accounts/people.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
@proved_lately
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """What somebody may do; a link for a new password; without the second factor, if it is lost."""
    user = get_object_or_404(User, pk=user_id)
    link = ""
    if request.method == "POST" and "link" in request.POST:
        link = public_address(request, invite(role_of(user), user=user))
    elif request.method == "POST" and "reset" in request.POST:
        with transaction.atomic():
            Authenticator.objects.filter(user=user).delete()
            record(audit_kinds.SECOND_FACTOR_RESET, f"user:{user.pk}")
        messages.success(request, gettext("多要素認証を外しました。"))
        return redirect("accounts:person", user.pk)
    posted = request.POST if request.method == "POST" and not link else None
    initial = {"role": role_of(user), "groups": user.groups.all(), "active": user.is_active}
    form = PersonForm(posted, initial=initial)
    if posted is not None and form.is_valid():
        data = form.cleaned_data
        if change(user, Role(data["role"]), data["groups"], active=data["active"]):
            messages.success(request, gettext("保存しました。すぐに効きます。"))
            return redirect("accounts:person", user.pk)
        message = gettext("最後の管理者です。先に、ほかの人を管理者にしてください。")
        form.add_error(None, message)
    context = {"form": form, "person": user, "link": link, "second_factor": is_mfa_enabled(user)}
    answer = render(request, "accounts/person.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@administrators
@require_http_methods(["POST"])
def revoke_invitation(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """End a link that nobody has used."""
    revoke(get_object_or_404(Invitation, pk=invitation_id, used_at=None))
    messages.success(request, gettext("リンクを取り消しました。"))
    return redirect("accounts:people")


@administrators
@require_http_methods(["POST"])
@transaction.atomic
def groups(request: HttpRequest) -> HttpResponse:
    """Make a group, or remove one that nothing needs."""
    name = tidy(request.POST.get("name", ""), 150)
    if "delete" in request.POST:
        number = request.POST["delete"]
        group = get_object_or_404(Group, pk=whole_number(number))
        from shiryokan.access.models import Collection  # noqa: PLC0415

        if Collection.objects.filter(groups=group).exists():
            message = gettext("コレクションで使われているので消せません。")
            messages.error(request, message)
        else:
            record(audit_kinds.GROUP_DELETED, f"group:{group.pk}", group.name)
            group.delete()
            messages.success(request, gettext("グループを消しました。"))
    elif name:
        made, new = Group.objects.get_or_create(name=name)
        if new:
            record(audit_kinds.GROUP, f"group:{made.pk}", name)
        messages.success(request, gettext("グループを作りました。"))
    return redirect("accounts:people")
