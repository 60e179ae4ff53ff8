"""Addresses of the desk, where documents are handed in."""

from django.urls import path

from shiryokan.desk import bin, collections, deeds, views

app_name = "desk"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/collections", collections.collections, name="collections"),
    path("documents/<slug:document_id>/collection", collections.shelf, name="shelf"),
    path("documents/<slug:document_id>/delete", bin.delete, name="delete"),
    path("documents/<slug:document_id>/history", deeds.history, name="history"),
    path("desk/bin", bin.bin, name="bin"),
    path("desk/deeds", deeds.deeds, name="deeds"),
    path("desk/deeds.<slug:suffix>", deeds.deeds_file, name="deeds_file"),
    path("desk/batches/<uuid:batch>", views.batch, name="batch"),
    path("desk/batches/<uuid:batch>.json", views.batch_json, name="batch_json"),
]
