"""Programs of this project started from a warm process, without the time that importing takes.

The warm process has imported what commands and servers need: libraries, the rooms with their models, all pages.
It did so with a home of no instance, and then forgot all settings. For each start it forks, and the fork
runs ``python -m MODULE`` from its first line with the environment, folder and files that it is given, and
so with the settings of these; it is the command itself, with a home of its own, not a call of its function
in the tests' process. What must be a process from the first byte on (a command that is killed, one whose clock
is false) is started by :mod:`subprocess`. What ``serve`` starts, when it was itself started here, is started
from the same warm process.

Workers of one session share the warm processes of the process that started them.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import gc
import importlib
import io
import json
import os
import pkgutil
import runpy
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, NoReturn

PRELOADED = [
    "click",
    "httpx",
    "h11",
    "msgspec",
    "numpy",
    "PIL.Image",
    "pypdfium2",
    "tantivy",
    "packaging.version",
    "pythonjsonlogger.json",
    "rich.console",
    "rich.progress",
    "rich.table",
    "cryptography.x509",
    "jwt",
    "requests",
    "platformdirs",
    "dj_database_url",
    "concurrent.futures.process",
    "multiprocessing.connection",
    "oauthlib",
    "django.core.management",
    "django.core.cache.backends.filebased",
    "django.core.handlers.wsgi",
    "django.db.models",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.migrations.autodetector",
    "django.core.management.commands.migrate",
    "django.forms",
    "django.contrib.auth.hashers",
    "django.contrib.auth.tokens",
    "django.contrib.auth.password_validation",
    "django.contrib.messages.api",
    "django.contrib.syndication.views",
    "django.contrib.humanize",
    "django.template.loader",
    "django.template.loader_tags",
    "django.template.defaulttags",
    "django.views.csrf",
    "django.views.generic",
    "django.views.decorators.debug",
    "django_stubs_ext",
    "django_tasks.base",
    "django_tasks.exceptions",
    "gunicorn.app.wsgiapp",
    "gunicorn.arbiter",
    "gunicorn.workers.gthread",
    "tomllib",
    "shiryokan.japanese.spellings",
    "shiryokan.paper.child",
    "shiryokan.paper.isolated",
    "shiryokan.paper.model",
    "shiryokan.registers.catalogue",
    "shiryokan.fetch",
    "shiryokan.titlepage.guess",
    "shiryokan.search.query_parser",
    "shiryokan.search.engines.tantivy.engine",
]
"""Modules that may be imported before there are settings, a home and a language."""
PACKAGES = ["japanese", "titlepage", "registers", "lookout.reading"]
"""Parts of the program all of whose modules may be so."""
SETTINGS = "shiryokan.site.settings"
ROOMS = [
    "gunicorn.app.wsgiapp",
    "shiryokan.site.urls",
    "shiryokan.site.request_log",
    "shiryokan.jobs.worker",
]
"""Modules that want settings to be imported, and keep none of them."""
READING = [
    "shiryokan.paper.child",
    "shiryokan.lookout.reading.child",
    "PIL.WebPImagePlugin",
    "PIL.PngImagePlugin",
]
"""What the warm process of readers has imported, and no more: readers are short of memory."""
REQUEST_BYTES = 1 << 20
TALLY_BYTES = 1 << 12
HASHINGS = 1000
"""Rounds of a password's hashing."""


# --- in the warm process -------------------------------------------------------------------------


def _hurry() -> None:
    """Do without what only takes time where nothing is killed and no password is worth guessing: no
    commit waits for the disk, and a password is hashed a few times."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher
    from django.db.backends.signals import connection_created

    def unsynced(connection: Any, **_given: object) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous=OFF")

    connection_created.connect(unsynced, weak=False)
    PBKDF2PasswordHasher.iterations = HASHINGS


def _warm_up(readers: str) -> None:
    """Import what commands need, whose readers are started at the socket ``readers``."""
    for name in PRELOADED:
        importlib.import_module(name)
    for package in PACKAGES:
        within = importlib.import_module(f"shiryokan.{package}")
        for found in pkgutil.walk_packages(within.__path__, f"{within.__name__}."):
            if found.name.rpartition(".")[2] not in ("parquet_file", "__main__"):
                importlib.import_module(found.name)
    from shiryokan.japanese import spellings
    from tests import warm_readers

    _hurry()
    _open_rooms()
    warm_readers.start_at(readers)
    # the dictionary, and the families of its words: a second and more, the same in every instance
    spellings.spellings("図書館")


def _open_rooms() -> None:
    """Set Django up and import all rooms and pages, with a home that is gone afterwards; then forget
    the settings, so that whoever first asks for one reads them anew."""
    import django
    from django.conf import settings
    from django.core.cache import caches
    from django.db import connections

    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(SHIRYOKAN_HOME=home, DJANGO_SETTINGS_MODULE=SETTINGS)
        django.setup()
        for name in ROOMS:
            importlib.import_module(name)
        for handler in (connections, caches):
            for each in handler.all(initialized_only=True):
                assert getattr(each, "connection", None) is None, "nothing is open at a fork"
            _as_new(handler)
    os.environ.clear()
    os.environ.update(before)
    del sys.modules[SETTINGS]
    _as_new(settings)


def _as_new(lazy: Any) -> None:
    """Have one of Django's objects that read settings when they are first asked be as it was made."""
    lazy.__dict__.clear()
    lazy.__init__()


