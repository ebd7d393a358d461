"""What somebody may do, in the language of the page.

Django keeps the names of permissions in the database, in English (“Can add organisation”). They stay there as they are:
a label is made of what a permission is about (its model, its action), each time it is shown.
"""

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Permission
from django.db import models
from django.utils.translation import gettext, pgettext_lazy

# What the editors' desk knows beyond Django's four verbs.
PUBLISH = "desk.publish"
CHECK_SOURCES = "desk.check_sources"
MANAGE_ACCOUNTS = "desk.manage_accounts"
TRANSLATE = {"kk": "desk.translate_kk", "en": "desk.translate_en"}

ACTIONS = {
    "add": pgettext_lazy("permission", "add"),
    "change": pgettext_lazy("permission", "change"),
    "delete": pgettext_lazy("permission", "delete"),
    "view": pgettext_lazy("permission", "view"),
}


def may_publish(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Say whether somebody decides by themselves what the public sees; the changes of others wait for them."""
    return user.has_perm(PUBLISH)


def may_check_sources(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Say whether somebody may note that a citation was compared with its source."""
    return user.has_perm(CHECK_SOURCES)


def languages_written_by(user: AbstractBaseUser | AnonymousUser) -> tuple[str, ...]:
    """Return the languages in which somebody may write the texts of a record that they may not change otherwise."""
    return tuple(language for language, right in TRANSLATE.items() if user.has_perm(right))


def permission_label(permission: Permission) -> str:
    """Return “Organisations | body | add”; what is left of a model that is gone keeps its code."""
    kind = permission.content_type
    model = kind.model_class()
    if model is None:
        return f"{kind.app_label} | {kind.model} | {permission.codename}"
    action = permission.codename.removesuffix(f"_{kind.model}")
    # A permission that a model names itself has a message there; in the database it stands in the language of that day.
    label = ACTIONS.get(action) or dict(model._meta.permissions).get(permission.codename) or gettext(permission.name)
    return f"{apps.get_app_config(kind.app_label).verbose_name} | {_noun(model)} | {label}"


def _noun(model: type[models.Model]) -> str:
    """Return what a model is about; the model of a history is about the record whose states it keeps."""
    kept = getattr(model, "instance_type", None)
    if kept is None:
        return str(model._meta.verbose_name)
    return gettext("%(noun)s (history)") % {"noun": kept._meta.verbose_name}
