"""Collections: administrators say who sees them, editors put documents into them."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from shiryokan.access.models import Collection
from shiryokan.access.rules import administrators, editors
from shiryokan.audit.record import record
from shiryokan.documents import audit_kinds
from shiryokan.documents.collections import choosable, put_in, record_collection
from shiryokan.documents.models import Document
from shiryokan.web.numbers import whole_number


class CollectionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A collection and who sees it."""

    class Meta:
        model = Collection
        fields = ("name", "visibility", "groups")
        widgets: ClassVar[dict[str, Any]] = {"groups": forms.CheckboxSelectMultiple()}

    def clean(self) -> dict[str, Any]:
        """Groups are wanted where only they may see, and nowhere else."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("visibility") == Collection.GROUPS:
            if not cleaned.get("groups"):
                self.add_error("groups", _("見てよいグループを1つ以上選んでください。"))
        else:
            cleaned["groups"] = []
        return cleaned


class DocumentCollectionForm(forms.Form):
    """Which collection a document is in."""

    collection = forms.ModelChoiceField(
        Collection.objects.none(),
        label=_("コレクション"),
        required=False,
        empty_label=_("なし（だれでも）"),
    )

    def __init__(self, *args: Any, choices: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["collection"].queryset = choices  # type: ignore[attr-defined]


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def collections(request: HttpRequest) -> HttpResponse:
    """All collections, and the form for a new one or for the one that ``collection`` names."""
    asked = request.POST.get("collection") or request.GET.get("collection") or ""
    chosen = get_object_or_404(Collection, pk=whole_number(asked)) if asked.isdecimal() else None
    if request.method == "POST" and chosen is not None and "delete" in request.POST:
        return _delete(request, chosen)
    form = CollectionForm(request.POST or None, instance=chosen)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            record_collection(form.save())
        messages.success(request, gettext("コレクションを保存しました。すぐに効きます。"))
        return redirect("documents:collections")
    counted = Collection.objects.annotate(count=Count("documents")).prefetch_related("groups")
    context = {"form": form, "chosen": chosen, "collections": counted}
    return render(
        request, "documents/collections.html", context, status=422 if form.errors else 200
    )


def _delete(request: HttpRequest, collection: Collection) -> HttpResponse:
    if Document.everything.filter(collection=collection).exists():
        # without its collection a document would be everyone's
        message = gettext(
            "文書があるので消せません。先に文書をほかのコレクションへ移してください。"
        )
        messages.error(request, message)
    else:
        with transaction.atomic():
            record(audit_kinds.COLLECTION_DELETED, f"collection:{collection.pk}", collection.name)
            collection.delete()
        messages.success(request, gettext("コレクションを消しました。"))
    return redirect("documents:collections")


@editors
@require_http_methods(["GET", "HEAD", "POST"])
def collection(request: HttpRequest, document_id: str) -> HttpResponse:
    """Put a document into another collection."""
    document = get_object_or_404(Document, pk=document_id)
    form = DocumentCollectionForm(
        request.POST or None,
        choices=choosable(),
        initial={"collection": document.collection_id},
    )
    if request.method == "POST" and form.is_valid():
        put_in(document, form.cleaned_data["collection"])
        messages.success(request, gettext("見てよい人を変えました。すぐに効きます。"))
        return redirect("documents:collection", document.pk)
    context = {"form": form, "document": document}
    return render(request, "documents/collection.html", context, status=422 if form.errors else 200)
