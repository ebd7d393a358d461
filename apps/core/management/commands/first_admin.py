"""Give a fresh portal its first sign-in."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Makes the user “admin” with a generated password if nobody can sign in yet; says how to sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        users = get_user_model().objects
        note = settings.VAR / "first-sign-in.txt"
        if not users.filter(is_superuser=True, is_active=True).exists():
            password = secrets.token_urlsafe(12)
            users.create_superuser("admin", password=password)
            note.touch(mode=0o600)
            note.write_text(f"user name: admin\npassword:  {password}\n")
        if note.exists():
            self.stdout.write(f"Sign in to the admin with:\n{note.read_text().rstrip()}")
        else:
            self.stdout.write("Sign in with an account of yours; `manage.py changepassword NAME` sets a new password.")
        if settings.MFA_REQUIRED:
            self.stdout.write("An administrator also needs an authenticator app: signing in leads to setting it up.")
        else:
            self.stdout.write("No second factor is asked for (MFA_REQUIRED=0): for development and trials only.")
