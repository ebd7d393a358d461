from django.urls import path

from apps.core.renditions import routes

from . import views

app_name = "organizations"
urlpatterns = [
    *routes("organizations/", views.OrganizationList, "list", ["csv"]),
    path("organizations/<slug:slug>/", views.OrganizationDetail.as_view(), name="detail"),
    path("organizations/<slug:slug>/structure/", views.OrganizationStructure.as_view(), name="structure"),
    path("organizations/<slug:slug>/bodies/<slug:body>/", views.BodyDetail.as_view(), name="body"),
]
