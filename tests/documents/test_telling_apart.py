"""Documents of one title are told apart wherever one chooses among them."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from shiryokan.documents.file_made import day_of, made_text
from shiryokan.documents.models import Document, Publisher
from shiryokan.documents.telling_apart import told_apart


@pytest.mark.parametrize(
    ("created", "day"),
    [
        ("D:20220225150709+09'00'", "2022-02-25"),
        ("D:20220225", "2022-02-25"),
        ("2022-02-25T15:07:09+09:00", "2022-02-25"),
        ("", ""),
        ("D:", ""),
        ("D:20220231", ""),
        ("D:00010101", ""),
        ("D:99991231", ""),
        ("令和４年２月25日", ""),
    ],
)
def test_the_day_that_a_file_says_it_was_made(created: str, day: str) -> None:
    assert day_of(created) == day


def made(number: int, title: str, guesses: dict[str, str]) -> Document:
    document = Document.objects.create(
        id=f"{number:016x}", sha256=f"{number:064x}", size=1, title=title,
        file_name=f"{number}.pdf", guesses=guesses,
    )  # fmt: skip
    Document.objects.filter(pk=document.pk).update(
        added_at=datetime.datetime(2026, 4, 1, 9, tzinfo=timezone.get_default_timezone())
    )
    return Document.objects.get(pk=document.pk)


@pytest.mark.django_db
def test_one_title_is_told_by_what_is_known() -> None:
    alone = made(1, "計画", {"made": "2022-02-25"})
    dated = made(2, "点数表", {"made": "2022-02-25"})
    dated.origins.create(
        date=datetime.date(2022, 3, 4), publisher=Publisher.objects.create(name="霧浜市")
    )
    by_day = made(3, "点数表", {"made": "2024-03-04"})
    said_nothing = made(4, "点数表", {})
    twins = [made(5, "点数表", {"made": "2026-03-05"}), made(6, "点数表", {"made": "2026-03-05"})]
    called = told_apart([alone, dated, by_day, said_nothing, *twins])
    assert [called[each.pk] for each in (alone, dated, by_day, said_nothing, *twins)] == [
        "計画",
        "点数表（2022年3月4日、霧浜市）",
        "点数表（2024年3月4日に作成されたファイル）",
        "点数表（4.pdf、2026年4月1日に追加）",
        "点数表（5.pdf、2026年4月1日に追加）",
        "点数表（6.pdf、2026年4月1日に追加）",
    ]
    assert made_text(said_nothing) == ""
