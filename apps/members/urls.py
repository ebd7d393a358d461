from django.urls import path

from . import views

app_name = "members"
urlpatterns = [
    path("members/", views.MemberList.as_view(), name="list"),
    path("members/<slug:slug>/", views.MemberDetail.as_view(), name="detail"),
    path("organizations/<slug:slug>/members/", views.OrganizationMembers.as_view(), name="of_organization"),
]
