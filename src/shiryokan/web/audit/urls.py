"""Addresses of the audit log."""

from django.urls import path

from shiryokan.web.audit import views

app_name = "audit"
urlpatterns = [
    path("documents/<slug:document_id>/history", views.history, name="history"),
    path("desk/deeds", views.deeds, name="deeds"),
    path("desk/deeds.<slug:suffix>", views.deeds_file, name="deeds_file"),
]
