"""The groups of those who work here, with the rights that the tables in `desk.roles` give them."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

from apps.desk.roles import Role, make_roles


def make(apps, schema_editor):
    # Django makes the permissions only after the last migration: a fresh database has none yet.
    for config in installed.get_app_configs():
        create_permissions(config, apps=apps, verbosity=0)
    make_roles(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


def unmake(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=Role.values).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("documents", "0001_initial"),
        ("events", "0001_initial"),
        ("members", "0001_initial"),
        ("people", "0001_initial"),
        ("terms", "0001_initial"),
    ]
    operations = [migrations.RunPython(make, unmake)]
