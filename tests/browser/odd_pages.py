"""Stores pages built by hand in the instance of ``SHIRYOKAN_HOME``, in the place of those read.

usage: python -m tests.browser.odd_pages
"""

from __future__ import annotations

import os

import django

ODD_TITLE = "手で組んだページ"
DOUBTFUL = "段の間を渡る行"
CELL = "とても長い内容の欄"


def main() -> None:
    """The document titled :data:`ODD_TITLE` gets a page with a table and lines in doubt."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shiryokan.site.settings")
    django.setup()
    from shiryokan.documents.models import Document, Page
    from shiryokan.documents.pages import row_from_page
    from shiryokan.paper.model import UNREADABLE, Ruby
    from tests.paper.pages import block, line, page, table, vertical

    wide = [(row, column, f"{CELL}{row}の{column}") for row in range(2) for column in range(12)]
    made = page(
        block(line("奥付 1", 72, 20), kind="furniture"),
        block(line("見出し", 72, 60), kind="heading", level=2),
        block(line("小見出し", 72, 80), kind="heading", level=4),
        block(
            line(DOUBTFUL, 72, 100, reasons=("columns",)),
            line(f"読め{UNREADABLE}字の行", 72, 120, reasons=("unmapped", "overlap")),
            line("確かな漢字の行", 72, 140, ruby=(Ruby(3, 5, "かんじ"),)),
        ),
        block(vertical("縦に組んだ行", 560, 200)),
        block(line("・一つ目", 72, 160), kind="list"),
        block(line("表1 とても広い表", 72, 180), kind="caption"),
        table(*wide, (2, 0, "合わせた欄", 1, 12)),
        block(line("注 脚注", 72, 700), kind="footnote"),
    )
    document = Document.objects.get(title=ODD_TITLE)
    row = row_from_page(document.pk, made)
    Page.objects.filter(document=document, number=1).update(
        text=row.text, layout=row.layout, width=row.width, height=row.height
    )


if __name__ == "__main__":
    main()
