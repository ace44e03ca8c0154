"""`query` and `sparql`: answers in every format, and what is refused."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import socket
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from .conftest import Run

COLUMNS = [
    "district",
    "district_label",
    "court",
    "court_label",
    "via",
    "programme",
    "programme_label",
    "date",
    "source",
]
COURT = "Tòa án nhân dân huyện Phú Bình"
SELECT = """PREFIX ph: <https://w3id.org/phoihop/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?label ?none WHERE { ?programme ph:signatory ?agency . ?agency rdfs:label ?label
  FILTER CONTAINS(?label, "Tòa") OPTIONAL { ?agency ph:caucusOf ?none } }"""
CONSTRUCT = SELECT.replace("SELECT ?label ?none", "CONSTRUCT { ?agency rdfs:label ?label }")
ASK = "ASK { ?s ?p ?o }"


def test_a_piped_answer_is_csv(run: Run, store: Path) -> None:
    ran = run("query", "district-court", "--store", store)
    rows = list(csv.reader(io.StringIO(ran.out)))
    assert (ran.code, ran.err, rows[0]) == (0, "", COLUMNS)
    assert [(row[1], row[3], row[7]) for row in rows[1:]] == [("Phú Bình", COURT, "2022-06")]
    assert "\r" not in ran.out


def test_json_is_a_list_of_objects(run: Run, store: Path) -> None:
    [row] = json.loads(run("query", "district-court", "--format", "json", "--store", store).out)
    assert list(row) == COLUMNS
    assert (row["court_label"], row["via"]) == (COURT, None)


def test_a_table_names_things_and_counts_rows(run: Run, store: Path) -> None:
    shown = run("query", "district-court", "--format", "table", "--store", store).out
    assert COURT in shown
    assert "1 row" in shown
    assert "https://" not in shown


@pytest.mark.parametrize(("lang", "title"), [("en", "Which district"), ("vi", "Huyện nào")])
def test_the_title_is_in_the_language_asked_for(run: Run, store: Path, lang: str, title: str) -> None:
    shown = run("query", "district-court", "--format", "table", "--lang", lang, "--store", store).out
    assert title in shown.splitlines()[0]


def test_the_list_tells_parameters_and_columns(run: Run) -> None:
    listed = {item["name"]: item for item in json.loads(run("query", "--list", "--format", "json").out)}
    question = listed["district-court"]
    assert [column["name"] for column in question["columns"]] == COLUMNS
    assert {"name", "title_vi", "title_en", "parameters", "columns"} <= question.keys()
    assert {"name", "type", "default"} <= question["parameters"][0].keys()
    assert run("query", "--list", "--lang", "vi").out.startswith("tên,câu hỏi,tham số\n")


def test_a_parameter_narrows_the_answer(run: Run, store: Path) -> None:
    asked = ("query", "district-court", "--store", store, "--district")
    assert COURT in run(*asked, "vn63/173").out
    assert run(*asked, "vn63/164").out == ",".join(COLUMNS) + "\n"


def test_show_prints_the_query_with_what_was_asked(run: Run, store: Path) -> None:
    shown = run("query", "district-court", "--district", "vn63/173", "--show")
    assert "https://w3id.org/phoihop/id/place/vn63/173" in shown.out
    asked = run("sparql", "-", "--store", store, stdin=shown.out).out  # W3C CSV: its lines end in CRLF
    assert asked.splitlines() == run("query", "district-court", "--store", store).out.splitlines()


REFUSED = [
    (["district-court", "--nowhere", "x"], "no parameter 'nowhere'"),
    (["district-court", "--distict", "x"], "'district'"),
    (["district-court", "--district"], "--district has no value"),
    (["district-court", "--district", "--lang", "vi"], "--district has no value"),
    (["district-court", "--standing", "maybe"], "one of stated"),
    (["district-court", "--district", '"} ; DROP'], "no place is called"),
    (["district-court", "--district", "vn63/1> } INSERT DATA {} #"], "cannot be"),
    (["in-force", "--date", "2021-02-31"], "a day that exists"),
    (["in-force", "--date", '2021-01-01"^^xsd:date } ; DROP ALL'], "a day that exists"),
    (["in-force", "--date", ""], "needs the parameter 'date'"),
    (["disrict-court"], "'district-court'?"),
    (["district-court", "--format", "xlsx"], "'xlsx' is not one of"),
    (["district-court", "extra"], "unexpected extra argument"),
    (["--list", "--district", "x"], "no option of --list"),
]


@pytest.mark.parametrize(("arguments", "says"), REFUSED)
def test_a_wrong_question_is_refused(run: Run, store: Path, arguments: list[str], says: str) -> None:
    run("query", *arguments, "--store", store).refused(2, says)


RESULTS = {
    "csv": lambda text: next(csv.DictReader(io.StringIO(text)))["label"],
    "json": lambda text: json.loads(text)["results"]["bindings"][0]["label"]["value"],
    "xml": lambda text: ET.fromstring(text).findtext(".//{*}literal"),
    "tsv": lambda text: text.splitlines()[1].split("\t")[0].partition('"@')[0][1:],
}


@pytest.mark.parametrize("form", RESULTS)
def test_rows_come_in_the_formats_of_the_w3c(run: Run, store: Path, form: str) -> None:
    ran = run("sparql", "-", "--format", form, "--store", store, stdin=SELECT)
    assert (ran.code, ran.err, RESULTS[form](ran.out)) == (0, "", COURT)


def test_a_query_is_read_from_a_file_with_or_without_a_byte_order_mark(run: Run, store: Path, tmp_path: Path) -> None:
    for mark in (b"", b"\xef\xbb\xbf"):
        (tmp_path / "q.rq").write_bytes(mark + SELECT.encode())
        assert COURT in run("sparql", tmp_path / "q.rq", "--store", store).out


@pytest.mark.parametrize(
    ("form", "says"),
    [("csv", "true\n"), ("tsv", "true\n"), ("table", "true\n"), ("json", '"boolean":true'), ("xml", "<boolean>true")],
)
def test_ask_is_answered_in_every_format(run: Run, store: Path, form: str, says: str) -> None:
    ran = run("sparql", "-", "--format", form, "--store", store, stdin=ASK)
    assert (ran.code, says in ran.out) == (0, True)


@pytest.mark.parametrize("form", [None, "turtle", "ntriples"])
def test_a_construct_query_gives_triples(run: Run, store: Path, form: str | None) -> None:
    ran = run("sparql", "-", "--store", store, *(["--format", form] if form else []), stdin=CONSTRUCT)
    assert f'"{COURT}"@vi' in ran.out


@pytest.mark.parametrize(("query", "form"), [(CONSTRUCT, "csv"), (CONSTRUCT, "json"), (SELECT, "turtle")])
def test_a_format_that_cannot_hold_the_answer_is_refused(run: Run, store: Path, query: str, form: str) -> None:
    run("sparql", "-", "--format", form, "--store", store, stdin=query).refused(2, form)


BAD_QUERIES = [
    (b"SELECT ?x WHERE {", "bad.rq:1:18: not valid SPARQL"),
    (b"SELECT ?x WHERE { ?x ph:signatory ?y }", "`phoihop ref prefixes`"),
    (b"DELETE WHERE { ?s ?p ?o }", "not valid SPARQL"),
    (b'SELECT ?x { ?x ?y "\xe9" }', "not UTF-8"),
    (b"", "not valid SPARQL"),
]


@pytest.mark.parametrize(("query", "says"), BAD_QUERIES)
def test_a_bad_query_is_refused_with_its_place(run: Run, store: Path, tmp_path: Path, query: bytes, says: str) -> None:
    (tmp_path / "bad.rq").write_bytes(query)
    run("sparql", tmp_path / "bad.rq", "--store", store).refused(2, says)
    run("sparql", "-", "--store", store, stdin=query).refused(2, says.replace("bad.rq", "standard input"))


@pytest.mark.parametrize("name", ["none.rq", "."])
def test_a_query_file_that_cannot_be_read_is_refused(run: Run, store: Path, tmp_path: Path, name: str) -> None:
    run("sparql", tmp_path / name, "--store", store).refused(2, "cannot be read")


def test_a_store_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    ask = ("query", "district-court", "--store")
    run(*ask, tmp_path / "nowhere").refused(2, "there is no store here")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").touch()
    run(*ask, tmp_path / "letters").refused(2, "not a Phoihop store")
    (tmp_path / "page.html").write_text("<html>")
    run(*ask, tmp_path / "page.html").refused(2, "must be N-Quads")
    (tmp_path / "bad.nq").write_text("<a> nonsense\n")
    run(*ask, tmp_path / "bad.nq").refused(3, "cannot be loaded")
    (tmp_path / "bad.nq.gz").write_bytes(b"\x1f\x8b\x08nonsense")
    run(*ask, tmp_path / "bad.nq.gz").refused(3, "cannot be loaded")


def test_an_endpoint_that_is_not_there_is_the_stores_failure(run: Run) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run("query", "district-court", "--store", f"http://127.0.0.1:{port}/query").refused(3, "cannot be reached")
    run("query", "district-court", "--store", "http://[::1").refused(2, "no address of an endpoint")


@pytest.mark.parametrize("columns", [40, 100])
def test_a_table_breaks_no_word_and_what_does_not_fit_is_shown_row_by_row(columns: int, store: Path) -> None:
    pty = pytest.importorskip("pty")
    script = f"from phoihop.cli import main; main(['query', 'district-court', '--lang', 'vi', '--store', r'{store}'])"
    leader, follower = pty.openpty()
    environment = os.environ | {"COLUMNS": str(columns), "TERM": "xterm", "PYTHONUTF8": "1"}
    child = subprocess.Popen([sys.executable, "-c", script], stdout=follower, env=environment)
    os.close(follower)
    shown = b""
    with contextlib.suppress(OSError):  # how a terminal says that nobody writes to it any more
        while part := os.read(leader, 4096):
            shown += part
    os.close(leader)
    assert child.wait() == 0
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).splitlines()
    assert max(map(len, lines)) <= columns
    words = {word for line in lines for word in line.split()}
    assert {"Tòa", "nhân", "huyện", "Phú", "Bình", "2022-06", "source/one"} <= words
    row_by_row = any(line.startswith("court ") for line in lines)
    assert row_by_row == (columns == 40)


def test_a_place_may_be_given_by_name_where_one_place_alone_is_meant(run: Run) -> None:
    assert "place/vn63/614>" in run("query", "district-court", "--district", "huyện Kon Rẫy", "--show").out
    refused = run("query", "district-court", "--district", "huyện Châu Thành")
    assert refused.code == 2
    assert "vn63/" in refused.err
