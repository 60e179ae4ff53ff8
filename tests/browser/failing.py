"""Leaves work that failed in the instance of ``SHIRYOKAN_HOME``: a document whose records could not be
taken out, and a job that the machine gave up.

usage: python -m tests.browser.failing
"""

from __future__ import annotations

import os

import django


def main() -> None:
    """One failure of each of two kinds, of the first document that has records."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shiryokan.site.settings")
    django.setup()
    from django.utils import timezone
    from django_tasks.base import TaskResultStatus

    from shiryokan.jobs.models import Job
    from shiryokan.records.models import Extraction
    from shiryokan.search.indexing import index_document

    extraction = Extraction.objects.filter(state=Extraction.State.FOUND).order_by("pk")[0]
    Extraction.objects.filter(pk=extraction.pk).update(state=Extraction.State.FAILED)
    queued = index_document.enqueue(extraction.document_id)
    Job.objects.filter(pk=queued.id).update(
        status=TaskResultStatus.FAILED, exception_class_path="builtins.MemoryError",
        started_at=timezone.now(), finished_at=timezone.now(), traceback="Traceback\nMemoryError",
    )  # fmt: skip


if __name__ == "__main__":
    main()
