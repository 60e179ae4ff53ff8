"""Addresses of saved searches, alerts and feeds."""

from django.urls import path

from shiryokan.web.alerts.views import feeds, hits, searches, unsubscribe

app_name = "alerts"
urlpatterns = [
    path("search.atom", feeds.search_feed, name="search_feed"),
    path("alerts/", searches.index, name="searches"),
    path("alerts/new", searches.new, name="new"),
    path("alerts/feed/renew", feeds.renew, name="renew_feed"),
    path("alerts/feed/<slug:key>.atom", feeds.private_feed, name="feed"),
    path("alerts/unsubscribe/<str:token>", unsubscribe.unsubscribe, name="unsubscribe"),
    path("alerts/hits/<int:hit_id>", hits.open_hit, name="open"),
    path("alerts/deliveries/<uuid:delivery_id>/again", hits.again, name="again"),
    path("alerts/<uuid:search_id>/", hits.search, name="search"),
    path("alerts/<uuid:search_id>/read", hits.read, name="read"),
    path("alerts/<uuid:search_id>/try", hits.try_out, name="try"),
    path("alerts/<uuid:search_id>/edit", searches.edit, name="edit"),
    path("alerts/<uuid:search_id>/pause", searches.pause, name="pause"),
    path("alerts/<uuid:search_id>/secret", searches.secret, name="secret"),
    path("alerts/<uuid:search_id>/delete", searches.delete, name="delete"),
]