def _count_together() -> None:
    """Count as processes of one server do, as the environment says when counters are made."""
    from prometheus_client import REGISTRY, values

    values.ValueClass = values.get_value_class()
    for metric in set(REGISTRY._names_to_collectors.values()):
        made: Any = metric
        if hasattr(made, "_metric_init") and made._is_observable():
            made._metric_init()


def _serve(path: str, readers: str | None) -> None:
    """Run what is asked for at the socket ``path``, until standard input ends: commands, or readers
    where none are given."""
    if readers:
        _warm_up(readers)
    else:
        for name in READING:
            importlib.import_module(name)
    gc.collect()
    # a collection in a fork need not touch, and so copy, what was there before
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(path)
        listening.listen()
        while True:
            ready, _, _ = select.select([sys.stdin, listening], [], [])
            if sys.stdin in ready:
                return
            asking, _address = listening.accept()
            if os.fork() == 0:
                listening.close()
                _answer(asking, path)
            asking.close()


def _answer(asking: socket.socket, path: str) -> NoReturn:
    """Fork once more, and say how that process ended and what it used."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    data, files, _flags, _address = socket.recv_fds(asking, REQUEST_BYTES, 3)
    if not data:
        os._exit(0)
    asked = json.loads(data)
    tally, tells = os.pipe()
    child = os.fork()
    if child == 0:
        asking.close()
        if asked["arguments"][:2] == ["shiryokan", "serve"]:
            subprocess.Popen = functools.partial(_started_by_serve, path)  # type: ignore[assignment,misc]
        _become(asked["arguments"], asked["environment"], asked["folder"], files, tells)
    os.close(tells)
    for file in files:
        os.close(file)
    asking.sendall(f"{child}\n".encode())
    if asked["ends_with_parent"]:
        _end_with(asking, child)
    _pid, status, used = os.wait4(child, 0)
    seconds = used.ru_utime + used.ru_stime + _told(tally)
    # who asked may be gone
    with contextlib.suppress(OSError):
        code = os.waitstatus_to_exitcode(status)
        asking.sendall(f"{code} {seconds}\n".encode())
    os._exit(0)


def _started_by_serve(path: str, command: list[str], **given: Any) -> Process:
    """What ``serve`` starts by a command of this Python, started from the warm process at ``path``."""
    python, _safe_path, _module, *arguments = command
    assert python == sys.executable, command
    return Process(
        *arguments, env=given["env"], stdout=1, stderr=2, address=path, ends_with_parent=True
    )


def _end_with(asking: socket.socket, child: int) -> None:
    """Have a process end when whoever asked for it has ended, however that happened."""
    ended = os.pidfd_open(child)
    ready, _, _ = select.select([ended, asking], [], [])
    if ended not in ready:
        os.kill(child, signal.SIGTERM)
    os.close(ended)


def _told(tally: int) -> float:
    """What a process that has ended, and the processes that it forked, told of those that they had
    started; nothing if they were killed."""
    os.set_blocking(tally, False)
    try:
        return sum(map(float, os.read(tally, TALLY_BYTES).split()))
    except BlockingIOError:
        return 0.0


def _become(
    arguments: list[str], environment: dict[str, str], folder: str, files: list[int], tells: int
) -> NoReturn:
    """Be ``python -m`` with these arguments, and end as the interpreter ends, but for the taking down of
    all modules and objects: that copies every page of memory that was shared with the warm process."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path[0] = folder
    if "PROMETHEUS_MULTIPROC_DIR" in environment:
        _count_together()
    module, *sys.argv[1:] = arguments
    code: object = 0
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as ending:
        code = ending.code
    except BaseException:
        traceback.print_exc()
        code = 1
    if code is not None and not isinstance(code, int):
        print(code, file=sys.stderr)
        code = 1
    # in the interpreter's order
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    # the module that the starting of readers knows is not the one that runs as a program
    readers = sys.modules.get("tests.warm")
    started = used_seconds + (readers.used_seconds if readers else 0)
    os.write(tells, f"{started}\n".encode())
    os._exit((code or 0) & 0xFF)


# --- in the process of the tests ------------------------------------------------------------------

used_seconds = 0.0
"""Processor seconds of all that was started here and has ended, and of their children."""


