from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("documents/", views.DocumentList.as_view(), name="list"),
    path("documents/<slug:slug>/", views.DocumentDetail.as_view(), name="detail"),
    path("documents/<slug:slug>/file/", views.DocumentFile.as_view(), name="file"),
    path("organizations/<slug:slug>/documents/", views.OrganizationDocuments.as_view(), name="of_organization"),
]
