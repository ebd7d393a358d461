"""How long the public pages take, with as many records as asked for.

    make bench                      the real content
    make bench EVENTS=100000        and so many made-up events beside it, in a database of its own

Prints, for each page, the queries and the milliseconds (median and 95th percentile of `--times` requests through
the whole stack of middleware, in one process).
"""

import argparse
import gc
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

PAGES = (
    "/kk/",
    "/kk/organizations/",
    "/en/organizations/?member=kazakhstan",
    "/kk/organizations/nato/",
    "/kk/organizations/nato/structure/",
    "/en/organizations/nato/members/?on=1955-05-09",
    "/kk/organizations/nato/people/",
    "/kk/organizations/un/members/",
    "/kk/members/",
    "/kk/members/kazakhstan/",
    "/kk/matrix/",
    "/kk/matrix/?region=europe&region=central_asia",  # about 60 × 20
    "/en/compare/?organization=nato&organization=osce",
    "/en/compare/?organization=un&then=1945-10-24",
    "/kk/organizations/un/brief/",
    "/kk/search/suggestions/?q=қаз",
    "/kk/search/?q=ұйымының",
    "/kk/search/?q=НАТО мүшелері 1955",
    "/kk/search/?q=Столтенбрег",
    "/kk/people/",
    "/kk/events/",
    "/en/events/?organization=nato&kind=summit&year=2008",
    "/kk/events/?q=саммит",
    "/kk/events/?page=500",
    "/kk/events/2008-bucharest-summit/",
    "/kk/events/calendar/2008/04/",
    "/en/events/calendar/2008/04/?organization=nato&kind=summit",
    "/kk/events/year/2008/",
    "/kk/events/map/",
    "/en/events/map/?organization=nato&area=europe",
    "/kk/events/timeline/",
    "/en/events/timeline/?organization=nato&year=2008",
    "/kk/organizations/nato/events/",
    "/en/documents/north-atlantic-treaty/",
)


def make_events(count: int) -> None:
    from apps.events.choices import EventKind
    from apps.events.models import Event
    from apps.organizations.models import Organization
    from apps.reference.models import City

    organizations = list(Organization.objects.all())
    cities = [*City.objects.all(), None]
    kinds = EventKind.values
    Event.objects.bulk_create(
        (
            Event(
                slug=f"benchmark-{n}",
                name_kk=f"Жиналыс {n}",
                name_en=f"Meeting {n}",
                kind=kinds[n % len(kinds)],
                city=cities[n % len(cities)],
                start=f"{1950 + n % 76}-{n % 12 + 1:02}-{n % 28 + 1:02}",
                publication="published",
            )
            for n in range(count)
        ),
        batch_size=2000,
    )
    through = Event.organizations.through
    keys = Event.objects.filter(slug__startswith="benchmark-").values_list("pk", flat=True)
    through.objects.bulk_create(
        (through(event_id=key, organization_id=organizations[key % len(organizations)].pk) for key in keys.iterator()),
        batch_size=5000,
    )


def analyse() -> None:
    """Let the database learn how many rows there are, as `load_content` does."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(path: str, times: int, username: str = "") -> tuple[int, float, float]:
    """Return the queries of a page and its milliseconds (median, 95th percentile), for a reader or for an account."""
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    if username:
        client.force_login(User.objects.get(username=username))
        client.get(path)  # content types are remembered, templates are read
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    asked = len(queries)  # the next request empties the log
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}")
    gc.collect()
    gc.freeze()  # as gunicorn does (portal/gunicorn.py)
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        client.get(path)
        took.append((time.perf_counter() - begun) * 1000)
    return asked, statistics.median(took), statistics.quantiles(took, n=20)[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--events", type=int, default=0)
    options = parser.parse_args()

    import django
    from django.conf import settings

    django.setup()
    settings.ALLOWED_HOSTS.append("testserver")
    if options.events:
        make_events(options.events)
        analyse()
    print(f"{'page':<52}{'queries':>8}{'median ms':>11}{'95 % ms':>10}")
    for path in PAGES:
        queries, median, slow = measure(path, options.times)
        print(f"{path:<52}{queries:>8}{median:>11.1f}{slow:>10.1f}")


if __name__ == "__main__":
    main()
