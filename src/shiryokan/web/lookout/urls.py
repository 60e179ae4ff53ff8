"""Addresses of the lookout and of councils."""

from django.urls import path

from shiryokan.web.lookout import boards, councils, feeds, finds

app_name = "lookout"
urlpatterns = [
    path("lookout/", boards.board, name="board"),
    path("lookout/add", boards.add, name="add"),
    path("lookout/finds", finds.finds, name="finds"),
    path("lookout/finds.atom", feeds.finds_feed, name="feed"),
    path("lookout/finds/<int:find_id>/", finds.find, name="find"),
    path("lookout/pages/<int:watched_id>/", boards.page, name="page"),
    path("lookout/pages/<int:watched_id>/active", boards.active, name="active"),
    path("council/", councils.councils, name="councils"),
    path("council/<int:council_id>/", councils.council, name="council"),
]
