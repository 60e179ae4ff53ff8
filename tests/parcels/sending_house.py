"""Writes an article and a course about the sample plans into the instance of ``SHIRYOKAN_HOME``.

usage: python -m tests.parcels.sending_house
"""

from __future__ import annotations

import json
import os

import django

SERIES = "手で決めたシリーズ"
PROMPT = "この計画の担当はどこか。"


def main() -> None:
    """Prints the numbers of the article and the course, and how what they cite stands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shiryokan.site.settings")
    django.setup()
    from django.contrib.auth.models import User

    from shiryokan.documents.models import Document
    from shiryokan.learning import courses
    from shiryokan.learning.lesson_text import LessonBlock
    from shiryokan.learning.models import ExerciseItem
    from shiryokan.news import drafting, models, publishing
    from shiryokan.records.models import Extraction, Series
    from tests.alerts.conftest import work
    from tests.learning.conftest import one_choice, put, quote_of

    plans = [Document.objects.get(title__contains=f"年次計画{year}") for year in (2024, 2025)]
    series = Series.objects.create(name=SERIES)
    Extraction.objects.filter(document__in=plans).update(series=series, placed_by_hand=True)
    extractions = [Extraction.objects.get(document=each, register="measures") for each in plans]
    writer, approver = (User.objects.create_superuser(name) for name in ("kisha", "desk"))

    article = drafting.article_from(writer, *extractions)
    publishing.send(article, article.version, writer)
    publishing.approve(article, article.version, approver)

    course = courses.new_course(writer, "年次計画のあらまし")
    courses.put_lesson(
        course, course.version, 0, "はじめに",
        [LessonBlock("statement", "計画を読む。", (quote_of(plans[1]),))],
    )  # fmt: skip
    for plan in plans:
        put(course, writer, one_choice(plan, PROMPT + plan.title))
    courses.open_course(course, course.version)
    work()
    said = {
        "article": article.pk,
        "course": course.pk,
        "documents": sorted(each.pk for each in plans),
        "news": sorted(models.EditionCitation.objects.values_list("document_id", "state")),
        "exercises": sorted(
            str(each) for each in ExerciseItem.objects.values_list("pk", flat=True)
        ),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main()
