"""Addresses of what is done with documents that are there."""

from django.urls import path

from shiryokan.web.documents import bin, bodies, collections, describing, titles

app_name = "documents"
urlpatterns = [
    path("collections", collections.collections, name="collections"),
    path("titles", titles.titles, name="titles"),
    path("publishers", bodies.bodies, {"kind": "publishers"}, name="publishers"),
    path("councils", bodies.bodies, {"kind": "councils"}, name="councils"),
    path("documents/<slug:document_id>/collection", collections.collection, name="collection"),
    path("documents/<slug:document_id>/describe", describing.describe, name="describe"),
    path("documents/<slug:document_id>/delete", bin.delete, name="delete"),
    path("bin", bin.bin, name="bin"),
]
