"""Addresses of the search."""

from django.urls import path, re_path

from shiryokan.web.search.views import files, search, synonyms

app_name = "search"
urlpatterns = [
    path("search", search.search, name="search"),
    path("search/", search.search_with_slash, name="search_with_slash"),
    path("search/synonyms", synonyms.synonyms, name="synonyms"),
    path("search/suggest", search.suggest, name="suggest"),
    re_path(r"^search\.(?P<suffix>csv|xlsx|jsonl?)$", files.search_file, name="search_file"),
]
