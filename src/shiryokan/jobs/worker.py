"""Works the queue of jobs.

The queue is django-tasks' table in the same database, so that a step and the job after it are one
transaction. What that library leaves open is a worker that is killed: its job would stay marked
as running for ever. Each worker here holds a lock file of its own, which the system lets go of
when the process ends in whatever way; a running job whose worker's lock is free is put back.
"""

from __future__ import annotations

import datetime
import fcntl
import logging
import os
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from django.db import OperationalError, close_old_connections
from django.db.models import Case, Min, Q, When
from django.db.models.functions import Greatest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, get_date_max
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception
from prometheus_client import Counter, Histogram

from shiryokan.instance import current
from shiryokan.jobs import pipeline
from shiryokan.jobs.retries import LONGEST_WAIT
from shiryokan.jobs.rows import update_if_any

_log = logging.getLogger("shiryokan.jobs")
DONE = Counter("shiryokan_jobs_done", "Jobs that were done, by step and how.", ["step", "status"])
SECONDS = Histogram(
    "shiryokan_job_seconds", "Seconds that a job took, by step.", ["step"],
    buckets=(0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800),
)  # fmt: skip
RECOVERY_SECONDS = 5.0
"""How often a worker looks for jobs of workers that are gone, and for what is due by the clock."""

SOON = datetime.timedelta(minutes=1)
"""A command that works the queue off waits for what is put off by no more than this."""


class HouseWorker(Worker):
    """Works off jobs, one at a time.

    It ends when told to by a signal, or when no job is ready and ``stop_when()`` holds.
    """

    def __init__(
        self, stop_when: Callable[[], bool] = lambda: False, *, interval: float = 0.3
    ) -> None:
        self._stop_when = stop_when
        self._lock = WorkerLock(current.home().locks)
        self._recovered_at = float("-inf")
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self._lock.worker_id,
            excluded_queue_names=[],
        )

    def run(self) -> None:
        """Work until the end."""
        try:
            while self.running:
                close_old_connections()
                self._look_around_now_and_then()
                job = self._claim()
                if job is not None:
                    self._work(job)
                elif self._stop_when():
                    return
                elif self.running:
                    time.sleep(self.interval)
        finally:
            self._lock.release()

    def _look_around_now_and_then(self) -> None:
        if time.monotonic() - self._recovered_at > RECOVERY_SECONDS:
            recover_lost_jobs(current.home().locks)
            bring_forward()
            pipeline.announce_time()
            self._recovered_at = time.monotonic()

    def _work(self, job: DBTaskResult[Any, Any]) -> None:
        began = time.monotonic()
        self.run_task(job)
        seconds = time.monotonic() - began
        step, status = job.task_path.rpartition(".")[2], str(job.status).lower()
        DONE.labels(step, status).inc()
        SECONDS.labels(step).observe(seconds)
        _log.info(
            "job",
            extra={
                "job": str(job.pk), "step": step, "status": status,
                "ms": round(seconds * 1000, 1),
            },
        )  # fmt: skip

    def _claim(self) -> DBTaskResult[Any, Any] | None:
        try:
            if not DBTaskResult.objects.ready().exists():
                return None
            with exclusive_transaction():
                job = DBTaskResult.objects.ready().get_locked()
                if job is not None:
                    job.claim(self.worker_id)
                return job
        except OperationalError as error:
            if is_locked_database_exception(error):
                return None
            raise


class WorkerLock:
    """A lock file named by a worker, held as long as its process lives."""

    def __init__(self, folder: Path) -> None:
        self.worker_id = f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"worker-{self.worker_id}"
        self._file: IO[bytes] = self._path.open("wb")
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def release(self) -> None:
        """Let go, as the end of the process would."""
        self._path.unlink(missing_ok=True)
        self._file.close()


def worker_lives(folder: Path, worker_id: str) -> bool:
    """Whether the worker's process still holds its lock."""
    try:
        with (folder / f"worker-{worker_id}").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def recover_lost_jobs(folder: Path) -> int:
    """Put jobs whose workers are gone back into the queue; the number of them."""

    def is_lost(job: DBTaskResult[Any, Any]) -> bool:
        return not (job.worker_ids and worker_lives(folder, job.worker_ids[-1]))

    if not any(is_lost(job) for job in DBTaskResult.objects.running()):
        return 0
    with exclusive_transaction():
        # looked at again under the lock: another worker may have been quicker
        running = DBTaskResult.objects.running().select_for_update()
        lost = [job.pk for job in running if is_lost(job)]
        DBTaskResult.objects.filter(pk__in=lost).update(
            status=TaskResultStatus.READY, started_at=None
        )
    for path in folder.glob("worker-*"):
        if not worker_lives(folder, path.name.removeprefix("worker-")):
            path.unlink(missing_ok=True)
    return len(lost)


def bring_forward() -> int:
    """Have jobs done now that were put off by a clock that was ahead; the number of them."""
    after = timezone.now() + 2 * LONGEST_WAIT
    # a job that was not put off at all is dated to the end of time
    put_off = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, run_after__gt=after, run_after__lt=get_date_max()
    )
    return update_if_any(put_off, run_after=timezone.now())


def unfinished_jobs() -> int:
    """Jobs that are ready, waiting for their time, or running."""
    states = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return DBTaskResult.objects.filter(status__in=states).count()


def jobs_to_wait_for() -> int:
    """Of these, the ones that are worth waiting for: not those put off for longer, which fail again
    and again and may go on doing so."""
    waiting = DBTaskResult.objects.filter(
        Q(run_after=get_date_max()) | Q(run_after__lte=timezone.now() + SOON),
        status=TaskResultStatus.READY,
    )
    return waiting.count() + DBTaskResult.objects.running().count()


def oldest_waiting() -> datetime.timedelta:
    """How long the oldest job that could be done has waited."""
    now = timezone.now()
    ready = DBTaskResult.objects.ready().order_by()
    # a job that was put off waits from its time on; one that was not has a time far away
    put_off = When(run_after__lte=now, then=Greatest("run_after", "enqueued_at"))
    since = Case(put_off, default="enqueued_at")
    oldest = ready.aggregate(oldest=Min(since))["oldest"]
    # a clock that was set back makes no job younger than nothing
    return max(now - oldest, datetime.timedelta()) if oldest else datetime.timedelta()


def failed_jobs() -> int:
    """Jobs that ended with an error nobody expected."""
    return DBTaskResult.objects.failed().count()


def forget_finished_jobs(older_than_days: int = 7) -> None:
    """Remove the rows of jobs that ended well some time ago."""
    before = timezone.now() - datetime.timedelta(days=older_than_days)
    DBTaskResult.objects.successful().filter(finished_at__lt=before).delete()
