from django.urls import path

from . import views

app_name = "organizations"
urlpatterns = [
    path("organizations/", views.OrganizationList.as_view(), name="list"),
    path("organizations/<slug:slug>/", views.OrganizationDetail.as_view(), name="detail"),
    path("organizations/<slug:slug>/structure/", views.OrganizationStructure.as_view(), name="structure"),
    path("organizations/<slug:slug>/bodies/<slug:body>/", views.BodyDetail.as_view(), name="body"),
]
