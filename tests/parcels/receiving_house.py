"""Tells what stands in the instance of ``SHIRYOKAN_HOME``, after all its work is done.

usage: python -m tests.parcels.receiving_house [CHANGE]
"""

from __future__ import annotations

import json
import os
import re
import sys

import django


def main() -> None:
    """Prints it as JSON. With an argument, the article and the course are changed first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shiryokan.site.settings")
    django.setup()
    from django.test import Client

    from shiryokan.documents.models import Document
    from shiryokan.learning.models import Citation, Course, ExerciseItem
    from shiryokan.news.models import Article, EditionCitation
    from shiryokan.parcels.taking import came_from
    from shiryokan.records.models import Extraction
    from tests.alerts.conftest import work

    if len(sys.argv) > 1:
        Course.objects.update(version=99)
        Article.objects.update(state=Article.State.DRAFT)
    work()
    placed = Extraction.objects.filter(count__gt=0).values_list("series__name", "year")
    said = {
        "documents": sorted(Document.objects.values_list("pk", flat=True)),
        "publishers": sorted({str(each.origin.publisher) for each in Document.objects.all() if each.origin}),
        "series": sorted({(name, year) for name, year in placed}),
        "articles": [
            [each.title, each.state, each.editions.count(), each.blocks.count()] for each in Article.objects.all()
        ],
        "news": sorted(EditionCitation.objects.values_list("document_id", "state")),
        "courses": [[each.title, each.state, each.lessons.count()] for each in Course.objects.all()],
        "exercises": sorted(str(each) for each in ExerciseItem.objects.exclude(current=None).values_list("pk", flat=True)),
        "quotes": sorted(set(Citation.objects.values_list("state", flat=True))),
        "pages": [
            re.findall(
                'role="note">(.*?)</p>',
                Client().get(f"/documents/{pk}/", HTTP_HOST="localhost").content.decode(),
            )
            for pk in Document.objects.values_list("pk", flat=True)
        ],
        "from": sorted(
            {
                str(parcel.house) if (parcel := came_from(kind, str(each.pk))) else ""
                for kind, model in (("document", Document), ("article", Article), ("course", Course))
                for each in model.objects.all()
            }
        ),
    }  # fmt: skip
    print(json.dumps(said, ensure_ascii=False))


if __name__ == "__main__":
    main()
