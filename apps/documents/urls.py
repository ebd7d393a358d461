from django.urls import path

from apps.core.renditions import routes

from . import views

app_name = "documents"
urlpatterns = [
    *routes("documents/", views.DocumentList, "list", ["csv"]),
    *routes("documents/<slug:slug>/", views.DocumentDetail, "detail"),
    path("documents/<slug:slug>/file/", views.DocumentFile.as_view(), name="file"),
    *routes("organizations/<slug:slug>/documents/", views.OrganizationDocuments, "of_organization"),
]
