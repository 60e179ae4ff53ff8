"""How gunicorn serves the instance."""

from __future__ import annotations

import gc
import threading

from gunicorn.http import message
from prometheus_client.multiprocess import mark_process_dead

from shiryokan.instance.config import load
from shiryokan.japanese.vocabulary import warm
from shiryokan.site.logs import written_as

_config = load()

worker_class = "gthread"
workers = _config.server_processes
threads = _config.server_threads
timeout = 120
graceful_timeout = 10
keepalive = 5
max_requests = 0
loglevel = "warning"
accesslog = None
# the server's own log too is made harmless: it repeats what a bad request says
logconfig_dict = {
    **written_as(_config.logs),
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        name: {"handlers": ["stderr"], "level": "WARNING", "propagate": False}
        for name in ("gunicorn.error", "gunicorn.access")
    },
}
proc_name = "shiryokan"
worker_tmp_dir = None
# 5,000 Japanese characters are 45,000 in an address, and whoever pastes them is told so by the
# search, in words; the server itself allows for less, whatever is set
message.MAX_REQUEST_LINE = limit_request_line = 65_536


def child_exit(server: object, worker: object) -> None:
    """What a process counted goes on being told after its end."""
    mark_process_dead(worker.pid)  # type: ignore[attr-defined,no-untyped-call]


def post_worker_init(worker: object) -> None:
    """Read the dictionary before the first search needs it; and before the first request all pages
    and what every template takes, for which whoever comes first would wait."""
    threading.Thread(target=_warm, daemon=True).start()
    from shiryokan.site.warming import read_pages  # noqa: PLC0415  only now Django is set up

    read_pages()
    _keep()


def _warm() -> None:
    warm()
    _keep()


def _keep() -> None:
    """Have what is there not looked through for garbage any more: it stays, and whoever opens a
    page meanwhile waits for it, up to a fifth of a second."""
    gc.collect()
    gc.freeze()
