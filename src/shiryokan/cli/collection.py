"""``shiryokan collection``: who sees which documents, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _

if TYPE_CHECKING:
    from shiryokan.access.models import Collection


@click.command(
    "collection",
    help=_("文書のコレクションと、それを見てよい人を決めます。名前を省くと一覧を示します。"),
)
@click.argument("name", required=False, metavar=_("コレクション名"))
@click.option(
    "--visibility",
    type=click.Choice(["public", "members", "groups"]),
    help=_("見てよい人: だれでも、ログインした人、グループの人"),
)
@click.option("--group", "groups", multiple=True, help=_("見てよいグループ（何度でも書けます）"))
@click.option("--put", "documents", multiple=True, help=_("入れる文書のID（何度でも書けます）"))
def command(
    name: str | None, visibility: str | None, groups: tuple[str, ...], documents: tuple[str, ...]
) -> int:
    """Make or change a collection, and put documents into it."""
    open_instance()
    from shiryokan.access.models import Collection  # noqa: PLC0415
    from shiryokan.documents.collections import put_in  # noqa: PLC0415
    from shiryokan.documents.models import Document  # noqa: PLC0415

    if name is None:
        _list()
        return Exit.OK
    if visibility == Collection.GROUPS and not groups:
        raise click.UsageError(_("--visibility groups には --group で見てよいグループも要ります。"))
    found = list(Document.objects.filter(pk__in=documents))
    missing = set(documents) - {document.pk for document in found}
    if missing:
        click.echo(_("文書がありません: %(ids)s") % {"ids": ", ".join(sorted(missing))}, err=True)
        return Exit.FAILED
    collection = _saved(name, visibility, groups)
    for document in found:
        put_in(document, collection)
    click.echo(
        _("%(name)s（%(who)s）: 文書 %(count)s件")
        % {
            "name": name,
            "who": collection.get_visibility_display(),
            "count": collection.documents.count(),
        }
    )
    return Exit.OK


def _saved(name: str, visibility: str | None, groups: tuple[str, ...]) -> Collection:
    from django.contrib.auth.models import Group  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    from shiryokan.access.models import Collection  # noqa: PLC0415
    from shiryokan.documents.collections import record_collection  # noqa: PLC0415

    with transaction.atomic():
        collection, _new = Collection.objects.get_or_create(
            name=name, defaults={"visibility": visibility or Collection.MEMBERS}
        )
        if visibility and collection.visibility != visibility:
            collection.visibility = visibility
            collection.save()
        if groups:
            collection.groups.set([Group.objects.get_or_create(name=g)[0] for g in groups])
        if visibility or groups:
            record_collection(collection)
    return collection


def _list() -> None:
    from shiryokan.access.models import Collection  # noqa: PLC0415

    for each in Collection.objects.all():
        who = each.get_visibility_display()
        names = _("、").join(each.groups.values_list("name", flat=True))
        click.echo(f"{each.name}\t{who}{f': {names}' if names else ''}\t{each.documents.count()}")
