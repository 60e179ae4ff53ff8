"""``shiryokan exchange``: courses, answers and certificates in the forms of other systems."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.outcome import explained_errors
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _, explain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shiryokan.learning.exchange.question import Remark
    from shiryokan.learning.models import Course

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("exchange", help=_("講座を別のシステムの形式で書き出し、問題を取り込みます。"))
def command() -> None:
    """Courses and other systems."""


@command.command("export", help=_("講座を書き出します。"))
@click.argument("number", type=int, metavar=_("講座の番号"))
@click.argument("place", type=_FILE, metavar=_("ファイル"))
@click.option(
    "--form", type=click.Choice(["gift", "qti", "scorm", "csv", "xapi"]), required=True,
    help=_("形式（csvは受講記録、xapiは解答と修了）"),
)  # fmt: skip
def export(number: int, place: Path, form: str) -> int:
    """Export a course."""
    open_instance()
    from django.utils.translation import gettext  # noqa: PLC0415

    from shiryokan.learning import exporting, models  # noqa: PLC0415
    from shiryokan.learning.exchange.gift import write_gift  # noqa: PLC0415
    from shiryokan.learning.exchange.qti import write_qti  # noqa: PLC0415
    from shiryokan.learning.exchange.records_csv import records_csv  # noqa: PLC0415
    from shiryokan.learning.exchange.scorm import scorm_package  # noqa: PLC0415

    course = _course(number)
    remarks: tuple[Remark, ...] = ()
    with explained_errors(place) as outcome:
        if form == "gift":
            gift = write_gift(exporting.questions_of(course))
            data, remarks = gift.text.encode(), gift.remarks
        elif form == "qti":
            qti = write_qti(exporting.course_content(course), gettext)
            data, remarks = qti.data, qti.remarks
        elif form == "scorm":
            content = exporting.course_content(course)
            package = scorm_package(content, exporting.pictures_of(content), gettext)
            data, remarks = package.data, package.remarks
        elif form == "csv":
            records = models.TrainingRecord.objects.filter(course=course)
            data = records_csv(exporting.record_rows(records), gettext)
        else:
            data = b"".join(body + b"\n" for body in _statements(course))
        place.write_bytes(data)
        _tell(remarks)
    return outcome.code


@command.command("import", help=_("GIFTの問題を、確認を待つ設問として講座に入れます。"))
@click.argument("number", type=int, metavar=_("講座の番号"))
@click.argument("place", type=_FILE, metavar=_("ファイル"))
@click.option("--as", "name", required=True, help=_("だれの名前で入れるか（アカウント）"))
def take_in(number: int, place: Path, name: str) -> int:
    """Import questions."""
    open_instance()
    from django.contrib.auth.models import User  # noqa: PLC0415

    from shiryokan.learning.errors import LearningError  # noqa: PLC0415
    from shiryokan.learning.exchange.gift import read_gift  # noqa: PLC0415
    from shiryokan.learning.exporting import put_questions  # noqa: PLC0415

    course = _course(number)
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise click.UsageError(
            _("アカウント %(user)s がありません。shiryokan user で作れます。") % {"user": name}
        )
    with explained_errors(place) as outcome:
        file = read_gift(place.read_bytes())
        _tell(file.remarks)
        try:
            count = put_questions(course, user, file.questions, course.version)
        except LearningError as error:
            click.echo(explain(error.code, dict(error.details)), err=True)
            return Exit.FAILED
        click.echo(
            _("設問%(count)s件を取り込みました。確かめて通すと、問われます。") % {"count": count}
        )
        if any(remark.left_out for remark in file.remarks):
            outcome.code = Exit.FAILED
    return outcome.code


@command.command("send", help=_("解答と修了を、学習記録ストア（LRS）に送ります。"))
@click.argument("number", type=int, metavar=_("講座の番号"))
@click.argument("address", metavar=_("LRSのアドレス"))
@click.option("--user", required=True, help=_("LRSの利用者名"))
@click.option("--password", prompt=True, hide_input=True, help=_("LRSのパスワード"))
def send(number: int, address: str, user: str, password: str) -> int:
    """Send statements to a record store."""
    open_instance()
    from shiryokan.fetch import FetchError  # noqa: PLC0415
    from shiryokan.learning import record_store  # noqa: PLC0415

    try:
        count = record_store.send(address, user, password, _statements(_course(number)))
    except FetchError as error:
        click.echo(explain(error.code, dict(error.details)), err=True)
        click.echo(_("もう一度送っても、同じ記録が二つになることはありません。"), err=True)
        return Exit.FAILED
    click.echo(_("%(count)s件を届けました。") % {"count": count})
    return Exit.OK


@command.command("certificate", help=_("修了証を、PDFかOpen Badgeとして書き出します。"))
@click.argument("number", metavar=_("修了証の番号"))
@click.argument("place", type=_FILE, metavar=_("ファイル"))
@click.option("--form", type=click.Choice(["pdf", "badge"]), default="pdf", help=_("形式"))
@click.option("--house", default="", help=_("証する者の名前（病院の名前など）"))
def certificate(number: str, place: Path, form: str, house: str) -> int:
    """Write a certificate."""
    open_instance()
    from django.utils.translation import gettext  # noqa: PLC0415

    from shiryokan.instance import current  # noqa: PLC0415
    from shiryokan.learning.badges import badge_of  # noqa: PLC0415
    from shiryokan.learning.exchange.certificate_pdf import certificate_pdf  # noqa: PLC0415
    from shiryokan.learning.exchange.fonts import NoFont  # noqa: PLC0415
    from shiryokan.learning.exporting import certificate_of  # noqa: PLC0415
    from shiryokan.learning.models import Certificate  # noqa: PLC0415

    row = Certificate.objects.select_related("record__user").filter(number=number).first()
    if row is None or row.revoked_at is not None:
        click.echo(_("有効な修了証 %(number)s がありません。") % {"number": number}, err=True)
        return Exit.FAILED
    base, house = _base(), house or current.config().house or socket.gethostname()
    with explained_errors(place) as outcome:
        if form == "badge":
            place.write_text(badge_of(row, base, house), "ascii")
            return outcome.code
        said = certificate_of(row, f"{base}/learning/certificates/{row.code}/", house)
        try:
            place.write_bytes(certificate_pdf(said, gettext))
        except NoFont as error:
            click.echo(explain(error.code, dict(error.details)), err=True)
            outcome.code = Exit.FAILED
    return outcome.code


def _course(number: int) -> Course:
    from shiryokan.learning.models import Course  # noqa: PLC0415

    course = Course.objects.filter(pk=number).first()
    if course is None:
        raise click.UsageError(_("講座 %(number)s がありません。") % {"number": number})
    return course


def _base() -> str:
    from shiryokan.instance import current  # noqa: PLC0415

    return current.config().base_url.rstrip("/") or f"http://{socket.gethostname()}"


def _statements(course: Course) -> Iterable[bytes]:
    from shiryokan.learning import exporting, statements  # noqa: PLC0415
    from shiryokan.learning.exchange import xapi  # noqa: PLC0415

    house = statements.house()
    made = [xapi.answered(each, house) for each in exporting.answers_of(course)]
    made += [xapi.completed(each, house) for each in exporting.completions_of(course)]
    return xapi.batches(made)


def _tell(remarks: Iterable[Remark]) -> None:
    for remark in remarks:
        click.echo(explain(remark.code, {"line": remark.line, **remark.details}), err=True)
