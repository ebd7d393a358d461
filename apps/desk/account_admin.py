"""Signing in to the admin, and a lost second factor of somebody else."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from . import second_factor

RIGHTS = ("auth.change_user", "desk.manage_accounts")  # either is enough

admin.site.login = secure_admin_login(admin.site.login)
for model in (EmailAddress, EmailConfirmation, Authenticator):  # nobody edits them by hand
    if admin.site.is_registered(model):
        admin.site.unregister(model)


def may_remove(actor: User, account: User) -> bool:
    """Tell whether somebody may take a factor away: never their own here, and that of a superuser only as one."""
    if actor.pk == account.pk or (account.is_superuser and not actor.is_superuser):
        return False
    return any(actor.has_perm(right) for right in RIGHTS)


@require_http_methods(["GET", "HEAD", "POST"])
def second_factor_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whether an account has a second factor; a lost one is removed, which the account's history keeps."""
    if not any(request.user.has_perm(right) for right in RIGHTS):
        raise PermissionDenied
    account = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        if not may_remove(request.user, account):
            raise PermissionDenied
        if second_factor.remove(account):
            log = [{"deleted": {"name": "second factor", "object": account.get_username()}}]
            admin.site.get_model_admin(User).log_change(request, account, log)
            messages.success(request, _("The second factor was removed: %(name)s.") % {"name": account.get_username()})
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[account.pk]))
    context = {
        **admin.site.each_context(request),
        "title": _("Second factor: %(name)s") % {"name": account.get_username()},
        "account": account,
        "opts": User._meta,
        "factor": second_factor.of(account).filter(type=Authenticator.Type.TOTP).first(),
        "codes_left": second_factor.codes_left(account),
        "is_required": second_factor.is_required_of(account),
        "is_own": account.pk == request.user.pk,
        "may_remove": may_remove(request.user, account),
    }
    return TemplateResponse(request, "admin/portal/second_factor.html", context)
