"""Addresses of the digest."""

from django.urls import path

from shiryokan.web.digest.views import outsiders, own

app_name = "digest"
urlpatterns = [
    path("digest/", own.index, name="index"),
    path("digest/settings", own.settings, name="settings"),
    path("digest/follow", own.follow_something, name="follow"),
    path("digest/preview", own.preview, name="preview"),
    path("digest/now", own.now, name="now"),
    path("digest/sent/<uuid:digest_id>/", own.sent, name="sent"),
    path("digest/subscribe", outsiders.subscribe, name="subscribe"),
    path("digest/confirm/<str:token>", outsiders.confirm, name="confirm"),
    path("digest/manage/<str:token>", outsiders.manage, name="manage"),
    path("digest/unsubscribe/<str:token>", outsiders.unsubscribe, name="unsubscribe"),
]
