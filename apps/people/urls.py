from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("people/", views.PersonList.as_view(), name="list"),
    path("people/<slug:slug>/", views.PersonDetail.as_view(), name="detail"),
    path("organizations/<slug:slug>/people/", views.OrganizationPeople.as_view(), name="of_organization"),
]
