"""Addresses of parcels."""

from django.urls import path

from shiryokan.web.parcels import views

app_name = "parcels"
urlpatterns = [
    path("parcels/", views.index, name="index"),
    path("parcels/made.parcel", views.make, name="make"),
    path("parcels/keys", views.keys, name="keys"),
    path("parcels/arrived", views.send, name="send"),
    path("parcels/arrived/<uuid:arrived_id>", views.arrived, name="arrived"),
]
