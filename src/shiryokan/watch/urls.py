"""Addresses of saved searches, alerts and feeds."""

from django.urls import path

from shiryokan.watch.views import feeds, reading, searches, unsubscribing

app_name = "watch"
urlpatterns = [
    path("search.atom", feeds.search_feed, name="search_feed"),
    path("alerts/", searches.index, name="searches"),
    path("alerts/new", searches.new, name="new"),
    path("alerts/feed/renew", feeds.renew, name="renew_feed"),
    path("alerts/feed/<slug:key>.atom", feeds.private_feed, name="feed"),
    path("alerts/unsubscribe/<str:token>", unsubscribing.unsubscribe, name="unsubscribe"),
    path("alerts/hits/<int:hit_id>", reading.open_hit, name="open"),
    path("alerts/deliveries/<uuid:delivery_id>/again", reading.again, name="again"),
    path("alerts/<uuid:search_id>/", reading.search, name="search"),
    path("alerts/<uuid:search_id>/read", reading.read, name="read"),
    path("alerts/<uuid:search_id>/try", reading.try_out, name="try"),
    path("alerts/<uuid:search_id>/edit", searches.edit, name="edit"),
    path("alerts/<uuid:search_id>/pause", searches.pause, name="pause"),
    path("alerts/<uuid:search_id>/secret", searches.secret, name="secret"),
    path("alerts/<uuid:search_id>/delete", searches.delete, name="delete"),
]
