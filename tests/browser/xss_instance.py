"""An instance in which everything that a stranger or an editor can write is an attempt at script.

usage: python -m tests.browser.xss_instance      (in the instance of ``SHIRYOKAN_HOME``)
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import uuid
from pathlib import Path
from typing import Any

import django
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
COMMON = "toudai"
"""A word on every page."""


def payloads() -> dict[str, str]:
    """The attempts, by what they are."""
    with (HERE / "xss_payloads.tsv").open(encoding="utf-8", newline="") as reading:
        rows = csv.reader(reading, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return {what: json.loads(text) for what, text in rows}


def hostile_pdf(text: str) -> bytes:
    """A PDF whose text, bookmarks, links, metadata and scripts are all ``text``."""
    plain = text.encode("latin-1", "replace").decode("latin-1")
    out = io.BytesIO()
    canvas = Canvas(out)
    for line in (canvas.setTitle, canvas.setAuthor, canvas.setSubject, canvas.setKeywords):
        line(text)
    canvas.bookmarkPage("here")
    canvas.addOutlineEntry(text, "here", 0)
    canvas.drawString(40, 780, COMMON)
    for number, part in enumerate(plain.splitlines() or [plain]):
        canvas.drawString(40, 740 - 20 * number, part)
    canvas.linkURL("javascript:alert(1)", (40, 700, 300, 720))
    canvas.linkURL(plain.splitlines()[0] if plain.splitlines() else plain, (40, 600, 300, 620))
    canvas.textAnnotation(text, Rect=[40, 500, 300, 520])
    opening = pdfdoc.PDFDictionary(
        {"S": pdfdoc.PDFName("JavaScript"), "JS": pdfdoc.PDFString("app.alert(1)")}
    )
    canvas._doc.Catalog.OpenAction = opening
    canvas.save()
    return out.getvalue()


def main() -> None:
    """Fill the instance."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shiryokan.site.settings")
    django.setup()
    from shiryokan.jobs.worker import JobWorker, unfinished_jobs

    _documents()
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.02).run()
    _people_and_what_they_write()
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.02).run()


def _documents() -> None:
    from shiryokan.access.models import Collection
    from shiryokan.documents.description import Description
    from shiryokan.documents.receive import hand_in, handed_file, receive_upload
    from shiryokan.instance import current

    texts = list(payloads().values())
    folder = current.home().folder / "made"
    folder.mkdir()
    plan = Path("samples/mikagami-plan-2024.pdf").absolute()
    things = [handed_file(plan, Description(title="計画"))]
    for number, text in enumerate(texts):
        given = Description(
            title=text, publisher=texts[number - 1], council=texts[number - 2],
            meeting=texts[number - 3], date=datetime.date(2024, 1, 1), source_url=texts[number - 4],
        )  # fmt: skip
        things.append(receive_upload(io.BytesIO(hostile_pdf(text)), f"{text}.pdf", given))
        if number % 4:
            continue
        # one whose title is what the file itself says
        data = hostile_pdf(text) + b"%%%d\n" % number
        things.append(receive_upload(io.BytesIO(data), f"{text}.pdf", Description()))
    # one that is refused, under such a name
    things.append(receive_upload(io.BytesIO(b"no PDF"), texts[0], Description(title=texts[0])))
    hand_in(things, uuid.UUID(int=5))
    for number, text in enumerate(texts):
        name = f"{text.replace(chr(0), '')}{number}"
        Collection.objects.create(name=name[:200], visibility="members")


def _people_and_what_they_write() -> None:
    from django.contrib.auth.models import Group, User

    from shiryokan.access.rules import Role
    from shiryokan.accounts.invitations import invite
    from shiryokan.alerts.models import SavedSearch, SavedSearchHit
    from shiryokan.api.tokens import issue
    from shiryokan.documents.bin import put_in_bin
    from shiryokan.documents.models import Document
    from shiryokan.records.corrections import correct, correctable
    from shiryokan.records.models import Record
    from shiryokan.search.models import SynonymGroup

    hanako = User.objects.get(username="hanako")
    records = list(Record.objects.filter(register="measures").order_by("position"))
    fields: Any = {field.name: field for field in correctable("measures")}
    now = datetime.datetime.now(datetime.UTC)
    for number, text in enumerate(payloads().values()):
        clean = text.replace("\x00", "")
        record = records[number % len(records)]
        correct(record, fields["previous_plan"], clean, hanako, clean)
        correct(record, fields["ministries"], [clean, "市立図書館"], hanako, clean)
        correct(record, fields["progress"], [clean], hanako, clean)
        SynonymGroup.objects.create(words=f"{clean}\n{COMMON}{number}", note=clean[:200])
        search = SavedSearch.objects.create(
            owner=hanako, name=clean[:200], query=f"q={clean}", base="http://127.0.0.1"
        )
        SavedSearchHit.objects.create(
            search=search, document_id=records[0].document_id, page=1, place=0, title=clean,
            snippet=[[clean, False], [clean, True]], found_at=now,
        )  # fmt: skip
        issue(hanako, clean[:100])
        invite(Role.READER, email=f"{clean}@example.jp"[:254])
        User.objects.create(username=f"{number}{clean}"[:150], email=f"{clean}@example.jp"[:254])
        Group.objects.get_or_create(name=f"{number}{clean}"[:150])
    for document in Document.objects.filter(title_given=False).exclude(title="計画"):
        put_in_bin(document, document.title)


if __name__ == "__main__":
    main()
