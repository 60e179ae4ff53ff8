"""Forgets the bytes of a document whose row is gone.

The row goes first: an original without a row is taken in again by a repair, a row without its
original would be a loss. That the bytes go after it is a job of the same transaction, so that a
removal that is cut off is ended later, and nothing comes back.
"""

from __future__ import annotations

import shutil

from django.utils import timezone
from django_tasks import task

from shiryokan.documents.models import Document
from shiryokan.documents.originals import original_store
from shiryokan.documents.picture_store import picture_store
from shiryokan.i18n import message as _
from shiryokan.instance import current
from shiryokan.jobs.models import Home
from shiryokan.jobs.retries import LONGEST_WAIT, Refusal, retried
from shiryokan.jobs.steps import titled

_SHA256 = 64
REMOVED_AFTER = LONGEST_WAIT
"""How long the bytes of a removed document stay in a bucket: addresses that were given out have
ended by then, and what was just being read. No job is put off for longer."""


@titled(_("消した原本の片づけ"))
@task(priority=4)
def forget_original(sha256: str) -> None:
    """Forget what a removal that was cut off left in this home."""
    forget(sha256)


@titled(_("消した原本の片づけ"))
@task(priority=4)
def forget_in_bucket(sha256: str, attempt: int = 1) -> None:
    """Forget the bytes that lie in the bucket, with their pictures."""
    with retried(forget_in_bucket, sha256, attempt, _give_up):
        originals = original_store()
        with originals.alone(sha256):
            if not originals.shared or Document.everything.filter(sha256=sha256).exists():
                return
            originals.remove(sha256)
            if pictures := picture_store():
                pictures.forget(sha256)


def _give_up(refusal: Refusal) -> None:
    """Nothing: a check finds what stayed."""


def queue_forgetting(sha256: str) -> None:
    """Within the transaction of a removal: have its original forgotten, by every home that may
    have it."""
    homes = {current.home().id(), *Home.objects.values_list("pk", flat=True)}
    for home in homes:
        forget_original.using(queue_name=home).enqueue(sha256)
    if original_store().shared:
        forget_in_bucket.using(run_after=timezone.now() + REMOVED_AFTER).enqueue(sha256)


def forget_copies_of_nothing() -> int:
    """Forget the copies and pictures that this machine has of documents that are gone: a machine
    that only serves has no worker to whom their removal comes. Returns of how many."""
    home = current.home()
    lying = {path.name for path in home.copies.glob("??/*") if len(path.name) == _SHA256}
    lying |= {path.name for path in home.pictures.glob("??/*")}
    known = Document.everything.filter(sha256__in=lying).values_list("sha256", flat=True)
    gone = lying - set(known)
    for sha256 in gone:
        forget(sha256)
    return len(gone)


def forget(sha256: str) -> None:
    """Remove an original and its pictures, unless a document has it: the same file may have been
    handed in again since. Of what lies in a bucket only this machine's copies go: the rest is done
    by the job of :func:`queue_forgetting`."""
    originals = original_store()
    with originals.alone(sha256):
        if Document.everything.filter(sha256=sha256).exists():
            return
        if not originals.shared:
            originals.remove(sha256)
        originals.forget_copies(sha256)
        shutil.rmtree(current.home().pictures / sha256[:2] / sha256, ignore_errors=True)
