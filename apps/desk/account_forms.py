"""The forms of signing in. allauth checks; here stands what the portal asks besides."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _


class Labelled(forms.Form):
    """Says at a label what a field is for; allauth says it in a placeholder as well, which vanishes as one types."""

    first: str | None = None  # the field in which one begins to type
    labels: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
        if self.first:
            self.fields[self.first].widget.attrs["autofocus"] = True
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {"inputmode": "numeric", "maxlength": 20, "autocapitalize": "off"}


class SignInForm(Labelled, account.LoginForm):
    first = "login"
    labels = {"login": _("User name")}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.user and not self.user.is_active:
            raise get_adapter().validation_error("account_inactive")
        if self.user and not self.user.is_staff:
            raise get_adapter().validation_error("not_staff")
        return cleaned


class ConfirmForm(Labelled, account.ReauthenticateForm):
    first = "password"


class PasswordForm(Labelled, account.ChangePasswordForm):
    first = "oldpassword"
    labels = {
        "oldpassword": _("Present password"),
        "password1": _("New password"),
        "password2": _("New password once more"),
    }


class UsedOnce(Labelled):
    """A code opens once. allauth remembers it for half a minute, but a tolerated one is good for three times that."""

    first = "code"

    def clean_code(self) -> str:
        code = super().clean_code()
        lifetime = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
        if not cache.add(f"desk.code-used:{self.user.pk}:{normalize_user_code(code)}", True, lifetime):
            raise get_factor_adapter().validation_error("incorrect_code")
        return code


class CodeForm(UsedOnce, codes.AuthenticateForm):
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six digits from your authenticator app, or one of your recovery codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )


class ConfirmCodeForm(UsedOnce, codes.ReauthenticateForm):
    code = CodeForm.base_fields["code"]


class SetUpForm(Labelled, ActivateTOTPForm):
    """Keeps its secret until it is set up: who reloads the page or changes its language need not scan it again."""

    code = forms.CharField(
        label=_("Code from the app"),
        help_text=_("Six digits, which change every half minute."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        session = context.request.session
        kept = session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **kwargs)
        if kept:
            self.secret = session[SECRET_SESSION_KEY] = kept
