"""A way back for the only administrator, whose phone and recovery codes are gone."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.desk import second_factor


class Command(BaseCommand):
    help = "Removes the second factor and the recovery codes of an account; signing in leads to setting it up anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name of the account")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        try:
            account = get_user_model().objects.get_by_natural_key(name)
        except get_user_model().DoesNotExist as error:
            raise CommandError(f"There is no account “{name}”.") from error
        removed = second_factor.remove(account)
        self.stdout.write(f"Removed the second factor of {name}." if removed else f"{name} had no second factor.")
