"""The accounts of those who work here, and their groups, in the admin."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.contrib.auth.models import Group, Permission, User
from django.db import models
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .permissions import permission_label


class PermissionsInWords:
    """Names the permissions that can be chosen in the language of the page."""

    def formfield_for_manytomany(self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None and db_field.remote_field.model is Permission:
            field.label_from_instance = permission_label
        return field


class PasswordForm(AdminPasswordChangeForm):
    # Django's own puts an English sentence, in the language in which the process began, beneath the other.
    usable_password_help_text = format_lazy(
        '{who}<ul id="id_unusable_warning" class="messagelist"><li class="warning">{lost}</li></ul>',
        who=AdminUserCreationForm.usable_password_help_text,
        lost=_("If disabled, the current password for this user will be lost."),
    )


admin.site.unregister([User, Group])


RIGHTS = ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")


@admin.register(User)
class AccountAdmin(PermissionsInWords, UserAdmin):
    """Who may change accounts gives roles, and nothing more: no one makes themselves or others more than they are."""

    change_password_form = PasswordForm

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Sequence[str]:
        fields = super().get_readonly_fields(request, obj)
        if request.user.is_superuser:
            return fields
        own = RIGHTS if obj is not None and obj.pk == request.user.pk else ("is_superuser", "user_permissions")
        return [*fields, *own]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """The account of a superuser, and with it its password, is changed by superusers only."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)


@admin.register(Group)
class RoleAdmin(PermissionsInWords, GroupAdmin):
    pass
