from apps.core.renditions import routes

from . import views

app_name = "people"
urlpatterns = [
    *routes("people/", views.PersonList, "list", ["csv"]),
    *routes("people/<slug:slug>/", views.PersonDetail, "detail"),
    *routes("organizations/<slug:slug>/people/", views.OrganizationPeople, "of_organization", ["csv", "svg"]),
]
