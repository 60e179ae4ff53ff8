"""The schedules and the contents of one: chapters that are opened, and the items in each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.rules import public
from shiryokan.items.contents import Chapter, contents_of
from shiryokan.items.naming import Named, items_named
from shiryokan.items.versions import all_schedules, newest_of, schedules
from shiryokan.records import models
from shiryokan.web.items.offered import offers
from shiryokan.web.registers.editions import found_editions, named

_FEW = 40
"""Items that are listed without being folded: about a screen of them."""
_OUTERMOST, _INNERMOST = 2, 6
"""Levels of headings: of chapters, and the last that HTML has."""


class ShownChapter(msgspec.Struct, frozen=True):
    """A chapter of a schedule, whether it is folded until somebody opens it, and those below it.
    ``level`` is that of its heading on the page."""

    chapter: Chapter
    folded: bool
    chapters: Sequence[ShownChapter]
    level: int


@public
def index(request: HttpRequest) -> HttpResponse:
    """The schedules, and the contents of one; a code or a name that is typed leads to its item."""
    schedule, typed = request.GET.get("schedule", ""), request.GET.get("code", "").strip()
    known, titles = schedules(), all_schedules()
    exact = _first_of(schedule, items_named(typed))
    if len({(each.schedule, each.code) for each in exact}) == 1:
        return redirect("items:item", exact[0].schedule, exact[0].code)
    shown = schedule if schedule in known else next(iter(known), "")
    newest = newest_of(shown) if shown else None
    contents = contents_of(newest) if newest else None
    return render(
        request,
        "items/index.html",
        {
            "schedules": [(name, gettext(titles[name])) for name in known],
            "schedule": shown,
            "typed": typed,
            "named": offers(exact or _first_of(schedule, items_named(typed, part=True))),
            "edition": _edition(newest) if newest else "",
            "document": newest.document_id if newest else "",
            # one address for all: each of some thousand would be looked up again
            "base": f"{reverse('items:index')}{shown}/",
            "contents": contents,
            "chapters": _chapters(contents) if contents else [],
        },
    )


def _chapters(whole: Chapter) -> list[ShownChapter]:
    """The chapters of a schedule. In a large one their parts are folded, and in a large part each
    of its sections, so that what is asked for is two clicks away and never a long way down."""
    if whole.count <= _FEW:
        return [_plain(each, _OUTERMOST) for each in whole.chapters]
    return [
        ShownChapter(
            each, folded=False, level=_OUTERMOST,
            chapters=[_part(part, _OUTERMOST + 1) for part in each.chapters],
        )
        if each.chapters
        else _part(each, _OUTERMOST)
        for each in whole.chapters
    ]  # fmt: skip


def _part(part: Chapter, level: int) -> ShownChapter:
    below = _plain if part.count <= _FEW else _section
    return ShownChapter(part, True, _below(part, level, below), level)


def _section(section: Chapter, level: int) -> ShownChapter:
    return ShownChapter(section, not section.chapters, _below(section, level, _section), level)


def _plain(chapter: Chapter, level: int) -> ShownChapter:
    return ShownChapter(chapter, False, _below(chapter, level, _plain), level)


def _below(
    chapter: Chapter, level: int, shown: Callable[[Chapter, int], ShownChapter]
) -> list[ShownChapter]:
    return [shown(each, min(level + 1, _INNERMOST)) for each in chapter.chapters]


def _first_of(schedule: str, found: Sequence[Named]) -> list[Named]:
    """Those of ``schedule`` where it has any: the same code may stand in several."""
    return [each for each in found if each.schedule == schedule] or list(found)


def _edition(extraction: models.Extraction) -> str:
    """What a version of a schedule is called among the others."""
    called = named(found_editions(extraction.register))
    return next((word for each, word in called if each.pk == extraction.pk), "")
