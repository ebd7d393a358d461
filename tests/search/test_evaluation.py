"""`manage.py search_eval`: the search measured from outside."""

import json

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db

DOCUMENTS = [
    {
        "id": "nato",
        "title_kk": "НАТО саммиті",
        "summary_kk": "Ұйымның шешімі",
        "title_en": "NATO summit",
        "summary_en": "",
    },
    {
        "id": 7,
        "title_kk": "Күн тәртібі",
        "summary_kk": "Кеңестің отырысы",
        "title_en": "Agenda",
        "summary_en": "treaty",
    },
]


def run(tmp_path, capsys, queries):
    file = tmp_path / "set.json"
    file.write_text(json.dumps({"documents": DOCUMENTS, "queries": queries}), encoding="utf-8")
    call_command("search_eval", str(file))
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_query_has_a_line_with_the_documents_that_answer_it(tmp_path, capsys):
    queries = ["ұйымына", "uiymnyń", "НАТО-ға", "yfnj", "treaties", "кенестин отырысы", "жоқ нәрсе"]
    lines = run(tmp_path, capsys, [{"id": number, "query": query} for number, query in enumerate(queries)])
    assert [line["id"] for line in lines] == list(range(len(queries)))
    assert [line["results"] for line in lines] == [["nato"], ["nato"], ["nato"], ["nato"], [7], [7], []]


def test_nothing_of_it_stays(tmp_path, capsys):
    assert run(tmp_path, capsys, [{"id": 1, "query": "нато"}]) == run(tmp_path, capsys, [{"id": 1, "query": "нато"}])


@pytest.mark.parametrize("text", ["", "[]", '{"documents": []}', '{"documents": [], "queries": [{"id": 1}]}'])
def test_a_file_that_cannot_be_read_is_said(tmp_path, text):
    file = tmp_path / "set.json"
    file.write_text(text)
    with pytest.raises(CommandError):
        call_command("search_eval", str(file))
