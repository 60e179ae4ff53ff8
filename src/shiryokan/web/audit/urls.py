"""Addresses of the audit log."""

from django.urls import path

from shiryokan.web.audit import views

app_name = "audit"
urlpatterns = [
    path("documents/<slug:document_id>/history", views.history, name="history"),
    path("audit/", views.log, name="log"),
    path("audit.<slug:suffix>", views.file, name="file"),
]
