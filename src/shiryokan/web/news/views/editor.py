"""The editor of an article: plain forms, one block at a time, so that it works by keyboard and
without script. Every form carries the version that it was made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.rules import editors
from shiryokan.documents.models import Document
from shiryokan.i18n.explanations import explain
from shiryokan.news import content, desk, publishing
from shiryokan.news.errors import NewsError, Stale
from shiryokan.news.models import Article, Block
from shiryokan.news.shown import shown
from shiryokan.news.states import steps_from
from shiryokan.news.tables import has_tables, table_of
from shiryokan.web.news.blocks import PER_PAGE, address_of_block, viewed
from shiryokan.web.news.forms import kept_quotes, places_of, staying, version_of
from shiryokan.web.numbers import whole_number

_WITH_PLACES = ("statement", "quotation", "picture")


def _article_or_404(article_id: int) -> Article:
    return get_object_or_404(Article.objects.select_related("edition", "by"), pk=article_id)


def _told(error: NewsError) -> str:
    return explain(error.code, error.details, gettext).whole


@editors
def edit(request: HttpRequest, article_id: int) -> HttpResponse:
    """The article's blocks, and all that can be done with it."""
    return _editor(request, _article_or_404(article_id))


def _editor(
    request: HttpRequest, article: Article, typed: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    user = cast("User", request.user)
    rows = article.blocks.prefetch_related("citations")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    views = viewed(shown([content.from_row(row) for row in page.object_list]))
    documents = {article.old_document, article.new_document} - {""}
    sees = Document.objects.filter(pk__in=documents).count() == len(documents)
    steps = steps_from(article.state)
    fields = typed or {
        "title": article.title,
        "summary": article.summary,
        "topics": "、".join(topic.name for topic in article.topics.all()),
        "amendment": article.amendment,
    }
    context = {
        "article": article,
        "fields": fields,
        "typed": typed,
        "page": page,
        "blocks": views,
        "kinds": _kinds(article),
        "may_write": "write" in steps,
        "steps": steps,
        "may_approve": publishing.may_approve(article, user),
        "left_out": article.left_out if sees else [],
        "why": _whys(),
        "was_published": article.editions.exists(),
    }
    return render(request, "news/edit.html", context, status=status)


def _kinds(article: Article) -> list[tuple[str, str]]:
    return [
        (value, str(label))
        for value, label in Block.Kind.choices
        if value != "table" or has_tables(article)
    ]


def _whys() -> dict[str, str]:
    return {
        "place": gettext("符号の示すものが一つに決まりません。"),
        "worth": gettext("示す場所に点数や文が見つかりません。"),
        "alike": gettext("似たものが消えたか加わっていて、同じものかもしれません。"),
        "elsewhere": gettext("もう一方の版にも、ほかの場所に同じ語があります。"),
        "kind": gettext("分かれたか合わさったらしいものです。"),
    }


@editors
def preview(request: HttpRequest, article_id: int) -> HttpResponse:
    """The working copy as it would be read."""
    article = _article_or_404(article_id)
    views = viewed(shown(content.from_article(article)))
    return render(request, "news/preview.html", {"article": article, "blocks": views})


@editors
@require_POST
def describe(request: HttpRequest, article_id: int) -> HttpResponse:
    """Change title, summary, topics and amendment."""
    article = _article_or_404(article_id)
    typed = {
        name: request.POST.get(name, "") for name in ("title", "summary", "topics", "amendment")
    }
    try:
        desk.describe(article, version_of(request), cast("User", request.user), **typed)
    except NewsError as error:
        messages.error(request, _told(error))
        # what was typed stays in the form, beside what is there now
        status = 409 if isinstance(error, Stale) else 422
        return _editor(request, _article_or_404(article_id), typed, status)
    messages.success(request, gettext("書き込みました。"))
    return redirect("news:edit", article.pk)


@editors
def add(request: HttpRequest, article_id: int) -> HttpResponse:
    """Put a block in: its form, and doing it."""
    article = _article_or_404(article_id)
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    if kind not in dict(_kinds(article)):
        kind = "statement"
    behind = whole_number(request.POST.get("after") or request.GET.get("after", "")) or 0
    if request.method != "POST":
        return _form(request, article, kind, None, {"after": behind})

    def put_in() -> Block:
        data, cited = _sent(request, article, kind)
        return desk.add_block(
            article, version_of(request), cast("User", request.user), kind=kind,
            text=request.POST.get("text", ""), data=data, cited=cited, after_block=behind,
        )  # fmt: skip

    return _written(request, article, kind, None, put_in)


@editors
def block(request: HttpRequest, article_id: int, block_id: int) -> HttpResponse:
    """Change a block: its form, and doing it. Of a document that the editor may not see no word is
    shown, and nothing can be changed."""
    article = _article_or_404(article_id)
    row = get_object_or_404(article.blocks.prefetch_related("citations"), pk=block_id)
    if shown([content.from_row(row)])[0].hidden:
        raise Http404
    if request.method != "POST":
        return _form(request, article, row.kind, row, {})

    def change() -> Block:
        if row.kind == "table":
            data, cited = None, None
        else:
            data, added = _sent(request, article, row.kind, needed=False)
            cited = [*staying(request, row), *added]
            if row.kind in ("quotation", "picture") and not cited:
                raise NewsError("news_place")
        desk.change_block(
            article, version_of(request), cast("User", request.user), row.pk,
            text=request.POST.get("text", ""), data=data, cited=cited,
        )  # fmt: skip
        return row

    return _written(request, article, row.kind, row, change)


def _sent(
    request: HttpRequest, article: Article, kind: str, *, needed: bool = True
) -> tuple[dict[str, Any] | None, list[content.CitedPlace]]:
    """The data and the citations that a form sends."""
    if kind == "link":
        return {"address": request.POST.get("address", "")}, []
    if kind == "table":
        return table_of(article, request.POST.get("code", "").strip()[:40])
    if kind not in _WITH_PLACES:
        return None, []
    cited = places_of(request, whole_pages=kind == "picture")
    if needed and kind != "statement" and not cited:
        raise NewsError("news_place")
    return None, cited


def _written(
    request: HttpRequest, article: Article, kind: str, row: Block | None, write: Callable[[], Block]
) -> HttpResponse:
    """Do it and lead back to where the block stands; or show the form again with all that was
    typed, and what is there now where somebody else was faster."""
    try:
        made = write()
    except Block.DoesNotExist:
        raise Http404 from None
    except NewsError as error:
        messages.error(request, _told(error))
        stale = isinstance(error, Stale)
        fresh = _article_or_404(article.pk)
        now = fresh.blocks.filter(pk=row.pk).first() if row is not None and stale else None
        extra = {"stale": stale, "now": now, "after": request.POST.get("after", "")}
        return _form(request, fresh, kind, row, extra, 409 if stale else 422)
    messages.success(request, gettext("書き込みました。"))
    return redirect(address_of_block(article, made))


def _form(
    request: HttpRequest, article: Article, kind: str, row: Block | None,
    extra: dict[str, Any], status: int = 200,
) -> HttpResponse:  # fmt: skip
    posted = request.method == "POST"
    views = viewed(shown([content.from_row(row)])) if row is not None else []
    cited = list(row.citations.all()) if row is not None else []
    keep = set(request.POST.getlist("keep"))
    context = {
        "article": article,
        "kind": kind,
        "kinds": _kinds(article),
        "kind_title": dict(_kinds(article)).get(kind, ""),
        "row": row,
        "text": request.POST.get("text", "") if posted else row.text if row else "",
        "address": request.POST.get("address") or (row.data.get("address", "") if row else ""),
        "code": request.POST.get("code", ""),
        "places": request.POST.get("places") or request.GET.get("place", ""),
        "with_places": kind in _WITH_PLACES,
        "quotes": kept_quotes(cast("User", request.user)) if kind in _WITH_PLACES else [],
        "cited": [
            (each, view, not posted or str(each.pk) in keep)
            for each, view in zip(cited, views[0].citations if views else [], strict=False)
        ],
        **extra,
    }
    return render(request, "news/block.html", context, status=status)


@editors
@require_POST
def move(request: HttpRequest, article_id: int, block_id: int) -> HttpResponse:
    """Let a block change places with its neighbour."""
    up = request.POST.get("to") == "up"

    def moved(article: Article, user: User) -> None:
        desk.move_block(article, version_of(request), user, block_id, up=up)

    return _done(request, article_id, moved, block_id)


@editors
@require_POST
def delete_block(request: HttpRequest, article_id: int, block_id: int) -> HttpResponse:
    """Take a block out, or a heading with all below it."""
    section = request.POST.get("section") == "yes"

    def gone(article: Article, user: User) -> None:
        count = desk.delete_block(article, version_of(request), user, block_id, section=section)
        messages.success(request, gettext("%(count)s個の段を消しました。") % {"count": count})

    return _done(request, article_id, gone)


@editors
@require_POST
def step(request: HttpRequest, article_id: int) -> HttpResponse:
    """Take an article a step on: sent, approved, taken back, withdrawn, opened again."""
    wanted, version = request.POST.get("step", ""), version_of(request)

    def taken(article: Article, user: User) -> None:
        match wanted:
            case "send":
                publishing.send(article, version, user)
            case "take_back":
                publishing.take_back(article, version, user)
            case "approve":
                at = request.POST.get("at", "").strip()
                moment = parse_moment(at) if at else None
                publishing.approve(article, version, user, moment)
            case "withdraw":
                publishing.withdraw(article, version, user, request.POST.get("because", ""))
            case "reopen":
                publishing.reopen(article, version, user)
            case _:
                raise NewsError("news_state")

    return _done(request, article_id, taken)


def parse_moment(text: str) -> Any:
    """A moment as a form's field has it, in the time zone of the house; :class:`NewsError` for what
    is none."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise NewsError("news_past")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


@editors
@require_POST
def delete(request: HttpRequest, article_id: int) -> HttpResponse:
    """Delete a draft that was never published."""
    article = _article_or_404(article_id)
    try:
        desk.delete_article(article, version_of(request))
    except NewsError as error:
        messages.error(request, _told(error))
        return redirect("news:edit", article.pk)
    messages.success(request, gettext("下書きを消しました。"))
    return redirect("news:desk")


def _done(
    request: HttpRequest, article_id: int, do: Callable[[Article, User], None], block_id: int = 0
) -> HttpResponse:
    article = _article_or_404(article_id)
    try:
        do(article, cast("User", request.user))
    except Block.DoesNotExist:
        raise Http404 from None
    except NewsError as error:
        messages.error(request, _told(error))
    row = article.blocks.filter(pk=block_id).first() if block_id else None
    if row is not None:
        return redirect(address_of_block(article, row))
    page = whole_number(request.POST.get("page", ""))
    path = reverse("news:edit", args=[article.pk])
    return redirect(f"{path}?page={page}" if page else path)
