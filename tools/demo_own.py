"""Has the demo's editor write a remark, put a binder together, and have a course to do, once.

usage: python tools/demo_own.py USERNAME

Part of ``make demo``: in the home of the demo, after its samples are in it.
"""

from __future__ import annotations

import datetime
import sys

from shiryokan.cli.setup import open_instance

WORDS = "夜間を想定した訓練"
TITLE = "年次計画2025"


def main(username: str) -> None:
    """Write what is not there yet."""
    open_instance()
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from shiryokan.binders import binding  # noqa: PLC0415
    from shiryokan.binders.models import Binder  # noqa: PLC0415
    from shiryokan.documents.models import Document  # noqa: PLC0415
    from shiryokan.documents.pages import page_from_row  # noqa: PLC0415
    from shiryokan.learning import assigning  # noqa: PLC0415
    from shiryokan.learning.models import Course  # noqa: PLC0415
    from shiryokan.paper.places import boxes_of, spans_of_words  # noqa: PLC0415
    from shiryokan.remarks import writing  # noqa: PLC0415
    from shiryokan.remarks.models import Remark  # noqa: PLC0415

    user = User.objects.get(username=username)
    course = Course.objects.filter(state=Course.State.OPEN).order_by("pk").first()
    if course is not None and not assigning.of_person(user).exists():
        due = timezone.localdate() + datetime.timedelta(days=30)
        assigning.assign(course, user, group=None, user=user, due=due, every_months=12)
    document = Document.objects.filter(title__contains=TITLE).first()
    if document is None or Remark.objects.filter(owner=user).exists():
        return
    for row in document.pages.order_by("number"):
        page = page_from_row(row)
        spans = spans_of_words(page, WORDS)
        if not spans:
            continue
        boxes = tuple(boxes_of(page, [spans])[0])
        place = writing.Place(document, row.number, boxes)
        writing.write(user, place, "当院の夜間訓練と日をそろえる。秋までに相談する。", "all", None)
        if not Binder.objects.filter(owner=user).exists():
            binder = binding.make(user, "訓練の見直し（会議の資料）")
            binding.write(binder, "市の計画のうち、夜間の訓練に関わる所を抜き出した。")
            binding.put(binder, binding.Found(document, row.number, boxes))
            binding.put(binder, binding.Found(document, row.number))
            binding.put(binder, binding.Found(query="q=訓練"))
        return


if __name__ == "__main__":
    main(sys.argv[1])
