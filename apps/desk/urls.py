from django.urls import path

from . import views

app_name = "desk"
urlpatterns = [
    path("changes/", views.Changes.as_view(), name="changes"),
    path("changes/<slug:kind>/<int:key>/", views.ChangesOfRecord.as_view(), name="changes_of"),
]
