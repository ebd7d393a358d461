"""The Kazakh cases of a record's name, as its page shows them to writers."""

from typing import NamedTuple

from django.db import models
from django.utils.functional import cached_property

from apps.core.declension import CaseForms, declined

from .choices import IN_KAZAKH, Case, InKazakh, NamePart
from .models import Declension


class CaseForm(NamedTuple):
    case: Case
    in_kazakh: InKazakh
    form: str


class DeclinedName(NamedTuple):
    part: NamePart
    rows: list[CaseForm]


def kazakh_names(record: models.Model) -> dict[NamePart, str]:
    """Return what of a record is declined: its Kazakh name, and its Kazakh abbreviation where it has one.

    Of a record that the page calls by its name of another day, it is that name.
    """
    called = getattr(record, "called", {})
    names = {part: called.get(part, {}).get("kk") or getattr(record, f"{part}_kk", None) for part in NamePart}
    return {part: name for part, name in names.items() if name}


class Declensions:
    """The declined names of one record: what an editor wrote, and by rule what nobody did. It costs one query."""

    def __init__(self, record: models.Model) -> None:
        self.record = record

    @cached_property
    def corrected(self) -> dict[str, Declension]:
        return {row.part: row for row in self.record.declensions.all()}

    @cached_property
    def all(self) -> list[DeclinedName]:
        names = kazakh_names(self.record)
        found = [(part, self._forms(name, self.corrected.get(part))) for part, name in names.items()]
        return [
            DeclinedName(part, [CaseForm(case, IN_KAZAKH[case], getattr(forms, case)) for case in Case])
            for part, forms in found
            if forms
        ]

    @staticmethod
    def _forms(name: str, corrected: Declension | None) -> CaseForms | None:
        if corrected and corrected.nominative == name:
            return corrected.forms()
        return declined(name)
