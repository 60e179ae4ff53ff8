"""What lists of publications name beside PDFs: files of other formats, and texts that are pages."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

_OTHER = re.compile(
    r"\.(?:docx?|docm|rtf|odt|jtdc?|xlsx?|xlsm|xlsb|ods|csv|pptx?|pptm|odp|zip|lzh)$", re.IGNORECASE
)
"""Ends of the names of files that people read or reckon with, and that are no PDFs."""
_FORMATS = {
    "Word": ("doc", "docx", "docm", "rtf", "odt"),
    "一太郎": ("jtd", "jtdc"),
    "Excel": ("xls", "xlsx", "xlsm", "xlsb", "ods"),
    "CSV": ("csv",),
    "PowerPoint": ("ppt", "pptx", "pptm", "odp"),
    "ZIP": ("zip", "lzh"),
}
_PUBLISHED = re.compile(
    r"報告|とりまとめ|取りまとめ|取り纏め|答申|建議|意見書|提言|中間整理|結果|統計|白書|年報|月報|指針|"
    r"ガイドライン|方針|計画|通知|通達|告示|事務連絡|省令|政令|条例|規則|改正|改定|Q\s?&\s?A|疑義解釈|"
    r"手引|マニュアル|要領|要綱|基準|議事録|会議録|議事要旨|議事概要|資料|推計|速報|"
    r"(?i:report|minutes|guideline|survey|statistics)"
)
_CALLS = re.compile(
    r"募集|公募|採用|入札|イベント|講座|講演|相談|試験|セミナー|研修|見学|休館|休業|開催します|開催の"
)


def is_other_file(address: str) -> bool:
    """Whether an address names a Word, Excel, slide or archive file."""
    parts = urlsplit(address)
    if _OTHER.search(parts.path):
        return True
    return any(_OTHER.search(value) for _, value in parse_qsl(parts.query))


def format_of(address: str) -> str:
    """What people call the format of a file that is no PDF; HTML where it is a page."""
    parts = urlsplit(address)
    named = [parts.path, *(value for _, value in parse_qsl(parts.query))]
    ends = [name.rpartition(".")[2].lower() for name in named if _OTHER.search(name)]
    return next((name for name, known in _FORMATS.items() if ends and ends[0] in known), "HTML")


def is_publication(text: str, page: str = "") -> bool:
    """Whether the words of an entry, or those of the list on which it stands, name something that
    was published: 答申, 調査の結果, 通知一覧; and the entry is no event or call for people."""
    named = bool(_PUBLISHED.search(text) or _PUBLISHED.search(page))
    return named and not _CALLS.search(text)
