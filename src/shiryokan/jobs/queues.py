"""Queues: one that any worker takes from, one for each home, for jobs that need its files, and one
for each home behind these, for long work that nobody waits for: a worker of its own does that."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Q
from django_tasks.base import DEFAULT_TASK_QUEUE_NAME, TaskResultStatus

from shiryokan.instance import current
from shiryokan.jobs.models import Home, Job

StepT = TypeVar("StepT", bound=Any)


def queues() -> tuple[str, str]:
    """The queues from which the workers of this home take jobs."""
    return (DEFAULT_TASK_QUEUE_NAME, current.home().id())


_BEHIND = "~"
"""How the name of a queue begins that is behind the others."""
_LONGEST_NAME = 32


def queue_behind(home: str = "") -> str:
    """The queue of a home, by its id, or of this one, for what must keep nothing else waiting; of
    all homes, where the originals lie in a bucket. :func:`queues` has it not, and no command waits
    for it."""
    if current.config().s3_bucket:
        return _BEHIND
    return f"{_BEHIND}{home or current.home().id()}"[:_LONGEST_NAME]


ON_DEMAND = -20
"""Priority of a job that makes, before anybody asks for it, what would be made when somebody does:
no command waits for it, and one that takes documents in leaves it to the workers of a library that
is served."""


def is_behind() -> Q:
    """The condition that a job is in such a queue, of whatever home."""
    return Q(queue_name__startswith=_BEHIND)


def is_on_demand() -> Q:
    """The condition that a job makes what would be made on demand, too."""
    return Q(priority=ON_DEMAND)


def at_home(step: StepT) -> StepT:
    """The step, to be queued for the workers of this home."""
    return step.using(queue_name=current.home().id())  # type: ignore[no-any-return]


def near_originals(step: StepT, home: str = "") -> StepT:
    """The step, to be queued for workers that reach the originals: any, where they lie in a bucket;
    else those of a home that shares the database, or else of this one."""
    if current.config().s3_bucket:
        return step
    if home not in other_homes():
        home = current.home().id()
    return step.using(queue_name=home)  # type: ignore[no-any-return]


def other_homes() -> set[str]:
    """The homes beside this one that are known to share its database, by their ids."""
    return set(Home.objects.exclude(pk=current.home().id()).values_list("pk", flat=True))


def behind(step: StepT, home: str = "") -> StepT:
    """The step, to be queued behind everything else of a home that shares the database, or else of
    this one."""
    name = queue_behind(home if home in other_homes() else "")
    return step.using(queue_name=name)  # type: ignore[no-any-return]


def enqueue_unless_waiting(step: Any, key: str) -> None:
    """Within a transaction: queue a step, unless it waits in the queue already and will see what
    this transaction changes."""
    # a row that is locked is not begun before this transaction ends; one that is just being begun
    # may have looked already, and is passed over
    waiting = Job.objects.filter(
        status=TaskResultStatus.READY, task_path=step.module_path, args_kwargs__args__0=key
    )
    if waiting.select_for_update(skip_locked=True).first() is None:
        step.enqueue(key)
