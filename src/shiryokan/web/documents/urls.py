"""Addresses of the bin and of collections."""

from django.urls import path

from shiryokan.web.documents import bin, collections

app_name = "documents"
urlpatterns = [
    path("collections", collections.collections, name="collections"),
    path("documents/<slug:document_id>/collection", collections.collection, name="collection"),
    path("documents/<slug:document_id>/delete", bin.delete, name="delete"),
    path("bin", bin.bin, name="bin"),
]
