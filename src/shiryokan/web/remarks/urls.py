"""Addresses of remarks."""

from django.urls import path

from shiryokan.web.remarks import views

app_name = "remarks"
urlpatterns = [
    path("remarks/", views.index, name="index"),
    path("remarks/new", views.new, name="new"),
    path("remarks.<slug:suffix>", views.export, name="export"),
    path("remarks/<uuid:remark_id>/", views.edit, name="edit"),
    path("remarks/<uuid:remark_id>/seen", views.seen, name="seen"),
    path("remarks/<uuid:remark_id>/delete", views.delete, name="delete"),
]
