"""Addresses of subjects. A subject's address never changes: each that ever led to it still does."""

from django.urls import path

from shiryokan.web.subjects import export, feeds, links, views

app_name = "subjects"
urlpatterns = [
    path("subjects/<uuid:subject_id>/", views.subject, name="subject"),
    path("subjects/<uuid:subject_id>/subject.json", export.subject_json, name="json"),
    path("subjects/<uuid:subject_id>/subject.csv", export.subject_csv, name="csv"),
    path("subjects/<uuid:subject_id>/feed.atom", feeds.feed, name="feed"),
    path("subjects/<uuid:subject_id>/links", links.links, name="links"),
]
