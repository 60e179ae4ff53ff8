"""Addresses at which documents are uploaded."""

from django.urls import path

from shiryokan.web.uploads import views

app_name = "uploads"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/batches/<uuid:batch>", views.batch, name="batch"),
    path("desk/batches/<uuid:batch>.json", views.batch_json, name="batch_json"),
]
