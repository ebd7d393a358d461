"""The sources of a page: which citations stand behind which fact, numbered once for the whole page."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.functional import cached_property

from .conflicts import Conflict, find_conflicts
from .models import Citation, Source

SAID = ("field", "locator", "confidence", "contradicts", "stated_value", "quote", "note_kk", "note_en", "verified_on")


class Citations:
    """The citations of one record, or of the rows of a table, in one query.

    Every source has one number on the page; a fact's marks are the numbers of the citations that support its field.
    """

    def __init__(self, records: models.Model | Iterable[models.Model]) -> None:
        self.records = [records] if isinstance(records, models.Model) else list(records)

    @cached_property
    def all(self) -> list[Citation]:
        if not self.records:
            return []
        citations = list(Citation.objects.of_records(self.records).with_sources())
        numbers: dict[int, int] = {}
        said: dict[tuple[Any, ...], int] = {}
        for citation in citations:
            citation.number = numbers.setdefault(citation.source_id, len(numbers) + 1)
            # Thirty rows of a table may cite one source in the same words: the list of sources says them once.
            words = (citation.source_id, *(getattr(citation, name) for name in SAID))
            citation.said_by = said.setdefault(words, citation.pk)
        return citations

    def of_field(self, field: str) -> list[Citation]:
        """Return what supports, or contradicts, a field of the page's own record: the first of them.

        Two fields that are shown as one fact are named together: `start end`.
        """
        return [citation for citation in self.of_record(self.records[0]) if citation.field in field.split()]

    @cached_property
    def _by_record(self) -> dict[tuple[int, int], list[Citation]]:
        found: dict[tuple[int, int], list[Citation]] = {}
        for citation in self.all:
            found.setdefault((citation.content_type_id, citation.object_id), []).append(citation)
        for record in self.records:
            find_conflicts(found.get(self._key(record), []), record)
        return found

    @staticmethod
    def _key(record: models.Model) -> tuple[int, int]:
        return ContentType.objects.get_for_model(type(record)).pk, record.pk

    def of_record(self, record: models.Model) -> list[Citation]:
        """Return the citations of one row of a table."""
        return self._by_record.get(self._key(record), [])

    @property
    def conflicts(self) -> list[Conflict]:
        """Return the facts of the page's own record on which sources disagree."""
        if not self.records:
            return []
        of_page = self.of_record(self.records[0])
        return list({id(c.conflict): c.conflict for c in of_page if c.contradicts}.values())

    @property
    def sources(self) -> list[tuple[int, Source, list[Citation]]]:
        """Return the sources with their numbers and citations, in the order of the numbers."""
        listed: dict[int, tuple[int, Source, list[Citation]]] = {}
        for citation in self.all:
            listed.setdefault(citation.source_id, (citation.number, citation.source, []))[2].append(citation)
        return sorted(listed.values(), key=lambda entry: entry[0])

    @property
    def last_checked(self) -> Any:
        """Return the latest day on which somebody checked a citation against its source, or None."""
        return max((citation.verified_on for citation in self.all if citation.verified_on), default=None)
