"""Looks into a library from a process of its own, as after a restart.

usage: python -m tests.search.killed_instance (retitle|inspect) TITLE
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import django


def retitle(title: str) -> None:
    """Give every document a new title, and queue it for the index, in one transaction each."""
    from django.db import transaction

    from shiryokan.documents.models import Document
    from shiryokan.search.indexing import queue_indexing

    for document in Document.objects.all():
        with transaction.atomic():
            Document.objects.filter(pk=document.pk).update(title=title)
            queue_indexing(document.pk)


def inspect(title: str) -> dict[str, Any]:
    """Pages that the database and the index have of each document, the documents that the index
    has under the title, and the jobs that are not done."""
    from django_tasks_db.models import DBTaskResult

    from shiryokan.documents.models import Document
    from shiryokan.search.indexing import engine
    from shiryokan.search.question import Question
    from shiryokan.search.searcher import search

    index = engine()
    left = DBTaskResult.objects.filter(
        task_path__endswith="index_document", status__in=("READY", "RUNNING")
    )
    return {
        "pages": [(d.page_count, index.pages_of(d.pk)) for d in Document.objects.all()],
        "all": index.count(),
        "titled": search(Question(text=f'title:"{title}"')).total,
        "left": left.count(),
    }


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "shiryokan.site.settings"
    django.setup()
    if sys.argv[1] == "retitle":
        retitle(sys.argv[2])
    else:
        print(json.dumps(inspect(sys.argv[2])))
