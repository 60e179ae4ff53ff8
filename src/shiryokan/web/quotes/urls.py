"""Addresses of quotes. A quote's address never changes."""

from django.urls import path

from shiryokan.web.quotes import export, views

app_name = "quotes"
urlpatterns = [
    path("quotes/", views.index, name="index"),
    path("quotes/keep", views.keep, name="keep"),
    path("quotes/annotations.jsonld", export.collection, name="annotations"),
    path("quotes/<uuid:quote_id>/", views.quote, name="quote"),
    path("quotes/<uuid:quote_id>/annotation.jsonld", export.annotation, name="annotation"),
    path("quotes/<uuid:quote_id>/share", views.share, name="share"),
    path("quotes/<uuid:quote_id>/delete", views.delete, name="delete"),
]
