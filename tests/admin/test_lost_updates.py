"""Two editors, one record: nothing that either wrote is lost, and of two saves at one moment one is accepted."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Barrier

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections
from django.test import Client

from apps.core import guarding
from apps.core.versions import Opened
from apps.reference.models import Topic
from tests import factories

from .conftest import posted

PAIRS = 100
SHOWN = 5  # pairs are enough to see what happens without the lock


@pytest.fixture
def together(transactional_db, tmp_path):
    """Return a pool of two threads, each with a connection of its own, that meet in a database as the portal has it.

    The one in memory, in which the tests on SQLite run, locks whole tables and lets nobody wait: they get a copy.
    """
    path = None
    if connection.vendor == "sqlite":
        path = tmp_path / "odaq.sqlite3"
        connection.ensure_connection()
        connection.connection.execute("VACUUM INTO ?", [str(path)])

    def connect():
        if path:
            there = connections["default"]
            connections["default"] = type(there)({**there.settings_dict, "NAME": str(path)}, "default")

    ours = connections["default"]
    connect()
    pool = ThreadPoolExecutor(2, initializer=connect)
    yield pool
    both = Barrier(2)
    list(pool.map(lambda _number: (both.wait(timeout=20), connections.close_all()), range(2)))
    pool.shutdown()
    if path:
        connections["default"].close()
        connections["default"] = ours


@pytest.fixture
def editors(together):
    clients = []
    for name in ("aigerim", "bolat"):
        clients.append(Client())
        clients[-1].cookies["odaq_language"] = "en"
        clients[-1].force_login(
            get_user_model().objects.create_superuser(name, f"{name}@example.org", "a-long-password")
        )
    return clients


def opened_by(editors):
    """Return a new record, its address, and its form as each editor has it open."""
    topic = factories.TopicFactory(name_kk="Бұрын", name_en="Before", summary_kk="", summary_en="Before")
    url = f"/admin/reference/topic/{topic.pk}/change/"
    return topic, url, [client.get(url) for client in editors]


def said_by(topic):
    topic.refresh_from_db()
    return topic.name_en, topic.summary_en


def one_after_the_other(editors, pairs):
    """Let both editors save, the one the name, the other the summary; count what is lost."""
    lost = 0
    for number in range(pairs):
        topic, url, (first, second) = opened_by(editors)
        assert editors[0].post(url, posted(first, name_en=f"Name {number}")).status_code == 302
        answer = editors[1].post(url, posted(second, summary_en=f"Summary {number}"))
        if answer.status_code != 302:
            assert editors[1].post(url, posted(answer)).status_code == 302
        lost += said_by(topic) != (f"Name {number}", f"Summary {number}")
    return lost


def at_one_moment(together, editors, pairs):
    """Let both save the same field at the same moment; return how many saves of each pair were accepted."""
    accepted = []
    for _number in range(pairs):
        topic, url, forms = opened_by(editors)
        start = Barrier(2)

        def save(editor, form, name, url=url, start=start):
            data = posted(form, name_en=name)
            start.wait()
            return editor.post(url, data).status_code

        answers = list(together.map(save, editors, forms, ("Aigerim", "Bolat")))
        assert set(answers) <= {302, 409}
        assert said_by(topic)[0] in {
            name for name, answer in zip(("Aigerim", "Bolat"), answers, strict=True) if answer == 302
        }
        accepted.append(answers.count(302))
    return accepted


def test_without_the_check_the_second_save_undoes_the_first(editors, monkeypatch):
    monkeypatch.setattr(Opened, "says_the_same_as", lambda opened, now: True)
    assert one_after_the_other(editors, SHOWN) == SHOWN


def test_with_it_nothing_is_lost(editors):
    assert one_after_the_other(editors, PAIRS) == 0


def test_without_the_lock_both_saves_of_one_moment_are_accepted(together, editors, monkeypatch):
    compare, both_have_compared = Opened.says_the_same_as, Barrier(2)

    def compared_at_one_moment(opened, now):
        same = compare(opened, now)
        both_have_compared.wait(timeout=20)
        return same

    monkeypatch.setattr(guarding, "holding", lambda record, rows: nullcontext())
    monkeypatch.setattr(Opened, "says_the_same_as", compared_at_one_moment)
    assert at_one_moment(together, editors, SHOWN) == [2] * SHOWN


def test_with_it_one_save_is_accepted_and_the_other_is_told(together, editors):
    assert at_one_moment(together, editors, PAIRS) == [1] * PAIRS
    assert Topic.objects.count() == PAIRS
