"""Forgets the bytes of a document whose row is gone.

The row goes first: an original without a row is taken in again by a repair, a row without its
original would be a loss. That the bytes go after it is a job of the same transaction, so that a
removal that is cut off is ended later, and nothing comes back.
"""

from __future__ import annotations

import shutil

from django_tasks import task

from shiryokan.documents.models import Document
from shiryokan.documents.originals import original_store
from shiryokan.instance import current
from shiryokan.jobs.models import Home


@task(priority=4)
def forget_original(sha256: str) -> None:
    """Forget what a removal that was cut off left."""
    forget(sha256)


def queue_forgetting(sha256: str) -> None:
    """Within the transaction of a removal: have its original forgotten, by every home that may
    have it."""
    homes = {current.home().id(), *Home.objects.values_list("pk", flat=True)}
    for home in homes:
        forget_original.using(queue_name=home).enqueue(sha256)


def forget(sha256: str) -> None:
    """Remove an original and its pictures, unless a document has it: the same file may have been
    handed in again since."""
    originals = original_store()
    with originals.alone():
        if Document.everything.filter(sha256=sha256).exists():
            return
        originals.remove(sha256)
        shutil.rmtree(current.home().pictures / sha256[:2] / sha256, ignore_errors=True)
