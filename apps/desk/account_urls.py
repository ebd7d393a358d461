"""The addresses of signing in: all there are. allauth's others (sign-up, e-mail, a forgotten password) are closed.

The names are those that allauth asks for. No page is kept by a browser or a proxy: some show a secret.
"""

from typing import Any

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from . import account_views as views


def page(route: str, view: type[Any], name: str) -> URLPattern:
    return path(route, never_cache(view.as_view()), name=name)


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="mfa_index"), name="account"),
    page("login/", views.SignIn, "account_login"),
    page("logout/", views.SignOut, "account_logout"),
    page("reauthenticate/", views.Confirm, "account_reauthenticate"),
    page("password/change/", views.ChangePassword, "account_change_password"),
    page("2fa/", views.Account, "mfa_index"),
    page("2fa/authenticate/", views.EnterCode, "mfa_authenticate"),
    page("2fa/reauthenticate/", views.ConfirmByCode, "mfa_reauthenticate"),
    page("2fa/totp/activate/", views.SetUp, "mfa_activate_totp"),
    page("2fa/totp/deactivate/", views.Remove, "mfa_deactivate_totp"),
    page("2fa/recovery-codes/", views.KeepCodes, "mfa_view_recovery_codes"),
    page("2fa/recovery-codes/generate/", views.NewCodes, "mfa_generate_recovery_codes"),
    page("2fa/recovery-codes/download/", views.DownloadCodes, "mfa_download_recovery_codes"),
]
