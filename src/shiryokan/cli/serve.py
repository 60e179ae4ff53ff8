"""``shiryokan serve``: the web server and the worker, watched over by one process."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _

LOOPBACK = "127.0.0.1"
_EVERYWHERE = ("0.0.0.0", "[::]")  # noqa: S104  addresses that are told otherwise
STOP_SECONDS = 15.0
TIDY_SECONDS = 600.0
"""How often it is looked which copies are of documents that are gone."""
_PR_SET_PDEATHSIG = 1


@click.command("serve", help=_("資料館をブラウザーに公開します。Ctrl-C で終わります。"))
@click.option("--host", default=LOOPBACK, show_default=True, help=_("待ち受けるアドレス"))
@click.option("--port", default=8000, show_default=True, help=_("待ち受けるポート"))
@click.option(
    "--uploads",
    type=click.Choice(["staff", "anyone", "nobody"]),
    help=_("ブラウザーから文書を加えてよい人（設定 SHIRYOKAN_UPLOADS に代わる）"),
)
@click.option(
    "--without-worker",
    is_flag=True,
    help=_("作業係を始めない（shiryokan work --forever を別に動かすとき）"),
)
def command(host: str, port: int, uploads: str | None, without_worker: bool) -> int:
    """Serve the library."""
    if uploads:
        os.environ["SHIRYOKAN_UPLOADS"] = uploads
    open_instance()
    from shiryokan.backup.locks import SERVE, held  # noqa: PLC0415
    from shiryokan.instance import current  # noqa: PLC0415

    with held(current.home(), SERVE) as alone:
        if not alone:
            click.echo(
                _("この資料館（%(home)s）はすでに公開中です。") % {"home": current.config().folder},
                err=True,
            )
            return Exit.FAILED
        if not _free(host, port):
            click.echo(
                _("ポート %(port)s は使われています。--port で別の番号を指定してください。")
                % {"port": port},
                err=True,
            )
            return Exit.FAILED
        from shiryokan.records import extraction  # noqa: PLC0415
        from shiryokan.search import indexing  # noqa: PLC0415

        indexing.queue_missing()
        extraction.queue_missing()
        watch = _Supervisor(host, port, with_worker=not without_worker)
        _say_first_link(watch.address)
        return watch.run()


def _say_first_link(address: str) -> None:
    """An instance without an administrator gives one link, once, to whoever starts it."""
    from shiryokan.accounts.invitations import first_link  # noqa: PLC0415
    from shiryokan.instance import current  # noqa: PLC0415

    path = first_link()
    if path:
        base = current.config().base_url or address
        click.echo(
            _("管理者がまだいません。このリンクで最初の管理者になれます（一度だけ）: %(link)s")
            % {"link": base.rstrip("/") + path}
        )


def _counting_place(home: Path) -> Path:
    """The place where the server's processes and the worker count together, from nothing: files
    that are mapped into memory, so not on the disk of the home, whose being full would kill who
    writes there."""
    name = f"shiryokan-{hashlib.sha256(bytes(home.resolve())).hexdigest()[:16]}"
    memory = Path("/dev/shm")  # noqa: S108  a name of this home's own, made for this user alone
    folder = (memory if os.access(memory, os.W_OK) else Path(tempfile.gettempdir())) / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def opened_at(host: str, port: int) -> str:
    """The address to tell of a server that listens at ``host`` (an IPv6 address in brackets). One
    that listens everywhere is opened by a name: it answers to no request for 0.0.0.0."""
    return f"http://{'localhost' if host in _EVERYWHERE else host}:{port}/"


class _Supervisor:
    """Starts the server and the worker, and starts again whichever dies."""

    def __init__(self, host: str, port: int, *, with_worker: bool) -> None:
        from shiryokan.instance import current  # noqa: PLC0415
        from shiryokan.scans.availability import reads_pictures  # noqa: PLC0415

        shown = f"[{host}]" if ":" in host else host
        self.address = opened_at(shown, port)
        self._commands = {
            "server": [
                *(sys.executable, "-P", "-m", "gunicorn", "shiryokan.site.wsgi:application"),
                *("--config", "python:shiryokan.site.server"),
                *("--bind", f"{shown}:{port}"),
            ],
        }
        if with_worker:
            self._commands["worker"] = [
                sys.executable, "-P", "-m", "shiryokan", "work", "--forever",
            ]  # fmt: skip
            if reads_pictures():
                self._commands["pictures"] = [
                    sys.executable, "-P", "-m", "shiryokan", "scans", "read", "--forever",
                ]  # fmt: skip
        self._counts = _counting_place(current.home().folder)
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._stopping = False
        self._tidy_at = 0.0

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        for name in self._commands:
            self._start(name)
        click.echo(
            _("資料館を開きました: %(address)s（Ctrl-C で閉じます）") % {"address": self.address}
        )
        sys.stdout.flush()
        while not self._stopping:
            for name, child in self._children.items():
                if child.poll() is not None and not self._stopping:
                    click.echo(
                        _("%(name)s が止まったので、始め直します。") % {"name": name}, err=True
                    )
                    time.sleep(1)
                    self._start(name)
            self._tidy_now_and_then()
            time.sleep(0.3)
        return self._end()

    def _tidy_now_and_then(self) -> None:
        """Forget the copies of documents that another machine removed."""
        from shiryokan.instance import current  # noqa: PLC0415

        if not current.config().s3_bucket or time.monotonic() < self._tidy_at:
            return
        from django.db import DatabaseError, connection  # noqa: PLC0415

        from shiryokan.documents.removal import forget_copies_of_nothing  # noqa: PLC0415

        self._tidy_at = time.monotonic() + TIDY_SECONDS
        # what fails is tried again next time
        with contextlib.suppress(DatabaseError, OSError):
            forget_copies_of_nothing()
        connection.close()

    def _start(self, name: str) -> None:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "shiryokan.site.settings",
            "PROMETHEUS_MULTIPROC_DIR": str(self._counts),
        }
        self._children[name] = subprocess.Popen(
            self._commands[name],
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509  no threads are running here
        )

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _end(self) -> int:
        for child in self._children.values():
            child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self._children.values():
            try:
                child.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        return Exit.OK


def die_with_parent() -> None:
    """Have Linux end this process when its parent ends, however that happens."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
