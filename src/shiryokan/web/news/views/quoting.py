"""From words on a page, or a search hit, to a quotation in an article: which words, and in which
article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.rules import editors
from shiryokan.documents.models import Document
from shiryokan.documents.page_places import marked
from shiryokan.documents.pages import page_from_row
from shiryokan.i18n.explanations import explain
from shiryokan.news import desk
from shiryokan.news.content import CitedPlace
from shiryokan.news.errors import NewsError
from shiryokan.news.models import Article, Block
from shiryokan.news.states import TRANSITIONS
from shiryokan.paper.places import boxes_of
from shiryokan.search.lexer import BadQuery
from shiryokan.search.marks import spans_on
from shiryokan.search.question import Question
from shiryokan.web.news.blocks import address_of_block
from shiryokan.web.news.forms import place_at
from shiryokan.web.news.sentences import sentence_around
from shiryokan.web.numbers import whole_number

_MOST_HITS = 10
"""Hits of a page among which one chooses."""
_MOST_ARTICLES = 100


class Offered(NamedTuple):
    """Words that may be quoted, and the address of their place."""

    address: str
    place: CitedPlace
    document: Document


@editors
def quote(request: HttpRequest) -> HttpResponse:
    """Which words are to be quoted and where; and doing it. ``place`` is the address of a place;
    ``document``, ``page`` and ``q`` are a search hit's."""
    offered = list(_offered(request.POST if request.method == "POST" else request.GET))
    status = 200
    if request.method == "POST" and offered:
        try:
            made = _quoted(request, offered[0].place)
        except NewsError as error:
            messages.error(request, explain(error.code, error.details, gettext).whole)
            status = 422
        else:
            messages.success(request, gettext("引用の段を足しました。"))
            return redirect(address_of_block(made.article, made))
    if not offered:
        messages.error(request, explain("news_place", {}, gettext).whole)
        status = 422
    user = cast("User", request.user)
    articles = _writable()
    own = next((each.pk for each in articles if each.by_id == user.pk), 0)
    context = {
        "offered": offered,
        "articles": articles,
        "chosen": whole_number(request.POST.get("article", "")) or own,
        "title": request.POST.get("title", ""),
        "text": request.POST.get("text", ""),
    }
    return render(request, "news/quote.html", context, status=status)


def _offered(given: QueryDict) -> Sequence[Offered]:
    address = given.get("place", "")
    addresses = [address] if address else _of_hit(given)
    found = []
    for each in addresses:
        try:
            place = place_at(each)
        except NewsError:
            continue
        found.append(Offered(each, place, Document.objects.get(pk=place.document)))
    return found


def _of_hit(given: QueryDict) -> list[str]:
    """The addresses of the sentences in which a query's words stand on a page, each once."""
    document = Document.objects.filter(pk=given.get("document", "")[:64]).first()
    number = whole_number(given.get("page", ""))
    row = document.pages.filter(number=number).first() if document and number else None
    if document is None or row is None:
        return []
    page = page_from_row(row)
    try:
        asked = Question(text=given.get("q", "").strip(), exact="exact" in given).query()
    except BadQuery:
        return []
    path = reverse("viewer:page", args=[document.pk, row.number])
    hits = spans_on(page, None, None, asked)[:_MOST_HITS]
    boxes = boxes_of(page, [sentence_around(page, hit) for hit in hits])
    return list(dict.fromkeys(marked(path, each) for each in boxes if each))


def _writable() -> list[Article]:
    """Articles that can be written in: drafts first, the newest first."""
    states = TRANSITIONS["write"]
    first = Case(When(state="draft", then=Value(0)), default=Value(1), output_field=IntegerField())
    found = Article.objects.filter(state__in=states).alias(rank=first)
    return list(found.order_by("rank", "-changed_at", "-id")[:_MOST_ARTICLES])


@transaction.atomic
def _quoted(request: HttpRequest, place: CitedPlace) -> Block:
    user = cast("User", request.user)
    wanted = whole_number(request.POST.get("article", "")) or 0
    if wanted:
        article = Article.objects.filter(pk=wanted).first()
        if article is None:
            raise NewsError("news_state")
    else:
        article = desk.new_article(user, request.POST.get("title", ""))
    # a quotation at the end writes over nothing, so the version there is now is the right one
    return desk.add_block(
        article, article.version, user, kind=Block.Kind.QUOTATION,
        text=request.POST.get("text", ""), cited=[place],
    )  # fmt: skip
