"""How right the standing of quotes is, on a gold made without any register.

usage: python bench/quotes.py [--many HOME]

Prints for the third that was held out and for the rest: how many stand as they should, and how many
are said to hold and do not. With ``--many``, a library of two schedules, a notice and a letter of
corrections is made in the folder HOME, unless it is there, and ten thousand quotes of the older
schedule and of the notice are judged anew in it.
"""

from __future__ import annotations

import argparse
import copy
import os
import sys
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.quotes import gold

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.model import Page

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"


@cache
def pages_of(name: str) -> Sequence[Page]:
    with IsolatedReader(CORPUS / name) as reader:
        return list(reader.pages())


def standings() -> None:
    wrong = []
    for part in ("held", "build"):
        began = time.perf_counter()
        asked = [row for row in gold.rows() if row.set == part]
        found = list(gold.judged(asked, pages_of))
        right = Counter((j.row.kind, j.standing.state == j.row.standing) for j in found)
        sure = sum(count for (_, is_right), count in right.items() if is_right)
        holds = sum(j.standing.state == "holds" != j.row.standing for j in found)
        print(f"{part}: {sure} of {len(found)} stand as they should ({sure / len(found):.1%}); "
              f"said to hold and do not: {holds}; {time.perf_counter() - began:.0f} s")  # fmt: skip
        for kind in gold.REGISTER_OF:
            print(f"  {kind}: {right[kind, True]} of {right[kind, True] + right[kind, False]}")
        wrong += [j for j in found if j.standing.state != j.row.standing]
    for j in wrong:
        print(
            f"  {j.row.old} p.{j.row.page} {j.row.about}: {j.row.standing}, "
            f"said {j.standing.state}: {gold.told(j.quote)}"
        )


PAPERS = (
    "fees/medical-r4.pdf", "fees/medical-r6.pdf", "real/mhlw-r6-medical-notice-677p.pdf",
    "errata/kaiteikankei_r060501_1.pdf",
)  # fmt: skip
MANY = 10_000


def library(home: Path) -> None:
    """Make a library in ``home`` and open it in this process."""
    from tests import session_folder
    from tests.served import run

    if not home.exists():
        shared = home.with_name(f"{home.name}-shared")
        shared.mkdir(parents=True, exist_ok=True)
        session_folder.share(shared)
        for name in PAPERS:
            run(home, "add", str(CORPUS / name))
    os.environ |= {"SHIRYOKAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "shiryokan.site.settings"}
    import django

    django.setup()


def many() -> None:
    """Judge ten thousand quotes, with nothing kept and then with the comparison kept."""
    from django.contrib.auth.models import User

    from shiryokan.quotes.judging import judge
    from shiryokan.quotes.models import Quote, QuoteStanding
    from shiryokan.records.models import Record, StoredComparison
    from shiryokan.records.rows import extracted_record

    Quote.objects.all().delete()
    owner, _ = User.objects.get_or_create(username="quotes")
    rows = []
    for register, field, old in (("fees", "notes", "r4"), ("notices", "text", "notice")):
        of_register = Record.objects.filter(register=register, document__file_name__contains=old)
        for row in of_register.select_related("document").order_by("position"):
            for trace in extracted_record(row).provenance.get(field, ()):
                for place in trace.places:
                    rows.append(
                        Quote(
                            owner=owner, document_id=row.document_id, sha256=row.document.sha256,
                            page=place.page, boxes=[list(box) for box in place.boxes],
                            words=place.text.replace("\n", "")[:2000], register=register,
                            key=row.key, field=field,
                        )
                    )  # fmt: skip
    chosen = [copy.copy(rows[number % len(rows)]) for number in range(MANY)]
    for row in chosen:
        row.id = uuid.uuid4()
    Quote.objects.bulk_create(chosen, batch_size=200)
    StoredComparison.objects.all().delete()
    for told in ("the comparison made for it", "the comparison kept"):
        began = time.perf_counter()
        judge(Quote.objects.all())
        print(f"{len(chosen)} quotes judged anew, {told}: {time.perf_counter() - began:.1f} s")
    print(dict(Counter(QuoteStanding.objects.values_list("state", flat=True))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=Path, metavar="HOME")
    asked = parser.parse_args()
    if asked.many:
        library(asked.many)
        many()
    else:
        standings()