class Process:
    """``python -m`` with ``arguments``, started from the warm process; used like a
    :class:`subprocess.Popen`, whose standard input is empty."""

    def __init__(
        self,
        *arguments: str,
        env: Mapping[str, str],
        cwd: Path | None = None,
        stdin: int | None = None,
        stdout: int,
        stderr: int,
        address: str | None = None,
        ends_with_parent: bool = False,
    ) -> None:
        asked = {
            "arguments": arguments,
            "ends_with_parent": ends_with_parent,
            "environment": dict(env),
            "folder": str(cwd or Path.cwd()),
        }
        self.args = [sys.executable, "-m", *arguments]
        self.returncode: int | None = None
        self._asking = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._asking.connect(address or _address(env.get("PYTHONPATH", "")))
        with Path(os.devnull).open("rb") as nothing:
            files = [nothing.fileno() if stdin is None else stdin, stdout, stderr]
            socket.send_fds(self._asking, [json.dumps(asked).encode()], files)
        self.pid = int(self._line())

    def wait(self, timeout: float | None = None) -> int:
        """The code it ends with; after ``timeout`` seconds raises :class:`subprocess.TimeoutExpired`."""
        global used_seconds  # noqa: PLW0603  a counter of the process
        if self.returncode is None:
            if timeout is not None and not self._has_ended(timeout):
                raise subprocess.TimeoutExpired(self.args, timeout)
            code, seconds = self._line().split()
            used_seconds += float(seconds)
            self.returncode = int(code)
            self._asking.close()
        return self.returncode

    def poll(self) -> int | None:
        """The code it ended with; ``None`` as long as it runs."""
        return self.wait() if self.returncode is not None or self._has_ended(0) else None

    def terminate(self) -> None:
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        # the number of a process that has ended may be another's by now
        if self.returncode is None and not self._has_ended(0):
            # one may end between both
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def _has_ended(self, timeout: float) -> bool:
        return bool(select.select([self._asking], [], [], timeout)[0])

    def _line(self) -> str:
        """The next line of the answer, of which nothing is taken that comes after."""
        line = b""
        while not line.endswith(b"\n"):
            read = self._asking.recv(1)
            if not read:
                raise RuntimeError("the warm process is gone")
            line += read
        return line.decode()


def run(
    *arguments: str,
    env: Mapping[str, str],
    cwd: Path | None = None,
    check: bool = False,
    timeout: float | None = None,
) -> subprocess.CompletedProcess[str]:
    """``python -m`` with ``arguments``; what :func:`subprocess.run` gives and raises, with both
    outputs as text. After ``timeout`` seconds it is killed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = Process(*arguments, env=env, cwd=cwd, stdout=out.fileno(), stderr=err.fileno())
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        out.seek(0)
        err.seek(0)
        done = subprocess.CompletedProcess(process.args, code, _text(out), _text(err))
    if check:
        done.check_returncode()
    return done


def own_environment() -> dict[str, str]:
    """The environment of the tests' process, without what it sets for itself. Pictures are read only
    where a test asks for it: that takes a process of its own, and seconds for each page."""
    own = ("SHIRYOKAN_", "DJANGO_")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(own)}
    return {**kept, "SHIRYOKAN_SCANS": "off"}


def _text(file: IO[bytes]) -> str:
    return io.TextIOWrapper(file, "utf-8").read()


STARTING_SECONDS = 300.0
"""How long a warm process may take to import what it holds."""
_begun: dict[str, subprocess.Popen[bytes]] = {}
"""The warm processes that this process started, by their sockets."""
_shared: list[str] = []
"""The sockets of the warm processes that another process started, of readers and of commands."""


@functools.cache
def start_for_workers() -> list[str]:
    """Start both warm processes, for workers that are told of them by :func:`share`; they are not
    waited for."""
    readers = _started()
    return [readers, _started(readers)]


def share(addresses: list[str]) -> None:
    """Use the warm processes that another process has started and ends."""
    _shared[:] = addresses


@functools.cache
def _address(python_path: str) -> str:
    """The socket of the warm process that imports from ``python_path`` too, which is started when it is
    first wanted."""
    if _shared and not python_path:
        return _listening(_shared[1])
    return _listening(_started(reader_address(), python_path=python_path))


@functools.cache
def reader_address() -> str:
    """The socket of the warm process of readers."""
    return _listening(_shared[0] if _shared else _started())


def _started(*arguments: str, python_path: str = "") -> str:
    """The socket at which a warm process will listen that ends with this one."""
    folder = tempfile.mkdtemp(prefix="shiryokan-warm-")
    path = str(Path(folder) / "socket")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.warm", path, *arguments],
        env=own_environment() | {"PYTHONPATH": python_path}, cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    assert process.stdin
    _begun[path] = process
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(process.wait)
    atexit.register(process.stdin.close)
    return path


def _listening(path: str) -> str:
    """``path``, once somebody listens there."""
    end = time.monotonic() + STARTING_SECONDS
    begun = _begun.get(path)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as trial:
        while time.monotonic() < end and (begun is None or begun.poll() is None):
            try:
                trial.connect(path)
            except OSError:
                time.sleep(0.02)
            else:
                return path
    raise RuntimeError("the warm process did not start")


if __name__ == "__main__":
    _serve(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
