"""Addresses of the news. An article's address never changes."""

from django.urls import path

from shiryokan.web.news.views import board, editor, feeds, quoting, reading, replacement

app_name = "news"
urlpatterns = [
    path("news/", reading.index, name="index"),
    path("news.atom", feeds.atom, name="atom"),
    path("news.json", feeds.json_feed, name="json"),
    path("news/topics/<int:topic_id>/", reading.topic, name="topic"),
    path("news/<int:article_id>/", reading.article, name="article"),
    path("news/<int:article_id>/editions/<int:number>", reading.edition, name="edition"),
    path("news/desk/", board.board, name="desk"),
    path("news/desk/new", board.new, name="new"),
    path("news/desk/draft", board.draft, name="draft"),
    path("news/desk/draft/finds/<int:find_id>", replacement.draft, name="draft_of_find"),
    path("news/desk/quote", quoting.quote, name="quote"),
    path("news/desk/<int:article_id>/", editor.edit, name="edit"),
    path("news/desk/<int:article_id>/preview", editor.preview, name="preview"),
    path("news/desk/<int:article_id>/describe", editor.describe, name="describe"),
    path("news/desk/<int:article_id>/add", editor.add, name="add"),
    path("news/desk/<int:article_id>/blocks/<int:block_id>", editor.block, name="block"),
    path("news/desk/<int:article_id>/blocks/<int:block_id>/move", editor.move, name="move"),
    path(
        "news/desk/<int:article_id>/blocks/<int:block_id>/delete",
        editor.delete_block,
        name="delete_block",
    ),
    path("news/desk/<int:article_id>/step", editor.step, name="step"),
    path("news/desk/<int:article_id>/delete", editor.delete, name="delete"),
]
