"""Putting right a document's title and origin, where they stand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from shiryokan.access.rules import editors
from shiryokan.audit.actor import person_in
from shiryokan.documents.describing import (
    NEW,
    ChangedMeanwhile,
    Particulars,
    Proposal,
    particulars_of,
    proposals_for,
    redescribe,
)
from shiryokan.documents.file_made import made_text
from shiryokan.documents.models import Council, Document, Origin, Publisher
from shiryokan.web.documents.date_field import written
from shiryokan.web.documents.origin_fields import OriginFields
from shiryokan.web.numbers import whole_number

LONGEST_TITLE = 500
MOST_NAMES = 500
"""Names that are offered in a field; a browser shows those that match what is typed."""
FIELDS = ("title", "publisher", "council", "meeting", "date", "source_url")


class ParticularsForm(OriginFields):
    """A title and an origin. ``seen`` is the code of what the document said when it was shown."""

    title = forms.CharField(
        label=_("題名"), max_length=LONGEST_TITLE, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "max_length": _(
                "題名は%(limit_value)d文字までです（今は%(show_value)d文字）。短くしてください。"
            )
        },
    )  # fmt: skip
    source_url = forms.URLField(
        label=_("公開元URL"), max_length=2000, required=False, assume_scheme="https"
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    origin = forms.RegexField(r"^(?:new|[0-9]{1,18})?$", widget=forms.HiddenInput, required=False)
    """Which origin is edited: its key, ``new``, or nothing for the first."""
    field_order = FIELDS

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for name in ("title", "publisher", "council", "meeting"):
            # a browser would cut what is pasted without a word
            self.fields[name].widget.attrs.pop("maxlength", None)
        self.proposals: dict[str, Proposal] = {}
        self.made = ""
        """When the file was made, where nothing else tells when the document is from."""

    def particulars(self) -> Particulars:
        """What was written; the form is valid."""
        data = self.cleaned_data
        return Particulars(
            title=data["title"],
            publisher=data["publisher"],
            council=data["council"],
            meeting=data["meeting"],
            date=data["date"].day,
            date_precision=data["date"].precision,
            source_url=data["source_url"],
        )

    def go_on_from(self, now: Particulars, **others: str) -> None:
        """Have the form that is shown again begin with what the document says now; what was
        written stays."""
        data = dict(self.data.items()) | {self.add_prefix("seen"): now.code}
        self.data = data | {self.add_prefix(name): value for name, value in others.items()}

    def shown(self) -> list[tuple[Any, str, int]]:
        """The fields that people see, each with what is proposed beside it, and how sure that is;
        nothing where the field says so already."""
        return [(self[name], *self._beside(name)) for name in FIELDS]

    def _beside(self, name: str) -> tuple[str, int]:
        proposal = self.proposals.get(name)
        return (proposal.value, proposal.percent) if proposal else ("", 0)


def form_for(
    document: Document, origin: Origin | None, prefix: str | None = None, *, new: bool = False
) -> Any:
    """The form of what a document says; its blanks hold what the first pages propose."""
    now = particulars_of(document, origin)
    proposed, proposals = proposals_for(document)
    values: dict[str, Any] = {}
    beside: dict[str, Proposal] = {}
    for name in FIELDS:
        own, new = getattr(now, name), getattr(proposed, name)
        empty = own in ("", None) or (name == "title" and not document.title_given)
        values[name] = new if empty and new else own
        if new and name in proposals and (new != own or name == "title"):
            beside[name] = proposals[name]
    source = proposed if now.date is None and proposed.date else now
    values["date"] = written(source.date, source.date_precision)
    values |= {"seen": now.code, "origin": NEW if new else origin.pk if origin else ""}
    form = ParticularsForm(initial=values, prefix=prefix)
    form.proposals = beside
    form.made = "" if values["date"] else made_text(document)
    return form


def origin_asked(document: Document, asked: str) -> Origin | None:
    """The origin that is edited: the one that ``asked`` names, none for ``new``, or the first."""
    if asked == NEW:
        return None
    if asked.isdecimal():
        return get_object_or_404(document.origins, pk=whole_number(asked))
    return document.origin


def names() -> dict[str, list[str]]:
    """The names that are offered."""
    return {
        "publisher_names": list(Publisher.objects.values_list("name", flat=True)[:MOST_NAMES]),
        "council_names": list(
            Council.objects.order_by("name").values_list("name", flat=True).distinct()[:MOST_NAMES]
        ),
    }


def saved(document: Document, form: ParticularsForm) -> bool:
    """Save what a form says; if it cannot be, the form says why, and keeps what was written."""
    if not form.is_valid():
        return False
    try:
        _redescribed(document, form)
    except ChangedMeanwhile as changed:
        form.add_error(None, told(changed))
        # whoever has read what the other wrote may save over it
        form.go_on_from(changed.now)
        return False
    except Origin.DoesNotExist:
        form.add_error(None, _("この出典は、その間に消されました。書いた内容は下に残っています。"))
        form.go_on_from(particulars_of(document, document.origin), origin="")
        return False
    return True


def _redescribed(document: Document, form: ParticularsForm) -> None:
    which, seen = form.cleaned_data["origin"], form.cleaned_data["seen"]
    try:
        redescribe(document.pk, which, form.particulars(), seen)
    except IntegrityError:
        # its publisher was merged into another between being found and being named
        redescribe(document.pk, which, form.particulars(), seen)


def told(changed: ChangedMeanwhile) -> str:
    """That somebody else was there before, who, and what it says now."""
    now = changed.now
    parts = (
        now.title, now.publisher, now.council, now.meeting,
        written(now.date, now.date_precision),
    )  # fmt: skip
    said = "／".join(part for part in parts if part)
    if changed.last is None:
        message = gettext(
            "開いている間に、ほかの人が書き換えました。今は「%(now)s」です。"
            "あなたの書いた内容は下に残っています。もう一度保存すると、置き換わります。"
        )
        return message % {"now": said}
    message = gettext(
        "開いている間に、%(who)sさんが%(at)sに書き換えました。今は「%(now)s」です。"
        "あなたの書いた内容は下に残っています。もう一度保存すると、置き換わります。"
    )
    at = timezone.localtime(changed.last.at).strftime("%H:%M")
    return message % {"who": _who(changed.last.actor), "at": at, "now": said}


def _who(actor: str) -> str:
    number = person_in(actor)
    user = User.objects.filter(pk=number).first() if number else None
    return (user.email or user.get_username()) if user else gettext("資料館")


@editors
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, document_id: str) -> HttpResponse:
    """The form for the title and one origin; ``origin`` names which, ``new`` adds one."""
    document = get_object_or_404(Document, pk=document_id)
    if request.method == "POST":
        form = ParticularsForm(request.POST)
        if saved(document, form):
            messages.success(
                request, gettext("題名と出典を保存しました。シリーズと検索にも反映されます。")
            )
            return redirect("documents:describe", document.pk)
        form.proposals = proposals_for(document)[1]
    else:
        origin = origin_asked(document, request.GET.get("origin", ""))
        form = form_for(document, origin, new=request.GET.get("origin") == NEW)
    context = {"document": document, "form": form, "origins": document.origins.all(), **names()}
    return render(request, "documents/describe.html", context, status=422 if form.errors else 200)
