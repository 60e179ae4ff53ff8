"""``shiryokan parcel``: signed bundles from one instance into another."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.outcome import Outcome, explained_errors
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _, explain

if TYPE_CHECKING:
    from uuid import UUID

    from django.contrib.auth.models import User
    from django.db import models

    ModelT = TypeVar("ModelT", bound=models.Model)

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(
    "parcel", help=_("文書、記事、講座を、封をした荷物にして別の資料館に渡し、受け取ります。")
)
def command() -> None:
    """Make and take parcels."""


@contextlib.contextmanager
def _told(place: Path | None = None) -> Iterator[Outcome]:
    """As :func:`explained_errors`, for parcels too."""
    from shiryokan.parcels.errors import ParcelError  # noqa: PLC0415

    with explained_errors(place) as outcome:
        try:
            yield outcome
        except ParcelError as error:
            click.echo(explain(error.code, dict(error.details)), err=True)
            outcome.code = Exit.FAILED


@command.command("make", help=_("荷物を作ります。記事や講座が引用する文書も入ります。"))
@click.argument("place", metavar=_("ファイル"), type=_FILE)
@click.option("--title", required=True, help=_("荷物の題名"))
@click.option("--house", default="", help=_("この資料館の名前（受け取る人に示します）"))
@click.option("--note", default="", help=_("受け取る人への言づて"))
@click.option("--document", "documents", multiple=True, help=_("入れる文書のID（何度でも）"))
@click.option("--article", "articles", multiple=True, type=int, help=_("入れる記事の番号"))
@click.option("--course", "courses", multiple=True, type=int, help=_("入れる講座の番号"))
def make(
    place: Path,
    title: str,
    house: str,
    note: str,
    documents: tuple[str, ...],
    articles: tuple[int, ...],
    courses: tuple[int, ...],
) -> int:
    """Make a parcel."""
    open_instance()
    import socket  # noqa: PLC0415

    from shiryokan.documents.models import Document  # noqa: PLC0415
    from shiryokan.learning.models import Course  # noqa: PLC0415
    from shiryokan.news.models import Article  # noqa: PLC0415
    from shiryokan.parcels import making  # noqa: PLC0415

    with _told(place) as outcome:
        manifest = making.make(
            place, house=house or socket.gethostname(), title=title, note=note,
            wanted_documents=_found(Document, documents),
            wanted_articles=_found(Article, articles), wanted_courses=_found(Course, courses),
        )  # fmt: skip
        click.echo(
            _(
                "荷物を作りました: %(place)s"
                "（文書%(documents)s件、記事%(articles)s件、講座%(courses)s件）"
            )
            % {
                "place": place,
                "documents": len(manifest.documents),
                "articles": len(manifest.articles),
                "courses": len(manifest.courses),
            }
        )
    return outcome.code


def _found(model: type[ModelT], keys: tuple[str, ...] | tuple[int, ...]) -> list[ModelT]:
    """The rows of all keys; says which is missing."""
    rows = {str(row.pk): row for row in model._default_manager.filter(pk__in=keys)}
    missing = [str(key) for key in keys if str(key) not in rows]
    if missing:
        details = {"name": model._meta.verbose_name, "key": missing[0]}
        raise click.UsageError(_("%(name)s %(key)s がありません。") % details)
    return list(rows.values())


@command.command("take", help=_("荷物を受け取ります。封が確かな荷物だけが入ります。"))
@click.argument("place", metavar=_("ファイル"), type=_FILE)
@click.option("--as", "name", default="", help=_("記事と講座をだれの名前で入れるか（アカウント）"))
@click.option("--collection", default="", help=_("文書を入れるコレクション"))
@click.option("--look", is_flag=True, help=_("封を確かめて中身を示すだけにする"))
def take(place: Path, name: str, collection: str, look: bool) -> int:
    """Take a parcel."""
    open_instance()
    from shiryokan.access.models import Collection  # noqa: PLC0415
    from shiryokan.parcels import documents, taking  # noqa: PLC0415
    from shiryokan.parcels.errors import ParcelError  # noqa: PLC0415
    from shiryokan.parcels.keys import accepted_keys  # noqa: PLC0415
    from shiryokan.parcels.opening import opened  # noqa: PLC0415

    if collection and not Collection.objects.filter(name=collection).exists():
        raise click.UsageError(explain("no_collection", {"collection": collection}))
    with _told(place) as outcome, opened(place, accepted_keys()) as parcel:
        manifest = parcel.manifest
        click.echo(
            _("%(house)s からの荷物「%(title)s」（%(made)s）")
            % {"house": manifest.house.name, "title": manifest.title, "made": manifest.made_at}
        )
        for kind, title in taking.contents_of(manifest):
            click.echo(f"  {kind.label}: {title}")
        if look:
            return Exit.OK
        user = _user(name)
        if user is None and (manifest.articles or manifest.courses):
            raise ParcelError("parcel_nobody")
        row = taking.note_down(parcel)
        outcome.code = _work_off(documents.hand_in_from(parcel, collection))
        if outcome.code == Exit.INTERRUPTED or user is None:
            return outcome.code
        written = taking.write(parcel, row, user)
        for error in written.refused:
            click.echo(explain(error.code, dict(error.details)), err=True)
            outcome.code = Exit.FAILED
        click.echo(
            _("記事%(articles)s件と講座%(courses)s件を受け取りました。")
            % {"articles": written.articles, "courses": written.courses}
        )
    return outcome.code


def _user(name: str) -> User | None:
    from django.contrib.auth.models import User  # noqa: PLC0415

    from shiryokan.parcels.taking import taker  # noqa: PLC0415

    if not name:
        return taker()
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise click.UsageError(
            _("アカウント %(user)s がありません。shiryokan user で作れます。") % {"user": name}
        )
    return user


def _work_off(batch: UUID) -> int:
    """Store and read the documents, and say what became of each."""
    from shiryokan.cli.progress import Progress, closing_table  # noqa: PLC0415
    from shiryokan.documents.batches import report  # noqa: PLC0415
    from shiryokan.jobs.worker import JobWorker  # noqa: PLC0415

    if not report(batch).rows:
        return Exit.OK
    with Progress(batch, quiet=False):
        worker = JobWorker(stop_when=lambda: report(batch).at_rest, on_demand=False)
        worker.configure_signals()
        worker.run()
    ended = report(batch)
    closing_table(ended)
    if ended.refused or ended.stalled:
        return Exit.FAILED
    return Exit.OK if ended.ended else Exit.INTERRUPTED


@command.command("list", help=_("受け取った荷物を、新しい順に示します。"))
def listed() -> int:
    """List parcels that were taken."""
    open_instance()
    from shiryokan.parcels.models import TakenParcel  # noqa: PLC0415

    for row in TakenParcel.objects.select_related("key"):
        click.echo(f"{row.taken_at:%Y-%m-%d} {row.title}")
        click.echo(
            "  "
            + _("%(house)s（%(fingerprint)s）から、%(count)s件")
            % {
                "house": row.house,
                "fingerprint": row.key.fingerprint,
                "count": row.things.count(),
            }
        )
    return Exit.OK


@command.group("keys", help=_("この資料館の鍵を示し、受け入れる鍵を決めます。"))
def keys() -> None:
    """Keys."""


@keys.command("show", help=_("この資料館の鍵と指紋を示します。渡す相手に知らせてください。"))
def show() -> int:
    """Show this instance's key."""
    open_instance()
    from shiryokan.parcels.keys import own_fingerprint, own_key_text  # noqa: PLC0415

    click.echo(own_key_text())
    click.echo(_("指紋: %(fingerprint)s") % {"fingerprint": own_fingerprint()})
    return Exit.OK


