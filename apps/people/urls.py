from django.urls import path

from apps.core.renditions import routes

from . import views

app_name = "people"
urlpatterns = [
    *routes("people/", views.PersonList, "list", ["csv"]),
    path("people/<slug:slug>/", views.PersonDetail.as_view(), name="detail"),
    path("organizations/<slug:slug>/people/", views.OrganizationPeople.as_view(), name="of_organization"),
]
