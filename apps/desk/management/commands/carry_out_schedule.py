"""`manage.py carry_out_schedule`: publish and archive what is due. For a timer; see `docs/operations.md`."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from apps.desk.models import Outcome
from apps.desk.schedule import carry_out_due


class Command(BaseCommand):
    help = "Publish and archive the records whose time has come; what could not be done is said, and tried again."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = False
        for carried in carry_out_due(timezone.now()):
            row = carried.row
            what = f"{row.content_type.app_label}.{row.content_type.model} {row.object_id}: {row.to}"
            if carried.problem:
                failed = True
                self.stderr.write(self.style.ERROR(f"{what} – not done: {carried.problem}"))
            elif row.outcome == Outcome.OVERTAKEN:
                self.stdout.write(f"{what} – dropped: the record was archived or deleted meanwhile")
            else:
                self.stdout.write(f"{what} – done")
        if failed:
            sys.exit(1)
