"""`draw`, `export` and `explain`."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from phoihop.build import Built

from .conftest import Run

ENDINGS = ("nq", "trig", "ttl", "jsonld", "csv", "graphml", "gexf")
CITE = "data of 2024-01-02 from 1 source: coordination between Party bodies and State agencies in Vietnam. CC BY 4.0."


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_export_says_how_to_cite_and_is_the_same_each_time(
    run: Run, store: Path, tmp_path: Path, ending: str
) -> None:
    for name in ("one", "two"):
        ran = run("export", tmp_path / f"{name}.{ending}", "--store", store)
        assert (ran.code, ran.out, ran.err) == (0, "", "")
    data = (tmp_path / f"one.{ending}").read_bytes()
    assert f"Phoihop 0.1.0, {CITE}" in data.decode()
    assert data == (tmp_path / f"two.{ending}").read_bytes()


@pytest.mark.parametrize(
    ("form", "rdf"),
    [
        ("nquads", ox.RdfFormat.N_QUADS),
        ("trig", ox.RdfFormat.TRIG),
        ("turtle", ox.RdfFormat.TURTLE),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_rdf_is_read_back_as_the_graph(run: Run, store: Path, form: str, rdf: ox.RdfFormat) -> None:
    graph = set(ox.parse(run("export", "-", "--format", "nquads", "--store", store).out, format=ox.RdfFormat.N_QUADS))
    read = set(ox.parse(run("export", "-", "--format", form, "--store", store).out, format=rdf))
    if form == "turtle":
        graph = {quad for quad in graph if quad.graph_name == ox.DefaultGraph()}
    notes = {quad for quad in read if "bibliographicCitation" in quad.predicate.value}
    assert len(notes) == (form == "jsonld")
    assert read - notes == graph


def test_networks_are_read_back_with_their_nodes(run: Run, store: Path, tmp_path: Path) -> None:
    for ending, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        path = tmp_path / f"out.{ending}"
        run("export", path, "--store", store)
        labels = {facts["label"] for _, facts in read(path).nodes(data=True)}
        assert "Tòa án nhân dân huyện Phú Bình" in labels
    assert ET.parse(tmp_path / "out.gexf").findtext(".//{*}meta/{*}description")


def test_csv_has_a_row_for_each_signature(run: Run, store: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "-", "--format", "csv", "--store", store).out)))
    assert {row["agency_label"] for row in rows} == {
        "Ban Tuyên giáo Huyện ủy Phú Bình",
        "Tòa án nhân dân huyện Phú Bình",
    }


@pytest.mark.parametrize("ending", ENDINGS)
def test_one_sources_part_is_that_sources_only(run: Run, built: Built, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out.{ending}"
    assert run("export", out, "--source", "s4", "--store", built.store).code == 0
    text = out.read_text(encoding="utf-8")
    assert "Phú Bình" in text
    assert "Điện Biên" not in text
    out.unlink()
    run("export", out, "--source", "s99", "--store", built.store).refused(2, "s99")
    assert not out.exists()


def test_sorted_formats_are_sorted(run: Run, store: Path) -> None:
    lines = run("export", "-", "--format", "nquads", "--store", store).out.splitlines()
    assert lines == sorted(lines)
    turtle = run("export", "-", "--format", "turtle", "--store", store).out
    subjects = [line.split()[0] for line in turtle.splitlines() if line and not line.startswith(("\t", " ", "#", "@"))]
    full = [subject.replace("ph:", "<https://w3id.org/phoihop/ontology#") for subject in subjects]
    assert len(full) == len(set(full)) > 50


REFUSED = [
    (["out.xlsx"], 2, "names no format"),
    (["-"], 2, "names no format"),
    (["out.nq", "--format", "xlsx"], 2, "'xlsx' is not one of"),
]


@pytest.mark.parametrize(("arguments", "code", "says"), REFUSED)
def test_a_wrong_export_is_refused(run: Run, store: Path, arguments: list[str], code: int, says: str) -> None:
    run("export", *arguments, "--store", store).refused(code, says)


@pytest.mark.parametrize("command", [("draw",), ("export", "--format", "csv")])
def test_a_place_that_cannot_be_written_to_is_said_in_one_line(
    run: Run, store: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "file").touch()
    run(*command, tmp_path / "file" / "out.html", "--store", store).refused(3, "file")
    run(*command, tmp_path, "--store", store).refused(3, str(tmp_path))


def test_a_drawing_is_one_page(run: Run, store: Path, tmp_path: Path) -> None:
    ran = run("draw", tmp_path / "new" / "out.html", "--store", store)
    assert (ran.code, ran.err) == (0, "")
    assert json.dumps("Tòa án nhân dân huyện Phú Bình") in (tmp_path / "new" / "out.html").read_text(encoding="utf-8")


def test_a_drawing_can_be_of_a_day_or_a_source(run: Run, built: Built, tmp_path: Path) -> None:
    out = tmp_path / "out.html"

    def drawn(*options: str) -> tuple[bool, ...]:
        assert run("draw", out, "--store", built.store, *options).code == 0
        page = out.read_text(encoding="utf-8")
        names = ("Tòa án nhân dân huyện Phú Bình", "Tòa án nhân dân tỉnh Quảng Bình")
        return tuple(json.dumps(name) in page for name in names)

    assert drawn() == (True, True)
    assert drawn("--source", "s3") == (False, True)
    assert drawn("--source", "s4", "--kind", "agency-agency") == (True, False)
    assert drawn("--as-of", "2023-01-01") == (True, False)
    assert drawn("--as-of", "2022-01-01") == (False, False)
    run("draw", out, "--store", built.store, "--as-of", "2022-13-01").refused(2, "there is no month 13")
    run("draw", out, "--store", built.store, "--source", "s99").refused(2, "s99")


EXPLAINED = [
    ("programme/one/ct", "Chương trình phối hợp"),
    ("id:programme/one/ct", "Chương trình phối hợp"),
    ("https://w3id.org/phoihop/id/programme/one/ct", "Chương trình phối hợp"),
    ("place/vn63/173", "Phú Bình"),
    ("kind/people-court", "Tòa án nhân dân"),
    ("ph:signatory", "signatory"),
    ("agency/vn63/173/people-court", "coordinates-with"),
    ("source/one", "An invented source"),
]


@pytest.mark.parametrize(("name", "says"), EXPLAINED)
def test_anything_in_the_graph_is_explained(run: Run, store: Path, name: str, says: str) -> None:
    ran = run("explain", name, "--store", store)
    assert (ran.code, says in ran.out) == (0, True), ran
    shown = json.loads(run("explain", name, "--format", "json", "--store", store).out)
    assert shown["iri"].startswith("https://w3id.org/phoihop/")


def test_a_claim_is_explained_by_its_source_and_span(run: Run, store: Path) -> None:
    claims = json.loads(run("explain", "programme/one/ct", "--format", "json", "--store", store).out)["claims"]
    signature = next(claim for kind, claim, standing in claims if kind.endswith("Signature"))
    ran = run("explain", signature, "--store", store)
    assert "    0–10\n" in ran.out or "    11–20\n" in ran.out
    assert "address not known" in ran.out
    assert "không rõ địa chỉ" in run("explain", signature, "--lang", "vi", "--store", store).out


def test_what_is_not_known_is_a_finding_and_what_is_no_iri_is_wrong_usage(run: Run, store: Path) -> None:
    run("explain", "programme/nowhere", "--store", store).refused(1, "nothing is known of")
    run("explain", "a b", "--store", store).refused(2, "is no IRI")
    run("explain", "<> } DROP", "--store", store).refused(2, "is no IRI")
    run("explain", "source/one", "--texts", "nowhere", "--store", store).refused(2, "no such folder")
