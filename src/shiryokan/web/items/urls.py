"""Addresses of fee items. An item's address never changes."""

from django.urls import path

from shiryokan.web.items import export, feeds, index, links, views

app_name = "items"
urlpatterns = [
    path("fees/", index.index, name="index"),
    path("fees/<slug:schedule>/<slug:code>/", views.item, name="item"),
    path("fees/<slug:schedule>/<slug:code>/item.json", export.item_json, name="json"),
    path("fees/<slug:schedule>/<slug:code>/feed.atom", feeds.feed, name="feed"),
    path("fees/<slug:schedule>/<slug:code>/points.csv", export.points_csv, name="points"),
    path("fees/<slug:schedule>/links.<slug:suffix>", links.export_links, name="export_links"),
    path("records/<uuid:record_id>/items", links.links, name="links"),
    path("records/<uuid:record_id>/items/say", links.say_link, name="say_link"),
    path("records/<uuid:record_id>/items/withdraw", links.withdraw_link, name="withdraw_link"),
]
