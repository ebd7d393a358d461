"""A search over documents that are not the portal's, to measure how well the search finds."""

from collections.abc import Mapping, Sequence
from typing import Any

from .engine import FEW, Stage, engine, stages, tail, tokens_of

TABLE = "search_evaluation"


class Collection:
    """Documents with `id`, `title_kk`, `summary_kk`, `title_en`, `summary_en`, indexed in a temporary table."""

    def __init__(self, cursor: Any, documents: Sequence[Mapping[str, Any]]) -> None:
        self.cursor, self.engine = cursor, engine()
        rows = [
            (document["id"], tokens_of(document.get(f"title_{code}") or "", "", document.get(f"summary_{code}") or ""))
            for document in documents
            for code in ("kk", "en")
        ]
        self.owners = [owner for owner, _tokens in rows]
        self.engine.drop(cursor, TABLE)
        self.engine.create(cursor, TABLE, temporary=True)
        self.engine.store(cursor, TABLE, ((number, tokens) for number, (_owner, tokens) in enumerate(rows, 1)))
        self.engine.index(cursor, TABLE)

    def drop(self) -> None:
        self.engine.drop(self.cursor, TABLE)

    def search(self, query: str) -> list[Any]:
        """Return the ids of the documents that answer a query, the best first."""
        found: dict[Any, None] = {}
        for stage in stages(query):
            found = dict.fromkeys(self.answers(stage))
            if found:
                break
        if len(found) < FEW and (rest := tail(query)):
            found |= dict.fromkeys(self.answers(rest))
        return list(found)

    def answers(self, stage: Stage) -> list[Any]:
        sql, params = self.engine.matches(TABLE, stage)
        self.cursor.execute(f"SELECT id FROM ({sql}) AS found ORDER BY rank, id", params)  # noqa: S608
        return list(dict.fromkeys(self.owners[number - 1] for (number,) in self.cursor.fetchall()))
