"""Addresses at which documents are uploaded."""

from django.urls import path

from shiryokan.web.uploads import views

app_name = "uploads"
urlpatterns = [
    path("uploads/", views.upload, name="upload"),
    path("uploads/batches/<uuid:batch>", views.batch, name="batch"),
    path("uploads/batches/<uuid:batch>.json", views.batch_json, name="batch_json"),
    path("rereading/<uuid:batch>", views.rereading, name="rereading"),
    path("rereading/<uuid:batch>.json", views.rereading_json, name="rereading_json"),
]
