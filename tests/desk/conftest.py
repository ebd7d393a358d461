import pytest
from django.contrib.auth.models import Group


@pytest.fixture
def signed_in(client, django_user_model):
    """Return a client that works as somebody with some roles, in a language."""

    def sign_in(*roles, language="en", name="somebody"):
        user, _made = django_user_model.objects.get_or_create(username=name, defaults={"is_staff": True})
        user.groups.set(Group.objects.filter(name__in=roles))
        assert user.groups.count() == len(roles)
        client.force_login(user)
        client.cookies["odaq_language"] = language
        client.user = user
        return client

    return sign_in
