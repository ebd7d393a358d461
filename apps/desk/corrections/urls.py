from django.urls import path

from . import views

app_name = "corrections"
urlpatterns = [
    path("corrections/", views.Corrections.as_view(), name="list"),
    path("corrections/new/<slug:kind>/<int:key>/", views.NewCorrection.as_view(), name="new"),
    path("corrections/of/<slug:kind>/<int:key>/", views.CorrectionsOfRecord.as_view(), name="of_record"),
    path("corrections/<slug:code>/", views.Correction.as_view(), name="detail"),
]
