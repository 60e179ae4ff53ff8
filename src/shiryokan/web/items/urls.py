"""Addresses of fee items. An item's address never changes."""

from django.urls import path

from shiryokan.web.items import export, views

app_name = "items"
urlpatterns = [
    path("fees/", views.index, name="index"),
    path("fees/<slug:schedule>/<slug:code>/", views.item, name="item"),
    path("fees/<slug:schedule>/<slug:code>/item.json", export.item_json, name="json"),
    path("fees/<slug:schedule>/<slug:code>/points.csv", export.points_csv, name="points"),
]
