"""The synonyms, kept by editors: groups of words any of which finds the others."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from shiryokan.access.rules import editors
from shiryokan.audit.record import record
from shiryokan.japanese.codepoints import fold_text
from shiryokan.search import audit_kinds
from shiryokan.search.models import SynonymGroup
from shiryokan.web.numbers import whole_number

MOST_WORDS = 20
"""Words of a group: each is looked for whenever one of them is."""


class SynonymForm(forms.ModelForm):  # type: ignore[type-arg]
    """A group of words, one a line."""

    class Meta:
        model = SynonymGroup
        fields = ("words", "note")
        widgets: ClassVar[dict[str, Any]] = {
            "words": forms.Textarea(attrs={"rows": 4, "lang": "ja"}),
            "note": forms.TextInput(),
        }

    def clean_words(self) -> str:
        """At least two words that differ, one a line."""
        lines = (line.strip() for line in self.cleaned_data["words"].splitlines())
        found = {fold_text(line): line for line in lines if fold_text(line).strip()}
        if len(found) < 2:
            raise forms.ValidationError(_("同じ意味の言葉を、1行に1語ずつ2つ以上書いてください。"))
        if len(found) > MOST_WORDS:
            raise forms.ValidationError(
                _("言葉は%(most)s個までです。組を分けてください。"), params={"most": MOST_WORDS}
            )
        return "\n".join(found.values())


@editors
@require_http_methods(["GET", "HEAD", "POST"])
def synonyms(request: HttpRequest) -> HttpResponse:
    """All groups, and the form for a new one or for the one that ``group`` names."""
    asked = request.POST.get("group") or request.GET.get("group") or ""
    group = get_object_or_404(SynonymGroup, pk=whole_number(asked)) if asked.isdecimal() else None
    if request.method == "POST" and group is not None and "delete" in request.POST:
        with transaction.atomic():
            record(audit_kinds.SYNONYMS, f"synonyms:{group.pk}", old=group.words, new="")
            group.delete()
        messages.success(request, gettext("同義語の組を消しました。"))
        return redirect("search:synonyms")
    form = SynonymForm(request.POST or None, instance=group)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            old = SynonymGroup.objects.filter(pk=group.pk).first() if group else None
            saved = form.save()
            record(
                audit_kinds.SYNONYMS, f"synonyms:{saved.pk}", old=old.words if old else "",
                new=saved.words,
            )  # fmt: skip
        messages.success(request, gettext("同義語を保存しました。次の検索から使われます。"))
        return redirect("search:synonyms")
    return render(
        request,
        "search/synonyms.html",
        {"form": form, "group": group, "groups": SynonymGroup.objects.all()},
        status=422 if form.errors else 200,
    )
