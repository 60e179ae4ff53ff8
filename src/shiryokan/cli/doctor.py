"""``shiryokan doctor``: is the machine fit, are the settings safe, is the library whole, does it
run?"""

from __future__ import annotations

import json
import platform
import sqlite3
import subprocess
import sys
from collections.abc import Iterator

import click
import msgspec

from shiryokan.cli.doctor_running import look_at_running
from shiryokan.cli.doctor_settings import look_at_settings
from shiryokan.cli.exits import Exit
from shiryokan.cli.findings import Finding
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _

FREE_BYTES = 1 << 30


@click.command("doctor", help=_("資料館と機械の具合を調べ、直し方を示します。"))
@click.option("--json", "as_json", is_flag=True, help=_("JSONで書き出す"))
def command(as_json: bool) -> int:
    """Look at the machine and the library."""
    open_instance()
    from shiryokan.instance import current  # noqa: PLC0415

    findings = [
        *_machine(),
        *look_at_settings(current.config()),
        *_registers(),
        *_library(),
        *look_at_running(),
    ]
    if as_json:
        click.echo(json.dumps([msgspec.to_builtins(f) for f in findings], ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{_mark(finding)} {finding.name}: {finding.says}")
    return Exit.FAILED if any(finding.bad for finding in findings) else Exit.OK


def _mark(finding: Finding) -> str:
    if finding.good:
        return click.style("✓", fg="green")
    return click.style("△", fg="yellow") if finding.advice else click.style("✗", fg="red")


def _machine() -> Iterator[Finding]:
    from shiryokan.documents.originals import free_bytes  # noqa: PLC0415
    from shiryokan.instance import current  # noqa: PLC0415

    yield Finding("Python", sys.version_info >= (3, 11), platform.python_version())
    yield Finding("SQLite", sqlite3.sqlite_version_info >= (3, 31), sqlite3.sqlite_version)
    free = free_bytes(current.config().folder)
    yield Finding(
        _("ディスクの空き"),
        free >= FREE_BYTES,
        _("%(free).1f GB（1 GB以上が必要）") % {"free": free / 1e9},
    )
    yield _japanese_font()
    yield from _walls()


def _walls() -> Iterator[Finding]:
    """Whether the kernel helps to shut in the process that reads files of strangers."""
    from shiryokan.paper.errors import PaperError  # noqa: PLC0415
    from shiryokan.paper.isolated import confinement_here  # noqa: PLC0415

    try:
        stand = confinement_here()
    except (PaperError, OSError) as error:
        yield Finding(_("読み取りの囲い"), False, str(error))
        return
    yield Finding(
        _("読み取りの囲い（Landlock）"),
        stand.landlock > 0,
        _("あります（版 %(version)s）") % {"version": stand.landlock}
        if stand.landlock
        else _("ありません。Linux 5.13以降で、Landlockを有効にしてください。"),
    )
    yield Finding(
        _("読み取りの囲い（seccomp）"),
        stand.seccomp,
        _("あります") if stand.seccomp else _("ありません。libseccomp2 を入れてください。"),
    )


def _japanese_font() -> Finding:
    name = _("日本語フォント")
    try:
        found = subprocess.run(
            ["fc-list", ":lang=ja", "family"],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        ).stdout.splitlines()
    except (OSError, subprocess.TimeoutExpired):
        found = []
    if found:
        return Finding(name, True, found[0])
    return Finding(
        name,
        False,
        _(
            "ありません。フォントを埋め込んでいないPDFの画像が欠けます。"
            "fonts-ipaexfont などを入れてください。"
        ),
    )


def _registers() -> Iterator[Finding]:
    """The registers, and the packages whose register could not be used."""
    from shiryokan.registers.catalogue import LEFT_OUT, REGISTERS  # noqa: PLC0415

    titles = "、".join(_(register.title) for register in REGISTERS.values())
    yield Finding(_("台帳の種類"), True, titles)
    for left in LEFT_OUT:
        yield Finding(_("台帳の種類"), False, str(left))


def _library() -> Iterator[Finding]:
    from shiryokan.documents.models import Document, Page  # noqa: PLC0415
    from shiryokan.documents.originals import original_store  # noqa: PLC0415
    from shiryokan.jobs.queues import other_homes  # noqa: PLC0415
    from shiryokan.records.models import Record  # noqa: PLC0415
    from shiryokan.registers.catalogue import REGISTERS  # noqa: PLC0415
    from shiryokan.search.indexing import engine  # noqa: PLC0415
    from shiryokan.search.kinds import PAGE  # noqa: PLC0415

    originals, others = original_store(), other_homes()
    not_here = [
        home
        for sha, home in Document.objects.values_list("sha256", "home")
        if not originals.has(sha)
    ]
    elsewhere = sum(home in others for home in not_here)
    if missing := len(not_here) - elsewhere:
        says = _(
            "%(count)s件が見つかりません。ホームの originals フォルダー（ディスクや共有）が"
            "つながっているかを確かめ、なくなったときは同じファイルをもう一度追加してください。"
        ) % {"count": missing}
    elif elsewhere:
        says = _("%(count)s件は、同じデータベースを使うほかのホームにあります") % {
            "count": elsewhere
        }
    else:
        says = _("すべてあります")
    yield Finding(_("原本"), not missing, says)
    pages = Page.objects.filter(
        document__state=Document.State.INDEXED, document__binned_at=None
    ).count()
    indexed = engine().count(PAGE)
    yield Finding(
        _("索引"),
        pages == indexed,
        _("%(indexed)s/%(pages)sページ。shiryokan reindex で作り直せます。")
        % {"indexed": indexed, "pages": pages}
        if pages != indexed
        else _("%(pages)sページ") % {"pages": pages},
    )
    records = Record.objects.filter(
        document__state=Document.State.INDEXED, register__in=REGISTERS, document__binned_at=None
    ).count()
    found = engine().count() - indexed
    yield Finding(
        _("台帳の索引"),
        records == found,
        _("%(found)s/%(records)s件。shiryokan reindex で作り直せます。")
        % {"found": found, "records": records}
        if records != found
        else _("%(records)s件") % {"records": records},
    )
    yield from _semantic()
    yield _clock()


def _clock() -> Finding:
    """Whether the clock has left traces that time alone will not mend."""
    from shiryokan.backup.future_rows import audit_entries_ahead, dated_ahead, held_in_the_bin  # noqa: PLC0415

    name = _("時計")
    held = held_in_the_bin()
    if held.documents:
        return Finding(
            name,
            False,
            _(
                "%(sure)s から大きく進んだので、ごみ箱の%(count)s件をまだ消しません。"
                "時計が正しければ、3日続けて動けば消します。違うなら時計を直してください。"
            )
            % {"sure": f"{held.sure:%Y-%m-%d}", "count": held.documents},
        )
    ahead = dated_ahead()
    if ahead:
        tables = "、".join(f"{table} {count}" for table, count in ahead.items())
        return Finding(
            name,
            False,
            _("先の日時の行があります（%(tables)s）。時計を確かめてください。")
            % {"tables": tables},
        )
    if entries := audit_entries_ahead():
        says = _("操作の記録の%(count)s件が先の日時ですが、番号の順は正しいままです") % {
            "count": entries
        }
        return Finding(name, True, says)
    return Finding(name, True, _("先の日時の行はありません"))


def _semantic() -> Iterator[Finding]:
    from shiryokan.semantic.availability import is_set  # noqa: PLC0415
    from shiryokan.semantic.state import state  # noqa: PLC0415

    if not is_set():
        return
    name = _("意味の検索")
    found = state()
    if found.problem:
        yield Finding(name, False, _("モデルを使えません: %(why)s") % {"why": found.problem})
        return
    yield Finding(
        name,
        found.documents == found.searchable,
        _("%(have)s/%(all)s件。shiryokan semantic build で作れます。")
        % {"have": found.documents, "all": found.searchable}
        if found.documents != found.searchable
        else _("%(all)s件（%(model)s）") % {"all": found.searchable, "model": found.model},
    )