@keys.command("list", help=_("受け入れる鍵を示します。"))
def keys_listed() -> int:
    """List accepted keys."""
    open_instance()
    from shiryokan.parcels.models import AcceptedKey  # noqa: PLC0415

    for row in AcceptedKey.objects.all():
        state = _("（止めてあります）") if row.revoked_at else ""
        click.echo(f"{row.fingerprint}  {row.name}{state}")
    return Exit.OK


@keys.command("accept", help=_("別の資料館の鍵を受け入れます。指紋を電話などで確かめてください。"))
@click.argument("key")
@click.option("--name", required=True, help=_("だれの鍵か"))
def accept(key: str, name: str) -> int:
    """Accept a key."""
    open_instance()
    from shiryokan.parcels import keys as held  # noqa: PLC0415

    with _told() as outcome:
        row = held.accept(key, name)
        click.echo(
            _("%(name)s の鍵を受け入れます。指紋: %(fingerprint)s")
            % {"name": row.name, "fingerprint": row.fingerprint}
        )
    return outcome.code


@keys.command("revoke", help=_("鍵の受け入れを止めます。受け取ったものは残ります。"))
@click.argument("fingerprint", nargs=-1, required=True, metavar=_("鍵の指紋"))
def revoke(fingerprint: tuple[str, ...]) -> int:
    """Revoke a key."""
    open_instance()
    from shiryokan.parcels import keys as held  # noqa: PLC0415

    with _told() as outcome:
        row = held.revoke("".join(fingerprint))
        click.echo(_("%(name)s の鍵の受け入れを止めました。") % {"name": row.name})
    return outcome.code
