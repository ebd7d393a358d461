"""How well and how fast the search finds: make bench-search.

Quality. Documents are the names and texts of the portal's content. A query is a form of a word of
`word_groups.json` (or two words that stand in one document), typed in one of several manners; the right answers are
the documents that hold any form of its words. Printed for each manner: precision, recall and F1 of the whole result,
and nDCG@10.

Speed. Distinct words analysed in a second; made-up records indexed; queries answered, median and 95th percentile.
"""

import itertools
import json
import math
import os
import random
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

import django  # noqa: E402

django.setup()

from django.db import connection  # noqa: E402

from apps.search import analysis  # noqa: E402
from apps.search.evaluation import Collection  # noqa: E402

TITLES, TEXTS = ("name", "abbreviation", "other_names"), ("summary", "description", "note")
WORD = re.compile(r"[^\W\d_]+")

RUSSIAN = str.maketrans("әіңғүұқөһӘІҢҒҮҰҚӨҺ", "аинГууКоХаинГууКох".lower())
LETTERS = "a b v g ğ d e io j z i i k q l m n ñ o ö p r s t u ū ü f h h ts ch ş ş - y i - e iu ia".split()
LATIN_2021 = dict(zip("абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя", LETTERS, strict=True))
LATIN_2021 |= {"ә": "ä", "ъ": "", "ь": ""}
LATIN_2018 = LATIN_2021 | {
    "ә": "á",
    "ғ": "ǵ",
    "и": "ı",
    "й": "ı",
    "ң": "ń",
    "ө": "ó",
    "у": "ý",
    "ұ": "u",
    "ү": "ú",
    "ш": "sh",
    "щ": "sh",
}
PLAIN = LATIN_2021 | {
    "ә": "a",
    "ғ": "g",
    "ж": "zh",
    "ң": "n",
    "ө": "o",
    "ұ": "u",
    "ү": "u",
    "х": "kh",
    "ш": "sh",
    "щ": "sh",
    "ю": "yu",
    "я": "ya",
}
QWERTY = str.maketrans("ёйцукенгшщзхъфывапролджэячсмитьбюәіңғүұқөһ", "`qwertyuiop[]asdfghjkl;'zxcvbnm,.2345890-=")

MANNERS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "CAPITALS": str.upper,
    "Russian keyboard": lambda text: text.translate(RUSSIAN),
    "Latin of 2021": lambda text: "".join(LATIN_2021.get(letter, letter) for letter in text),
    "Latin of 2018": lambda text: "".join(LATIN_2018.get(letter, letter) for letter in text),
    "plain Latin": lambda text: "".join(PLAIN.get(letter, letter) for letter in text),
    "layout not switched": lambda text: text.translate(QWERTY),
}


def documents() -> Iterator[dict[str, str]]:
    for path in sorted((ROOT / "fixtures").glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            fields, found = row["fields"], {"id": f"{path.stem}:{len(str(row))}:{hash(str(row))}"}
            for code in ("kk", "en"):
                found[f"title_{code}"] = "\n".join(str(fields.get(f"{name}_{code}") or "") for name in TITLES)
                found[f"summary_{code}"] = "\n".join(str(fields.get(f"{name}_{code}") or "") for name in TEXTS)
            if any(found[key].strip() for key in found if key != "id"):
                yield found


def ndcg(results: list[str], right: set[str], most: int = 10) -> float:
    gain = sum(1 / math.log2(place + 2) for place, one in enumerate(results[:most]) if one in right)
    return gain / sum(1 / math.log2(place + 2) for place in range(min(most, len(right))))


def quality(collection: Collection, records: list[dict[str, str]], groups: list[list[str]]) -> None:
    holding: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for word in WORD.findall(f"{record['title_kk']}\n{record['summary_kk']}".lower()):
            holding[word].add(record["id"])
    right = [set().union(*(holding[form] for form in group)) for group in groups]
    asked = [(form, right[at]) for at, group in enumerate(groups) for form in group if right[at]]
    chance = random.Random(7)
    pairs = [(a, b) for a, b in itertools.combinations(range(len(groups)), 2) if right[a] & right[b]]
    for a, b in chance.sample(pairs, min(len(pairs), 300)):
        asked.append((f"{chance.choice(groups[a])} {chance.choice(groups[b])}", right[a] & right[b]))
    print(f"{len(records)} documents, {len(asked)} queries, {len(groups)} words, {connection.vendor}")
    print(f"{'':22}{'P':>7}{'R':>7}{'F1':>7}{'nDCG@10':>9}{'median':>9}{'p95':>9}")
    for manner, typed in MANNERS.items():
        precision, recall, gain, times = [], [], [], []
        for query, answer in asked:
            begun = time.perf_counter()
            results = collection.search(typed(query))
            times.append(time.perf_counter() - begun)
            good = len(answer.intersection(results))
            precision.append(good / len(results) if results else 0)
            recall.append(good / len(answer))
            gain.append(ndcg(results, answer))
            if "-v" in sys.argv and gain[-1] < 0.9:
                print("   ", manner, typed(query), round(gain[-1], 2), analysis.asked(typed(query)))
        p, r = statistics.fmean(precision), statistics.fmean(recall)
        print(
            f"{manner:22}{p:7.3f}{r:7.3f}{2 * p * r / (p + r):7.3f}{statistics.fmean(gain):9.3f}"
            f"{statistics.median(times) * 1000:7.1f}ms{statistics.quantiles(times, n=20)[-1] * 1000:7.1f}ms"
        )


def speed(records: list[dict[str, str]], groups: list[list[str]], many: int) -> None:
    forms = sorted({form for group in groups for form in group})
    made = [f"{a}{b}" for a, b in itertools.islice(itertools.product(forms, forms), 60_000)]
    begun = time.perf_counter()
    for word in made:
        analysis._analysed.__wrapped__(word)
    print(f"{len(made) / (time.perf_counter() - begun):,.0f} distinct words a second")
    chance = random.Random(7)
    texts = [record for record in records if record["summary_kk"].strip()]
    corpus = []
    for number in range(many):
        one, other = chance.sample(texts, 2)
        corpus.append({"id": number, **{key: f"{one[key]} {other[key]}" for key in one if key != "id"}})
    begun = time.perf_counter()
    collection = Collection(connection.cursor(), corpus)
    print(f"{many:,} records of two languages indexed in {time.perf_counter() - begun:.1f} s")
    times = []
    for _ in range(500):
        query = MANNERS[chance.choice(list(MANNERS))](" ".join(chance.sample(forms, chance.choice((1, 1, 2, 3)))))
        begun = time.perf_counter()
        collection.search(query)
        times.append(time.perf_counter() - begun)
    median, late = statistics.median(times) * 1000, statistics.quantiles(times, n=20)[-1] * 1000
    print(f"query: median {median:.1f} ms, p95 {late:.1f} ms")
    collection.drop()


def main() -> None:
    groups = [group["forms"] for group in json.loads((ROOT / "benchmarks" / "word_groups.json").read_text())["groups"]]
    records = list(documents())
    collection = Collection(connection.cursor(), records)
    if "--speed" not in sys.argv:
        quality(collection, records, groups)
    collection.drop()
    if "--quick" not in sys.argv:
        speed(records, groups, 20_000)


if __name__ == "__main__":
    main()
