"""Two publishers, one proposal: of two decisions at one moment one is taken, and the other publisher is told."""

from threading import Barrier

import pytest
from django.contrib.auth.models import User

from apps.desk import proposals
from apps.desk.models import Proposal
from tests import factories
from tests.admin.test_lost_updates import PAIRS, SHOWN, editors, together  # noqa: F401  (fixtures)


def at_one_moment(together, editors, action, pairs):  # noqa: F811
    """Let two publishers decide on one proposal at the same moment; return how many decisions of each were taken."""
    author = User.objects.get(username="aigerim")
    taken = []
    for number in range(pairs):
        topic = factories.TopicFactory(name_kk="Бұрын", name_en="Before")
        fields = {"name_en": {"from": "Before", "to": f"After {number}"}}
        change = {"form": "", "verb": "change", "row": None, "at": 0, "fields": fields}
        proposal = proposals.propose(author, topic, [change])
        url = f"/admin/desk/proposals/{proposal.pk}/"
        seen = [client.get(url).context["seen"] for client in editors]
        start = Barrier(2)

        def decide(client, seen, url=url, start=start):
            data = {"action": action, "seen": seen, "take": ["0.name_en"], "reason": "No source."}
            start.wait(timeout=20)
            return client.post(url, data).status_code

        answers = list(together.map(decide, editors, seen))
        assert set(answers) <= {200, 302}
        taken.append(answers.count(302))
        topic.refresh_from_db()
        assert topic.name_en == (f"After {number}" if action == "accept" else "Before")
        assert topic.history.count() == (2 if action == "accept" else 1)
    return taken


def test_without_the_lock_a_proposal_is_decided_on_twice(together, editors, monkeypatch):  # noqa: F811
    both_have_looked = Barrier(2)

    def looked_at_one_moment(pk):
        proposal = Proposal.objects.get(pk=pk)
        both_have_looked.wait(timeout=20)
        return proposal

    monkeypatch.setattr(proposals, "locked", looked_at_one_moment)
    monkeypatch.setattr(proposals, "return_it", proposals.return_it.__wrapped__)
    assert at_one_moment(together, editors, "return", SHOWN) == [2] * SHOWN


@pytest.mark.parametrize("action", ["accept", "return"])
def test_with_it_one_decision_is_taken_and_the_other_publisher_is_told(together, editors, action):  # noqa: F811
    assert at_one_moment(together, editors, action, PAIRS) == [1] * PAIRS
