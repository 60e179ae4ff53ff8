"""Tries one forbidden thing within the reading process's walls, and says what came of it.

usage: python -m tests.paper.sandboxed (landlock|seccomp|both) TRIAL FILE ARGUMENT
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from shiryokan.paper.child import limit_self
from shiryokan.paper.limits import Limits
from shiryokan.paper.sandbox import _filtered, _only_these_files, shut_in, system_call_filter


def read(argument: str) -> None:
    Path(argument).read_bytes()


def list_folder(argument: str) -> None:
    list(Path(argument).iterdir())


def write(argument: str) -> None:
    os.close(os.open(argument, os.O_WRONLY | os.O_CREAT, 0o600))


def overwrite(argument: str) -> None:
    os.close(os.open(argument, os.O_RDWR))


def remove(argument: str) -> None:
    Path(argument).unlink()


def rename(argument: str) -> None:
    Path(argument).rename(argument + ".moved")


def connect(argument: str) -> None:
    socket.create_connection(("127.0.0.1", int(argument)), timeout=5).close()


def udp(argument: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x", ("127.0.0.1", int(argument)))


def bind(argument: str) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))


def abstract(argument: str) -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect("\0" + argument)


def fork(argument: str) -> None:
    if os.fork() == 0:
        os._exit(0)


def run(argument: str) -> None:
    subprocess.run([argument], check=True)


def execute(argument: str) -> None:
    os.execv(argument, [argument])


def thread(argument: str) -> None:
    threading.Thread(target=lambda: None).start()


def stop_parent(argument: str) -> None:
    os.kill(os.getppid(), signal.SIGCONT)


def look_into_parent(argument: str) -> None:
    Path(f"/proc/{os.getppid()}/environ").read_bytes()


TRIALS: dict[str, Callable[[str], None]] = {
    f.__name__: f
    for f in (
        read, list_folder, write, overwrite, remove, rename, connect, udp, bind, abstract, fork,
        run, execute, thread, stop_parent, look_into_parent,
    )
}  # fmt: skip


def main(walls: str, trial: str, file: str, argument: str) -> None:
    import ctypes

    program = system_call_filter()
    if walls == "none":
        pass
    elif walls == "both":
        limit_self(Limits())
        shut_in(Path(file), program)
    else:
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(38, 1, 0, 0, 0)
        done = _only_these_files(Path(file)) if walls == "landlock" else _filtered(libc, program)
        assert done
    try:
        TRIALS[trial](argument)
    except (OSError, RuntimeError) as error:
        print(f"refused {type(error).__name__}")
    else:
        print("done")


if __name__ == "__main__":
    main(*sys.argv[1:])
