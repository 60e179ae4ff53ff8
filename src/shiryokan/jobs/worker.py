"""Works the queue of jobs.

The queue is django-tasks' table in the same database, so that a step and the job after it are one
transaction. What that library leaves open is a worker that is killed: its job would stay marked
as running for ever. Each worker here holds a lock file of its own, which the system lets go of
when the process ends in whatever way; a running job whose worker's lock is free is put back. A
lock file speaks of workers of its own home only: those of other homes that share the database are
judged by their heartbeats (:mod:`.lease`).

A job that needs the files of one home is in the queue of that home's name; its own workers alone
take it.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import OperationalError, close_old_connections, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import Case, Min, Q, When
from django.db.models.functions import Greatest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, get_date_max
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception
from prometheus_client import Counter, Histogram

from shiryokan.instance import current
from shiryokan.jobs import lease
from shiryokan.jobs.allocator import give_memory_back
from shiryokan.jobs.errors import LeaseLost
from shiryokan.jobs.lease import Lease
from shiryokan.jobs.locks import Lock, WorkerLock, lock_of
from shiryokan.jobs.models import Heartbeat, Job, at_work
from shiryokan.jobs.queues import is_behind, is_on_demand, queue_behind, queues
from shiryokan.jobs.retries import LONGEST_WAIT
from shiryokan.jobs.rows import update_if_any
from shiryokan.jobs.signals import tick

_log = logging.getLogger("shiryokan.jobs")
DONE = Counter("shiryokan_jobs_done", "Jobs that were done, by step and how.", ["step", "status"])
SECONDS = Histogram(
    "shiryokan_job_seconds", "Seconds that a job took, by step.", ["step"],
    buckets=(0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800),
)  # fmt: skip
RECOVERY_SECONDS = 5.0
"""How often a worker looks for jobs of workers that are gone, and for what is due by the clock."""
_DATABASE_KIB = 4_000
"""KiB of the database that SQLite keeps for a worker: it goes through a document once, and keeps
its records no faster with the 16,000 of a server."""
SOON = datetime.timedelta(minutes=1)
"""A command that works the queue off waits for what is put off by no more than this."""


class JobWorker(Worker):
    """Works off jobs, one at a time.

    It ends when told to by a signal, or when no job is ready and ``stop_when()`` holds. It takes
    jobs from ``queue_names``, by default those of :func:`.queues.queues`; those of priority
    :data:`.queues.ON_DEMAND` only if told ``on_demand``.
    """

    def __init__(
        self,
        stop_when: Callable[[], bool] = lambda: False,
        *,
        interval: float = 0.3,
        queue_names: Sequence[str] | None = None,
        on_demand: bool = True,
    ) -> None:
        self._stop_when = stop_when
        self._on_demand = on_demand
        self._recovered_at = float("-inf")
        self._lock: WorkerLock
        self._lease: Lease | None
        self._sign_in()
        super().__init__(
            queue_names=list(queue_names or queues()),
            interval=interval,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self._lock.worker_id,
            excluded_queue_names=[],
        )

    def _sign_in(self) -> None:
        """Be known as alive, under a name that no worker had before."""
        self._lock = WorkerLock(current.home().locks)
        self.worker_id = self._lock.worker_id
        self._lease = Lease(self.worker_id) if lease.is_shared() else None

    def _sign_out(self) -> None:
        if self._lease is not None:
            self._lease.end()
        self._lock.release()

    def run(self) -> None:
        """Work until the end."""
        give_memory_back()
        connection_created.connect(_keep_few_pages)
        _keep_few_pages(connection)
        try:
            while self.running:
                close_old_connections()
                if self._lease is not None and self._lease.lost:
                    _log.warning("worker %s was taken for dead, and begins anew", self.worker_id)
                    self._sign_out()
                    self._sign_in()
                self._look_around_now_and_then()
                job = self._claim()
                if job is not None:
                    self._work(job)
                elif self._stop_when():
                    return
                elif self.running:
                    time.sleep(self.interval)
        finally:
            self._sign_out()

    def _look_around_now_and_then(self) -> None:
        if time.monotonic() - self._recovered_at > RECOVERY_SECONDS:
            recover_lost_jobs(current.home().locks)
            bring_forward()
            # what a receiver raises is logged by Django
            tick.send_robust(sender=type(self))
            self._recovered_at = time.monotonic()

    def _work(self, job: DBTaskResult[Any, Any]) -> None:
        began = time.monotonic()
        try:
            with self._at_work():
                self.run_task(job)
        except LeaseLost:
            _log.warning("job %s was put back by another home", job.pk)
            return
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

    @contextlib.contextmanager
    def _at_work(self) -> Iterator[None]:
        if self._lease is None:
            yield
            return
        try:
            with at_work(self.worker_id):
                yield
        except LeaseLost:
            self._lease.lost = True
            raise

    def _claim(self) -> DBTaskResult[Any, Any] | None:
        ready = Job.objects.ready().filter(queue_name__in=self.queue_names)
        if not self._on_demand:
            ready = ready.exclude(is_on_demand())
        try:
            if not ready.exists():
                return None
            with exclusive_transaction(), self._at_work():
                job = ready.get_locked()
                if job is not None:
                    job.claim(self.worker_id)
                return job
        except LeaseLost:
            return None
        except OperationalError as error:
            if is_locked_database_exception(error):
                return None
            raise


def _keep_few_pages(connection: BaseDatabaseWrapper, **_signal: object) -> None:
    """Have SQLite keep little of the database in this process."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{_DATABASE_KIB}")


