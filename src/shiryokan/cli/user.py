"""``shiryokan user``: an account for whoever may add documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from shiryokan.access.rules import Role


@click.command("user", help=_("アカウントを作ります（あればパスワードと役割を変えます）。"))
@click.argument("name", metavar=_("アカウント名"))
@click.option(
    "--role",
    type=click.Choice(["reader", "editor", "administrator"]),
    default="editor",
    show_default=True,
    help=_("役割: 読者、編集者、管理者"),
)
@click.option("--administrator", is_flag=True, help=_("--role administrator と同じ"))
@click.option("--password", help=_("パスワード（省くと尋ねます）"))
@click.option("--link", is_flag=True, help=_("パスワードの代わりに、一度だけ使えるリンクを出す"))
def command(name: str, role: str, administrator: bool, password: str | None, link: bool) -> int:
    """Make or change an account."""
    if password is None and not link:
        password = click.prompt(_("パスワード"), hide_input=True, confirmation_prompt=True)
    open_instance()
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.core.exceptions import ValidationError  # noqa: PLC0415

    from shiryokan.access.rules import Role, role_of, set_role  # noqa: PLC0415

    user = User.objects.filter(username=name).first() or User(username=name)
    was = role_of(user) if user.pk else None
    set_role(user, Role.ADMINISTRATOR if administrator else Role(role))
    try:
        _set_password(user, password)
    except ValidationError as error:
        click.echo(" ".join(error.messages), err=True)
        return Exit.FAILED
    if "@" in name:
        user.email = name
    _save(user, was, new_password=password is not None)
    click.echo(_("%(name)s のアカウントができました。") % {"name": name})
    if link:
        _say_link(user)
    return Exit.OK


def _save(user: User, was: Role | None, *, new_password: bool) -> None:
    """Keep the account, and on record what became of it. ``was``: its role before, if it had
    one."""
    from django.db import transaction  # noqa: PLC0415

    from shiryokan.access.rules import role_of  # noqa: PLC0415
    from shiryokan.accounts import audit_kinds  # noqa: PLC0415
    from shiryokan.audit.actor import actor_of  # noqa: PLC0415
    from shiryokan.audit.record import record  # noqa: PLC0415

    now = role_of(user)
    with transaction.atomic():
        user.save()
        _trust_address(user)
        if was is None:
            record(audit_kinds.ACCOUNT, actor_of(user), role=now, new=True)
        elif was != now:
            record(audit_kinds.PERSON, actor_of(user), role=now, was=was)
        if new_password:
            record(audit_kinds.PASSWORD, actor_of(user), how="command-line")


def _trust_address(user: User) -> None:
    """A name that is an e-mail address is the person's, for the keeper says so."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415

    if user.email and not EmailAddress.objects.filter(user=user).exists():
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def _set_password(user: User, password: str | None) -> None:
    from django.contrib.auth import password_validation  # noqa: PLC0415

    if password is not None:
        password_validation.validate_password(password, user)
        user.set_password(password)
    elif not user.password:
        user.set_unusable_password()


def _say_link(user: User) -> None:
    from shiryokan.access.rules import role_of  # noqa: PLC0415
    from shiryokan.accounts.invitations import invite  # noqa: PLC0415
    from shiryokan.instance import current  # noqa: PLC0415

    base = current.config().base_url or "http://localhost:8000"
    click.echo(base.rstrip("/") + invite(role_of(user), user=user))
