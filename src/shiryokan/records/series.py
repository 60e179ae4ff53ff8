"""Which documents follow each other: guessed from their titles, unless an editor said so."""

from __future__ import annotations

import re

from shiryokan.documents.models import Document
from shiryokan.japanese.codepoints import fold
from shiryokan.japanese.eras import FiscalYear, Month, Year, mentions
from shiryokan.records.models import Series

_DRAFT = re.compile(
    r"[(（【\[]?(?:案|素案|原案|たたき台)[)）】\]]?(?:について)?$|[(（](?:案|素案|原案)[)）]"
)
_VERSION = re.compile(
    r"第?[0-9.]+(?:版|訂|回|号|年度|年|期|次)|[vV]er(?:sion)?\.?[0-9.]+|[0-9]{2,}|改訂版|最終版|確定版"
)
_LEFT_OF_DAYS = re.compile(
    r"[(（【\[](?:施行|適用|実施|改定|改正|改訂|現在|時点|公布|告示|公表|作成|更新|発行|発出|付け?|分|から|以降|版|[\s・、,~～-])*[)）】\]]"
    r"|[\s　](?:施行|適用|実施|現在|時点|公布|公表|作成|更新|発行)(?:分|版)?(?=\s*$)"
)
"""What is left of a day in a title when the day is taken out: （施行） of （令和6年4月施行）."""


def is_draft(title: str) -> bool:
    """Whether a title names a draft: …（案）."""
    return bool(_DRAFT.search(title.strip()))


def year_in(title: str) -> int | None:
    """The last year that a title names."""
    found = [m.when for m in mentions(title)]
    years = [w.year for w in found if isinstance(w, FiscalYear | Year | Month)]
    bare = re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", fold(title).text)
    return years[-1] if years else int(bare[-1]) if bare else None


def series_name(title: str) -> str:
    """What the titles of a series share: without years, versions and the mark of a draft."""
    text = title
    for mention in reversed(list(mentions(title))):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    text = _LEFT_OF_DAYS.sub("", text)
    text = _VERSION.sub("", fold(_DRAFT.sub("", text.strip())).text)
    return re.sub(r"[\s　()（）【】「」]+", " ", text).strip(" -_・") or title


def series_of(document: Document) -> Series:
    """The series of a document, by its publisher and what its title shares with others."""
    origin = document.origin
    publisher = f"{origin.publisher}: " if origin and origin.publisher else ""
    series, _ = Series.objects.get_or_create(name=(publisher + series_name(document.title))[:500])
    return series
