"""The form by which documents are handed in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import Any

import msgspec
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from shiryokan.access.models import Collection
from shiryokan.documents.collections import choosable
from shiryokan.documents.description import LONGEST_TITLE, Description
from shiryokan.documents.names import tidy
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
        max_length=LONGEST_TITLE,
        required=False,
        help_text=_("空のときは、はじめのページから読み取ります。あとで直せます。"),
    )
    titles = forms.CharField(
        label=_("それぞれの題名（1行に1件）"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("ファイルの順に、続けてURLの順に。空の行は、はじめのページから読み取ります。"),
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
        *("files", "urls", "title", "titles"),
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

    def clean_titles(self) -> list[str]:
        """The titles, one a line; those after the last that says something are none."""
        lines = [tidy(line, LONGEST_TITLE + 1) for line in self.cleaned_data["titles"].splitlines()]
        while lines and not lines[-1]:
            lines.pop()
        for number, line in enumerate(lines, 1):
            if len(line) > LONGEST_TITLE:
                raise forms.ValidationError(
                    _("%(number)s行目の題名が長すぎます。%(most)s文字までです。"),
                    params={"number": number, "most": LONGEST_TITLE},
                )
        return lines

    def clean(self) -> dict[str, Any]:
        """Something must be handed in; one title is for one document."""
        cleaned = super().clean() or self.cleaned_data
        count = len(cleaned.get("files") or []) + len(cleaned.get("urls") or [])
        if count == 0 and not self.errors:
            raise forms.ValidationError(_("PDFファイルを選ぶか、URLを書いてください。"))
        if count > 1 and cleaned.get("title"):
            message = _("題名は、1件だけ追加するときに書けます。何件かあれば、それぞれの題名に。")
            self.add_error("title", message)
        titles = cleaned.get("titles") or []
        if len(titles) > count > 0:
            message = _("題名が%(titles)s行ありますが、文書は%(count)s件です。")
            params = {"titles": len(titles), "count": count}
            self.add_error("titles", forms.ValidationError(message, params=params))
        return cleaned

    def descriptions(self) -> Iterator[Description]:
        """What was said of each thing in turn, the files first and then the addresses; of all
        further ones what was said of all."""
        said = self.description()
        for title in self.cleaned_data["titles"]:
            yield msgspec.structs.replace(said, title=title or said.title)
        yield from repeat(said)

    def description(self) -> Description:
        """What was said of all the documents."""
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
