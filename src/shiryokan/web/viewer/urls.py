"""Addresses of the viewer. A page's address never changes."""

from django.urls import path

from shiryokan.web.viewer.views import documents, files, home, pages

app_name = "viewer"

urlpatterns = [
    path("", home.home, name="home"),
    path("documents/", documents.documents, name="documents"),
    path("documents/<slug:document_id>/", documents.document, name="document"),
    path("documents/<slug:document_id>/original", files.original, name="original"),
    path("documents/<slug:document_id>/find", documents.find_in, name="find"),
    path("documents/<slug:document_id>/go", pages.go, name="go"),
    path("documents/<slug:document_id>/pages/<int:number>", pages.page, name="page"),
    path("documents/<slug:document_id>/pages/<int:number>/quote", pages.quote, name="quote"),
    path("fit", pages.fit, name="fit"),
    path(
        "documents/<slug:document_id>/pages/<int:number>/picture/<slug:size>.<slug:suffix>",
        files.picture,
        name="picture",
    ),
    path(
        "documents/<slug:document_id>/pages/<int:number>/text.<slug:suffix>",
        files.text,
        name="text",
    ),
    path(
        "documents/<slug:document_id>/pages/<int:number>/tables/<int:table_number>.csv",
        files.table,
        name="table",
    ),
    path(
        "documents/<slug:document_id>/pages/<int:number>/citation.<slug:suffix>",
        files.citation,
        name="citation",
    ),
]
