"""From a find of the lookout to a draft: what was replaced in silence, told word by word."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.policies import heavy_when_posted
from shiryokan.access.readers import reading_as
from shiryokan.access.rules import editors
from shiryokan.documents.models import Document
from shiryokan.lookout.models import Find
from shiryokan.lookout.replacement import replacement
from shiryokan.lookout.statements import MOST_STATEMENTS, replacement_draft
from shiryokan.news import drafting
from shiryokan.web.lookout.shown import shown

_READ = {Document.State.READ, Document.State.INDEXED}


@editors
@heavy_when_posted
@require_POST
def draft(request: HttpRequest, find_id: int) -> HttpResponse:
    """A draft of what a replacement says otherwise than what it replaced."""
    row = get_object_or_404(Find.objects.select_related("watched"), pk=find_id)
    (one,) = shown([row])
    if not one.comparable:
        messages.error(request, gettext("比べる二つの文書がそろっていません。"))
        return redirect("lookout:find", row.pk)
    old, new = (Document.objects.get(pk=pk) for pk in (row.old_document_id, row.document_id))
    if not {old.state, new.state} <= _READ:
        messages.error(request, gettext("文書をまだ読み取っています。終わってから作ってください。"))
        return redirect("lookout:find", row.pk)
    found = replacement(old, new, MOST_STATEMENTS)
    written = replacement_draft(found, old.pk, new.pk)
    if not written.count and not written.left_out:
        messages.error(request, gettext("書いてある言葉は同じなので、文にすることがありません。"))
        return redirect("lookout:find", row.pk)
    made = drafting.article_of(
        cast("User", request.user), _title(row), written, {"old": old.pk, "new": new.pk}
    )
    said = gettext("%(count)s個の文を書きました。確かでない変化は書かず、下に並べました。")
    messages.success(request, said % {"count": written.count})
    if found.cut:
        said = gettext("変わったところが多いため、初めの%(most)sか所だけを文にしました。")
        messages.warning(request, said % {"most": MOST_STATEMENTS})
    return redirect("news:edit", made.pk)


def _title(row: Find) -> str:
    """Names the document only where everybody may see it: titles are not for everybody who may
    read an article."""
    with reading_as(AnonymousUser()):
        both = Document.objects.filter(pk__in=(row.old_document_id, row.document_id))
        named = both.count() == 2 and Find.objects.filter(pk=row.pk).exists()
    parts = (f"{row.council}{row.meeting}", row.name) if named else ()
    name = "　".join(part for part in parts if part)
    return f"{name}: 差し替えで変わった所" if name else "差し替えられた文書で変わった所"
