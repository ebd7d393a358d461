"""How long the pages of the desk take an editor, among as many events as asked for, each with its history.

    make bench-desk                  100,000 events beside the real content, in a database of its own
    make bench-desk EVENTS=1000      another number

Prints, for each page, the queries and the milliseconds (median and 95th percentile of `--times` requests through
the whole stack of middleware, in one process, signed in as an editor).
"""

import argparse
import datetime as dt
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

EDITOR = "benchmark"
VERSIONS = 300  # of one event: its history is a long one
DELETED = 2000


def make_history() -> None:
    """Give each made-up event the history that its making would have written, one of them a long one; delete some."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from apps.events.models import Event

    history, begun = Event.history.model, timezone.now() - dt.timedelta(days=700)
    author = User.objects.get(username=EDITOR)
    copied = [field.attname for field in history.tracked_fields]
    made = Event.objects.filter(slug__startswith="benchmark-").order_by("pk")

    def state(event: Event, at: dt.datetime, kind: str = "+", **changes: str) -> object:
        values = {name: getattr(event, name) for name in copied} | changes
        return history(**values, history_date=at, history_type=kind, history_user=author)

    moments = (begun + dt.timedelta(seconds=500 * n) for n in range(10**7))
    history.objects.bulk_create((state(event, next(moments)) for event in made.iterator(2000)), batch_size=2000)
    long = made.first()
    history.objects.bulk_create(
        state(long, begun + dt.timedelta(days=1, minutes=n), "~", name_en=f"Meeting, wording {n}")
        for n in range(VERSIONS)
    )
    gone = list(made.order_by("-pk")[:DELETED])
    history.objects.bulk_create([state(event, timezone.now(), "-") for event in gone], batch_size=1000)
    Event.organizations.through.objects.filter(event__in=[event.pk for event in gone]).delete()
    Event.objects.filter(pk__in=[event.pk for event in gone])._raw_delete(Event.objects.db)


def make_editor() -> None:
    from django.contrib.auth.models import Group, User

    editor, _made = User.objects.get_or_create(username=EDITOR, defaults={"is_staff": True})
    editor.groups.set(Group.objects.filter(name="editor"))


def places() -> list[tuple[str, str]]:
    """Return the pages, each with what it is called in the table."""
    from apps.events.models import Event
    from apps.organizations.models import Organization

    made = Event.objects.filter(slug__startswith="benchmark-").order_by("pk")
    long = (made.first() or Event.objects.first()).pk
    event = Event.objects.get(slug="2008-bucharest-summit").pk
    nato = Organization.objects.get(slug="nato").pk
    last = (Event.objects.count() - 1) // 50 + 1
    events = "/admin/events/event/"
    return [
        ("events", events),
        ("events, last page", f"{events}?p={last}"),
        ("events, by name", f"{events}?o=1"),
        ("events, searched: саммит", f"{events}?q=саммит"),
        ("events, searched: жиналыс 77", f"{events}?q=жиналыс 77"),
        ("events, filtered: summits of 2008", f"{events}?kind__exact=summit&in=2008"),
        ("events, filtered: drafts", f"{events}?publication__exact=draft"),
        ("events, filtered: no English", f"{events}?missing=en"),
        ("form of an event", f"{events}{event}/change/"),
        ("form of a new event", f"{events}add/"),
        (f"history, {VERSIONS} versions", f"{events}{long}/history/"),
        (f"history, {VERSIONS} versions, last page", f"{events}{long}/history/?p=13"),
        ("an old version", f"{events}{long}/history/{Event.history.filter(id=long).earliest().pk}/"),
        ("deleted events", f"{events}deleted/"),
        ("form of an organisation", f"/admin/organizations/organization/{nato}/change/"),
        ("history of an organisation", f"/admin/organizations/organization/{nato}/history/"),
        ("participations", "/admin/events/participation/"),
        ("citations", "/admin/sources/citation/"),
        ("index of the admin", "/admin/"),
        ("what is waiting", "/admin/desk/"),
        ("translations", "/admin/desk/translations/"),
        ("translations, into English, outdated", "/admin/desk/translations/?language=en&state=outdated"),
        ("translations, of events", "/admin/desk/translations/?model=events.event"),
        ("side by side", f"/admin/desk/translations/events.event/{event}/en/"),
        ("an event, on the site", "/kk/events/2008-bucharest-summit/"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--events", type=int, default=0, help="make so many first; 0: those that are there")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    options = parser.parse_args()

    import django
    from django.conf import settings

    django.setup()
    settings.ALLOWED_HOSTS.append("testserver")
    settings.SECURE_SSL_REDIRECT = False
    from benchmarks.pages import analyse, make_events, measure

    make_editor()
    if options.events:
        from django.core.management import call_command

        make_events(options.events)
        make_history()
        call_command("rebuild_search", verbosity=0)
        call_command("translation_states", repair=True, verbosity=0)
        analyse()
    print(f"{'page':<44}{'queries':>8}{'median ms':>11}{'95 % ms':>10}")
    for name, path in places():
        if options.only in name:
            queries, median, slow = measure(path, options.times, EDITOR)
            print(f"{name:<44}{queries:>8}{median:>11.1f}{slow:>10.1f}", flush=True)


if __name__ == "__main__":
    main()
