"""Reads parts of documents on a Ray cluster, for :mod:`.bulk_rereading`.

Each node has this package installed and reaches the originals as this home does; what it reads
comes back to whoever asked, so that nodes need no database. Ray begins again what a killed worker
or a lost node was at. Needs the extra ``ray``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

import ray
from ray.exceptions import RayError

from shiryokan.documents.part_reading import Part, read_part
from shiryokan.instance import current
from shiryokan.paper.errors import ReaderDied
from shiryokan.paper.limits import Limits

IN_HAND = 2
"""Parts that are handed out for each processor, so that none waits for the next one."""
TRIES = 3
"""Times that a part is begun again whose worker or node died."""
_TOLD = ("DJANGO_SETTINGS_MODULE", "SHIRYOKAN_S3_")
"""How that of the environment begins which the nodes are told. Passwords and keys are for whoever
runs the nodes to give."""


def read_on_ray(parts: Iterable[Part], address: str) -> Iterator[tuple[Part, bytes | str]]:
    """Read on the cluster at ``address``; ``auto`` is one that runs on this machine.

    Raises :class:`ConnectionError` where there is none that answers.
    """
    told = {name: value for name, value in os.environ.items() if name.startswith(_TOLD)}
    told["SHIRYOKAN_HOME"] = str(current.config().folder)
    try:
        ray.init(address=address, runtime_env={"env_vars": told}, log_to_driver=False)
    except (OSError, RuntimeError, ValueError) as error:
        raise ConnectionError(str(error)) from error
    try:
        yield from _read(iter(parts))
    finally:
        ray.shutdown()


def _read(parts: Iterator[Part]) -> Iterator[tuple[Part, bytes | str]]:
    limits = ray.put(current.config().limits())
    running: dict[Any, Part] = {}
    while True:
        # nodes come and go
        there: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
        room = max(1, int(there.get("CPU", 1))) * IN_HAND
        while len(running) < room and (part := next(parts, None)) is not None:
            running[_remote.remote(part, limits)] = part
        if not running:
            return
        (done, *_), _ = ray.wait(list(running), num_returns=1)
        part = running.pop(done)
        try:
            yield part, ray.get(done)
        except RayError:
            yield part, ReaderDied.code


@ray.remote(num_cpus=1, max_retries=TRIES)
def _remote(part: Part, limits: Limits) -> bytes | str:
    return read_part(part, limits)
