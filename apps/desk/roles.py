"""Who may do what: role × model × verb × language. `docs/rights.md` is written from these tables.

A model that is not in `KINDS` has no rights at all, and a test fails until somebody has decided.
"""

from django.contrib.auth.models import Group, Permission
from django.db import models
from django.utils.translation import pgettext_lazy

VERBS = ("view", "add", "change", "delete")


class Role(models.TextChoices):
    """The names of the groups; an account has one or several."""

    EDITOR = "editor", pgettext_lazy("role", "editor")
    TRANSLATOR_KK = "translator_kk", pgettext_lazy("role", "translator into Kazakh")
    TRANSLATOR_EN = "translator_en", pgettext_lazy("role", "translator into English")
    PUBLISHER = "publisher", pgettext_lazy("role", "publisher")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "administrator")


NOUN, ROW, ACCOUNT = "noun", "row", "account"

KINDS = {
    "reference.country": NOUN,
    "reference.city": NOUN,
    "reference.topic": NOUN,
    "reference.countryname": ROW,
    "reference.declension": ROW,
    "sources.source": NOUN,
    "sources.citation": ROW,
    "organizations.organization": NOUN,
    "organizations.organizationname": ROW,
    "organizations.organizationlink": ROW,
    "organizations.body": NOUN,
    "organizations.bodyname": ROW,
    "terms.term": NOUN,
    "terms.termform": ROW,
    "members.membership": NOUN,
    "people.person": NOUN,
    "people.personname": ROW,
    "people.post": NOUN,
    "people.tenure": NOUN,
    "events.series": NOUN,
    "events.event": NOUN,
    "events.participation": ROW,
    "documents.document": NOUN,
    "documents.documentlink": ROW,
    "documents.party": ROW,
    "auth.user": ACCOUNT,
    "auth.group": ACCOUNT,
}

# What a role may do with a record of a kind. Of what the public sees, who may not publish can only propose a change.
RIGHTS: dict[Role, dict[str, str]] = {
    Role.EDITOR: {NOUN: "view add change", ROW: "view add change delete", ACCOUNT: ""},
    Role.TRANSLATOR_KK: {NOUN: "view", ROW: "view", ACCOUNT: ""},
    Role.TRANSLATOR_EN: {NOUN: "view", ROW: "view", ACCOUNT: ""},
    Role.PUBLISHER: {NOUN: "view add change delete", ROW: "view add change delete", ACCOUNT: ""},
    Role.ADMINISTRATOR: {NOUN: "view add change delete", ROW: "view add change delete", ACCOUNT: "view add change"},
}
# Roles are made by the portal: nobody makes one up, or changes what one may do.
EXCEPTIONS = {(Role.ADMINISTRATOR, "auth.group"): "view"}

# The languages whose texts a role may write, and what it may do at the desk.
LANGUAGES = {
    Role.EDITOR: "kk en",
    Role.TRANSLATOR_KK: "kk",
    Role.TRANSLATOR_EN: "en",
    Role.PUBLISHER: "kk en",
    Role.ADMINISTRATOR: "kk en",
}
AT_THE_DESK = {
    Role.EDITOR: "check_sources",
    Role.TRANSLATOR_KK: "translate_kk",
    Role.TRANSLATOR_EN: "translate_en",
    Role.PUBLISHER: "publish check_sources translate_kk translate_en",
    Role.ADMINISTRATOR: "publish check_sources translate_kk translate_en manage_accounts",
}


def verbs_of(role: Role, label: str) -> tuple[str, ...]:
    """Return what a role may do with the records of a model (`organizations.body`)."""
    return tuple(EXCEPTIONS.get((role, label), RIGHTS[role][KINDS[label]]).split())


def permissions_of(role: Role) -> set[str]:
    """Return the permissions of a role: `organizations.change_body`, `desk.publish`."""
    found = {f"desk.{right}" for right in AT_THE_DESK[role].split()}
    for label in KINDS:
        app, model = label.split(".")
        found |= {f"{app}.{verb}_{model}" for verb in verbs_of(role, label)}
    return found


def make_roles(groups: type[models.Model] = Group, permissions: type[models.Model] = Permission) -> None:
    """Make the groups, and give each what the tables say: no more, no less. May be done again at any time."""
    known = {
        f"{one.content_type.app_label}.{one.codename}": one
        for one in permissions.objects.select_related("content_type")
    }
    for role in Role:
        group, _made = groups.objects.get_or_create(name=role.value)
        group.permissions.set(known[name] for name in permissions_of(role) if name in known)


def as_markdown() -> str:
    """Write the tables for people: what stands between the marks in `docs/rights.md`."""
    roles = list(Role)
    head = f"| model | {' | '.join(role.value for role in roles)} |\n|---|{'---|' * len(roles)}\n"
    rows = [f"| {label} | {' | '.join(', '.join(verbs_of(role, label)) or '–' for role in roles)} |" for label in KINDS]
    rows.append(f"| texts in | {' | '.join(LANGUAGES[role].replace(' ', ', ') for role in roles)} |")
    rows.append(f"| at the desk | {' | '.join(AT_THE_DESK[role].replace(' ', ', ') or '–' for role in roles)} |")
    return head + "\n".join(rows) + "\n"


def missing_models() -> set[str]:
    """Return the models of the admin of which nobody has said who may do what."""
    from django.contrib import admin

    return {model._meta.label_lower for model in admin.site._registry} - KINDS.keys()


def after_migrate(**kwargs: object) -> None:
    """Keep the roles true after every `migrate`: by then all permissions are there."""
    make_roles()


def role_in_words(group: Group) -> str:
    """Name a group: one of ours in the language of the page, another as it is called."""
    return str(dict(Role.choices).get(group.name, group.name))
