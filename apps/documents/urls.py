from django.urls import path

from apps.core.renditions import routes

from . import views

app_name = "documents"
urlpatterns = [
    *routes("documents/", views.DocumentList, "list", ["csv"]),
    path("documents/<slug:slug>/", views.DocumentDetail.as_view(), name="detail"),
    path("documents/<slug:slug>/file/", views.DocumentFile.as_view(), name="file"),
    path("organizations/<slug:slug>/documents/", views.OrganizationDocuments.as_view(), name="of_organization"),
]
