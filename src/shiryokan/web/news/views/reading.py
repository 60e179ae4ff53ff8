"""What the public reads: the list, articles and their editions, topics."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from shiryokan.access.rules import may_edit, public
from shiryokan.instance.public_address import public_address
from shiryokan.news.models import Article, Edition, Topic
from shiryokan.news.shown import of_edition, public_articles
from shiryokan.parcels.taking import came_from
from shiryokan.web.news.blocks import sources_of, viewed
from shiryokan.web.news.linked_data import news_article

PER_PAGE = 20


@public
def index(request: HttpRequest) -> HttpResponse:
    """The published articles, the newest first."""
    return _listed(request, None)


@public
def topic(request: HttpRequest, topic_id: int) -> HttpResponse:
    """The published articles of a topic."""
    used = Topic.objects.filter(articles__edition__isnull=False).distinct()
    return _listed(request, get_object_or_404(used, pk=topic_id))


def _listed(request: HttpRequest, chosen: Topic | None) -> HttpResponse:
    found = public_articles().prefetch_related("topics")
    if chosen is not None:
        found = found.filter(topics=chosen)
    published = Count("articles", filter=Q(articles__edition__isnull=False))
    topics = Topic.objects.annotate(number=published).filter(number__gt=0)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "topic": chosen, "topics": topics, "may_edit": may_edit(request.user)}
    return render(request, "news/index.html", context)


@public
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    """An article in its newest edition; of one that was withdrawn its title and the reason."""
    found = get_object_or_404(Article.objects.select_related("edition"), pk=article_id)
    if found.edition is None:
        last = found.editions.last()
        if last is None or found.withdrawn_at is None:
            # a draft is not even known to be there
            raise Http404
        context = {"article": found, "last": last}
        return render(request, "news/withdrawn.html", context, status=410)
    return _article(request, found, found.edition)


@public
def edition(request: HttpRequest, article_id: int, number: int) -> HttpResponse:
    """An article as it was published once; those of a withdrawn one are withdrawn with it."""
    found = get_object_or_404(
        Edition.objects.select_related("article"),
        article=article_id, number=number, article__edition__isnull=False,
    )  # fmt: skip
    return _article(request, found.article, found)


def _article(request: HttpRequest, found: Article, shown: Edition) -> HttpResponse:
    blocks = of_edition(shown)
    views = viewed(blocks)
    editions = list(found.editions.defer("content"))
    context = {
        "article": found,
        "edition": shown,
        "newest": shown.pk == found.edition_id,
        "blocks": views,
        "sources": sources_of(blocks),
        "stale": sum(len(view.stale) for view in views),
        "hidden": sum(block.hidden for block in blocks),
        "editions": editions,
        "put_right": [each for each in editions if each.amendment],
        "linked_data": news_article(request, found, shown, blocks),
        "address": public_address(request, reverse("news:article", args=[found.pk])),
        "may_edit": may_edit(request.user),
        "parcel": came_from("article", str(found.pk)),
    }
    return render(request, "news/article.html", context)