def recover_lost_jobs(folder: Path) -> int:
    """Put jobs whose workers are dead back into the queue; the number of them.

    A worker of this home is dead when it has let go of its lock in ``folder``, and of another home
    when its heartbeat has stopped. One that has neither lock nor heartbeat ended long ago.
    """
    running = list(Job.objects.running())
    stopped = lease.stopped()
    if not running and not stopped.exists():
        return 0
    with transaction.atomic():
        # a row that is locked is just being written, so that its worker lives
        dead = {
            heartbeat.pk
            for heartbeat in stopped.select_for_update(skip_locked=True)
            if lock_of(folder, heartbeat.pk) is not Lock.HELD
        }
        alive = set(Heartbeat.objects.values_list("pk", flat=True)) - dead
        lost = [job for job in running if _is_lost(job, folder, alive)]
        dead.update(job.worker_ids[-1] for job in lost if job.worker_ids)
        Heartbeat.objects.filter(pk__in=dead).delete()
        count = sum(_put_back(job) for job in lost)
    _drop_free_locks(folder)
    return count


def _is_lost(job: DBTaskResult[Any, Any], folder: Path, alive: set[str]) -> bool:
    if not job.worker_ids:
        return True
    worker = job.worker_ids[-1]
    lock = lock_of(folder, worker)
    return lock is Lock.FREE or (lock is Lock.ABSENT and worker not in alive)


def _put_back(job: DBTaskResult[Any, Any]) -> int:
    """Put a job back, unless it went on meanwhile."""
    still = Job.objects.filter(
        pk=job.pk, status=TaskResultStatus.RUNNING, worker_ids=job.worker_ids
    )
    return still.update(status=TaskResultStatus.READY, started_at=None)


def _drop_free_locks(folder: Path) -> None:
    """Remove the locks of workers that are dead and have no job any more."""
    having = {
        job.worker_ids[-1] for job in Job.objects.running() if job.worker_ids
    }  # fmt: skip
    for path in folder.glob("worker-*"):
        worker = path.name.removeprefix("worker-")
        if worker not in having and lock_of(folder, worker) is Lock.FREE:
            path.unlink(missing_ok=True)


def bring_forward() -> int:
    """Have jobs done now that were put off by a clock that was ahead; the number of them."""
    after = timezone.now() + 2 * LONGEST_WAIT
    # a job that was not put off at all is dated to the end of time
    put_off = Job.objects.filter(
        status=TaskResultStatus.READY, run_after__gt=after, run_after__lt=get_date_max()
    )
    return update_if_any(put_off, run_after=timezone.now())


def unfinished_jobs() -> int:
    """Jobs that are ready, waiting for their time, or running, but for those that are behind and
    those that make what would be made on demand."""
    states = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return Job.objects.filter(status__in=states).exclude(is_behind() | is_on_demand()).count()


def jobs_to_wait_for() -> int:
    """Of these, the ones that are worth waiting for: not those put off for longer, which fail again
    and again and may go on doing so, nor those that only another home can do."""
    waiting = Job.objects.filter(
        Q(run_after=get_date_max()) | Q(run_after__lte=timezone.now() + SOON),
        status=TaskResultStatus.READY,
    )
    own = Q(queue_name__in=queues()) & ~is_on_demand()
    return waiting.filter(own).count() + Job.objects.running().filter(own).count()


def jobs_behind() -> int:
    """Of the jobs behind all others, those of this home that are worth waiting for."""
    own = Job.objects.filter(queue_name=queue_behind())
    soon = Q(run_after=get_date_max()) | Q(run_after__lte=timezone.now() + SOON)
    ready = own.filter(soon, status=TaskResultStatus.READY)
    return ready.count() + own.filter(status=TaskResultStatus.RUNNING).count()


def is_others_turn(folder: Path) -> bool:
    """Whether a worker of this home, whose lock is in ``folder``, has a job at hand that is not
    behind all others. Jobs of which no worker takes care do not count: nobody would be helped by
    waiting for them."""
    running = Job.objects.running().exclude(is_behind())
    return any(
        job.worker_ids and lock_of(folder, job.worker_ids[-1]) is Lock.HELD for job in running
    )


def oldest_waiting() -> datetime.timedelta:
    """How long the oldest job that this home could do has waited."""
    now = timezone.now()
    ready = Job.objects.ready().filter(queue_name__in=queues()).exclude(is_on_demand()).order_by()
    # a job that was put off waits from its time on; one that was not has a time far away
    put_off = When(run_after__lte=now, then=Greatest("run_after", "enqueued_at"))
    since = Case(put_off, default="enqueued_at")
    oldest = ready.aggregate(oldest=Min(since))["oldest"]
    # a clock that was set back makes no job younger than nothing
    return max(now - oldest, datetime.timedelta()) if oldest else datetime.timedelta()


def failed_jobs() -> int:
    """Jobs that ended with an error nobody expected."""
    return Job.objects.failed().count()


def forget_finished_jobs(older_than_days: int = 7) -> None:
    """Remove the rows of jobs that ended well some time ago."""
    before = timezone.now() - datetime.timedelta(days=older_than_days)
    Job.objects.successful().filter(finished_at__lt=before).delete()
