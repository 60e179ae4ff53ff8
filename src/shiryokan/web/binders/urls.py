"""Addresses of binders."""

from django.urls import path

from shiryokan.web.binders import views

app_name = "binders"
urlpatterns = [
    path("binders/", views.index, name="index"),
    path("binders/add", views.add, name="add"),
    path("binders/<uuid:binder_id>/", views.binder, name="binder"),
    path("binders/<uuid:binder_id>/put", views.put, name="put"),
    path("binders/<uuid:binder_id>/write", views.write, name="write"),
    path("binders/<uuid:binder_id>/pieces/<int:piece_id>", views.piece, name="piece"),
    path("binders/<uuid:binder_id>/delete", views.delete, name="delete"),
    path("binders/<uuid:binder_id>/binder.<slug:suffix>", views.export, name="export"),
]
