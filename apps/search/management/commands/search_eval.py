import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from apps.search.evaluation import Collection


class Command(BaseCommand):
    help = (
        "Index the documents of a file alone, with the analyser and the database of the portal, and print for each "
        'query a line {"id": …, "results": [ids of documents, best first]}. The file holds {"documents": [{"id", '
        '"title_kk", "summary_kk", "title_en", "summary_en"}], "queries": [{"id", "query"}]}.'
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            documents, queries = data["documents"], [(query["id"], query["query"]) for query in data["queries"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{file} cannot be read: {error!r}") from error
        with transaction.atomic(), connection.cursor() as cursor:
            collection = Collection(cursor, documents)
            for pk, query in queries:
                line = json.dumps({"id": pk, "results": collection.search(query)}, ensure_ascii=False)
                self.stdout.write(line)
            collection.drop()
