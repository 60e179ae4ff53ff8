"""The form by which documents are handed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from shiryokan.access.models import Collection
from shiryokan.documents.collections import choosable
from shiryokan.documents.description import Description
from shiryokan.web.documents.origin_fields import OriginFields

MOST_URLS = 50


class ManyFilesInput(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; its value is a list."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Each file checked as one; empty ones are let through, to be refused by name later."""
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class HandInForm(OriginFields):
    """Files or URLs, and what is known of them."""

    files = ManyFilesField(  # type: ignore[assignment]  # hides the form's own attribute
        label=_("PDFファイル"),
        required=False,
        allow_empty_file=True,
        widget=ManyFilesInput(attrs={"accept": ".pdf,application/pdf"}),
    )
    urls = forms.CharField(
        label=_("またはPDFのURL（1行に1つ）"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "inputmode": "url", "spellcheck": "false"}),
    )
    title = forms.CharField(
        label=_("題名"),
        max_length=500,
        required=False,
        help_text=_("空のときは、はじめのページから読み取ります。あとで直せます。"),
    )
    source_url = forms.URLField(
        label=_("公開元URL"), max_length=2000, required=False, assume_scheme="https"
    )

    collection = forms.ModelChoiceField(
        Collection.objects.none(),
        label=_("コレクション"),
        required=False,
        empty_label=_("なし（だれでも）"),
        help_text=_("コレクションに入れた文書は、それを見てよい人だけが見られます。"),
    )

    field_order = (
        *("files", "urls", "title"),
        *OriginFields.base_fields,
        *("source_url", "collection"),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        choices = choosable()
        self.fields["collection"].queryset = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["collection"]

    def clean_urls(self) -> list[str]:
        """The addresses, one a line."""
        urls = [line.strip() for line in self.cleaned_data["urls"].splitlines() if line.strip()]
        if len(urls) > MOST_URLS:
            raise forms.ValidationError(
                _("一度に追加できるURLは%(most)s件までです。"), params={"most": MOST_URLS}
            )
        for url in urls:
            if not url.lower().startswith(("http://", "https://")):
                raise forms.ValidationError(
                    _("%(url)s はURLではありません。https:// から書いてください。"),
                    params={"url": url[:100]},
                )
        return urls

    def clean(self) -> dict[str, Any]:
        """Something must be handed in; one title is for one document."""
        cleaned = super().clean() or self.cleaned_data
        count = len(cleaned.get("files") or []) + len(cleaned.get("urls") or [])
        if count == 0 and not self.errors:
            raise forms.ValidationError(_("PDFファイルを選ぶか、URLを書いてください。"))
        if count > 1 and cleaned.get("title"):
            self.add_error("title", _("題名は、1件だけ追加するときに書けます。"))
        return cleaned

    def description(self) -> Description:
        """What was said of the documents."""
        data = self.cleaned_data
        return Description(
            title=data["title"],
            publisher=data["publisher"],
            council=data["council"],
            meeting=data["meeting"],
            date=data["date"].day,
            date_precision=data["date"].precision,
            source_url=data["source_url"],
            collection=chosen.name if (chosen := data.get("collection")) else "",
        )
