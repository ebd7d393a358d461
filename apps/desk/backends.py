"""What an account may do, asked for once."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission, User
from django.db import models


class DeskBackend(AuthenticationBackend):
    """Reads the rights of an account and of its roles in one query, where Django asks two."""

    def get_all_permissions(self, user_obj: User, obj: models.Model | None = None) -> set[str]:
        is_known = hasattr(user_obj, "_perm_cache") or user_obj.is_superuser
        if is_known or not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return super().get_all_permissions(user_obj, obj)
        own, of_roles = (
            Permission.objects.filter(condition).order_by().values_list("content_type__app_label", "codename")
            for condition in (models.Q(user=user_obj), models.Q(group__user=user_obj))
        )
        user_obj._perm_cache = {f"{app}.{codename}" for app, codename in own.union(of_roles)}
        return user_obj._perm_cache
