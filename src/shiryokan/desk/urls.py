"""Addresses of the desk, where documents are handed in."""

from django.urls import path

from shiryokan.desk import collections, views

app_name = "desk"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/collections", collections.collections, name="collections"),
    path("documents/<slug:document_id>/collection", collections.shelf, name="shelf"),
    path("desk/batches/<uuid:batch>", views.batch, name="batch"),
    path("desk/batches/<uuid:batch>.json", views.batch_json, name="batch_json"),
]
