from django.urls import path

from . import change_views as views

app_name = "changes"
urlpatterns = [
    path("changes/", views.Changes.as_view(), name="list"),
    path("changes/<slug:kind>/<int:key>/", views.ChangesOfRecord.as_view(), name="of_record"),
]
