"""Signing in and out, and what somebody does with their own password and second factor.

allauth knows how; the pages, and what is said where, are the portal's own.
"""

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.mixins import NextRedirectMixin
from allauth.mfa.base import views as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp import views as totp
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import ContextMixin, TemplateView

from . import second_factor

TOO_MANY = {"too_many_login_attempts", "rate_limited"}
WAIT = "300"  # seconds, as ACCOUNT_RATE_LIMITS has it


class AccountPage(ContextMixin):
    """A page with a title; its form, sent too often, is answered with 429 and what stood in it."""

    title: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=self.title, **kwargs) | {"title": self.title}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        form = context.get("form")
        found = form.errors.as_data().values() if form is not None and form.is_bound else ()
        if not TOO_MANY & {error.code for errors in found for error in errors}:
            return super().render_to_response(context, **kwargs)
        return super().render_to_response(context, status=429, headers={"Retry-After": WAIT}, **kwargs)


class SignIn(AccountPage, account.LoginView):
    title = _("Sign in")


class SignOut(AccountPage, account.LogoutView):
    title = _("Sign out")


class ChangePassword(AccountPage, account.PasswordChangeView):
    title = _("Change the password")
    success_url = reverse_lazy("mfa_index")


class Confirm(AccountPage, account.ReauthenticateView):
    title = _("Confirm that it is you")


class ConfirmByCode(AccountPage, codes.ReauthenticateView):
    title = _("Confirm that it is you")


class EnterCode(AccountPage, codes.AuthenticateView):
    title = _("Code of the second factor")

    def _build_forms(self) -> Any:
        """Make the one form there is: a request without a code is a form left empty, not a security key."""
        sent = self.request.POST if self.request.method == "POST" else None
        self.webauthn_form = None
        self.auth_form = self.get_form_class()(user=self.stage.login.user, data=sent)
        return self.auth_form


class Account(AccountPage, codes.IndexView):
    title = _("Signing in")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        factors = {factor.type: factor for factor in second_factor.of(user)}
        codes = factors.get(Authenticator.Type.RECOVERY_CODES)
        return super().get_context_data(**kwargs) | {
            "factor": factors.get(Authenticator.Type.TOTP),
            "codes_left": second_factor.codes_left(user) if codes else 0,
            "codes_to_keep": bool(codes) and not codes.wrap().did_view,
            "is_required": second_factor.is_required_of(user),
        }


class SetUp(AccountPage, NextRedirectMixin, totp.ActivateTOTPView):
    title = _("Set up the second factor")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and second_factor.is_set_up(request.user):
            return HttpResponseRedirect(self.get_next_url() or reverse("mfa_index"))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
        return context | {"secret": groups, "is_required": second_factor.is_required_of(self.request.user)}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response = super().form_valid(form)
        except IntegrityError:  # sent twice at the same moment: the other one has set it up
            return HttpResponseRedirect(reverse("mfa_index"))
        second_factor.note_as_shown(self.request)
        return response

    def get_success_url(self) -> str:
        return self.passthrough_next_url(reverse("mfa_view_recovery_codes"))


class Remove(AccountPage, totp.DeactivateTOTPView):
    title = _("Remove the second factor")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(is_required=second_factor.is_required_of(self.request.user), **kwargs)


class NewCodes(AccountPage, recovery.GenerateRecoveryCodesView):
    title = _("New recovery codes")


class OwnCodes(LoginRequiredMixin):
    """The recovery codes of whoever asks, after a confirmation."""

    codes: RecoveryCodes | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            found = second_factor.of(request.user).filter(type=Authenticator.Type.RECOVERY_CODES).first()
            raise_if_reauthentication_required(request, app="allauth.mfa")
            self.codes = found.wrap() if found and second_factor.is_readable(found) else None
        return super().dispatch(request, *args, **kwargs)

    def codes_to_keep(self) -> list[str]:
        """Return them until somebody has said that they are kept; never again after that."""
        return [] if self.codes is None or self.codes.did_view else self.codes.get_unused_codes()


class KeepCodes(OwnCodes, AccountPage, NextRedirectMixin, TemplateView):
    template_name = "mfa/recovery_codes/index.html"
    title = _("Recovery codes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        left = second_factor.codes_left(self.request.user)
        return super().get_context_data(codes=self.codes_to_keep(), left=left, has_codes=bool(self.codes), **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.codes is not None:
            self.codes.mark_as_viewed()
        return HttpResponseRedirect(self.get_next_url() or reverse("mfa_index"))


class DownloadCodes(OwnCodes, TemplateView):
    template_name = "mfa/recovery_codes/download.txt"

    def get(self, request: HttpRequest) -> HttpResponse:
        codes = self.codes_to_keep()
        if not codes:
            raise Http404
        response = self.render_to_response({"codes": codes}, content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="odaq-recovery-codes.txt"'
        return response
