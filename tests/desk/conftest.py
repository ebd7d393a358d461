import pytest
from django.contrib.auth.models import Permission

from apps.desk.translations import keeping


@pytest.fixture
def translator(django_user_model):
    """Make somebody who may only write the texts of some languages."""

    def make(*languages, name="translator"):
        user = django_user_model.objects.create_user(name, password="a-long-password", is_staff=True)
        codenames = [f"translate_{language}" for language in languages]
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        return user

    return make


def row_of(record):
    """Return how the desk has it that a record stands, as of now."""
    return keeping.standing_of(type(record)._base_manager.get(pk=record.pk)).row


def states_of(record):
    row = row_of(record)
    return row.state_kk, row.state_en
