"""A full run by pySHACL, in chunks and on several processes, finds what pySHACL finds in everything at once."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import SH

from phoihop.validate import Schema, check_shapes, inspection, state_records
from phoihop.validate.engines import Result
from phoihop.validate.shapes import Shapes, read_shapes

ONTOLOGY = Path(__file__).parents[2] / "ontology"
RECORDS = 30


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return read_shapes(ONTOLOGY / "shapes")


@pytest.fixture(scope="module")
def graph(coder: Any, schema: Schema) -> ox.Store:
    """The ontology and records, of which two in three are wrong, each in several ways."""
    graph = ox.Store()
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in schema.ontology.triples)
    graph.bulk_load(lines.encode(), format=ox.RdfFormat.N_TRIPLES)
    records = []
    for number in range(RECORDS):
        value = coder.record(f"r{number}")
        programme = value["programmes"]["ct"]
        if number % 3:
            del programme["signatories"][number % 2]
            programme["title"] = f"Chương trình số {number}"
        if number % 3 == 2:
            programme["term"] = {"start": "2026", "end": "2019", "at": coder.span(0, 22)}
            programme["topics"] = []
            value["agencies"]["tand"]["within"] = "btg"
            value["agencies"]["btg"]["level"] = "province"
            value["documents"]["qd"]["number"] = "một số không đúng"
            value["officials"]["an"]["posts"][0]["post"] = "chair"
        records.append(coder.located(value))
    state_records(graph, records, schema)
    return graph


Finding = tuple[str, str, str]


def findings(results: list[Result], shapes: Shapes) -> set[Finding]:
    return {(found.focus, shapes.name(found.shape), found.component) for found in results}


def plain(graph: ox.Store) -> set[Finding]:
    """What pySHACL finds when it is called without any of our code."""
    shapes = rdflib.Graph()
    for file in (ONTOLOGY / "shapes").glob("*.ttl"):
        shapes.parse(file)
    text = graph.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    _, report, _ = pyshacl.validate(rdflib.Graph().parse(data=text, format="nt"), shacl_graph=shapes)
    assert isinstance(report, rdflib.Graph)

    def name(shape: Any) -> str:
        while isinstance(shape, rdflib.BNode):
            shape = next(shapes.subjects(None, shape))
        return str(shape)

    return {
        (str(report.value(one, SH.focusNode)), name(report.value(one, SH.sourceShape)),
         str(report.value(one, SH.sourceConstraintComponent)))
        for one in report.objects(None, SH.result)
    }  # fmt: skip


def test_chunks_and_processes_do_not_change_what_is_found(
    graph: ox.Store, shapes: Shapes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once, _ = check_shapes(graph, shapes, engine="pyshacl", workers=1)
    monkeypatch.setattr(inspection, "CHUNK", 300)
    in_chunks, _ = check_shapes(graph, shapes, engine="pyshacl", workers=1)
    in_parallel, _ = check_shapes(graph, shapes, engine="pyshacl", workers=2)
    assert at_once == in_chunks == in_parallel
    written = ox.Store(str(tmp_path / "db"))
    written.extend(graph)
    for on_disk in (written, ox.Store.read_only(str(tmp_path / "db"))):
        assert check_shapes(on_disk, shapes, engine="pyshacl", workers=2)[0] == at_once
    assert findings(at_once, shapes) == plain(graph)
    assert len({found.shape for found in at_once}) > 3


@pytest.mark.parametrize("collecting", [True, False])
def test_a_full_run_leaves_garbage_collection_as_it_was(graph: ox.Store, shapes: Shapes, collecting: bool) -> None:
    try:
        if not collecting:
            gc.disable()
        check_shapes(graph, shapes, engine="pyshacl")
        assert gc.isenabled() is collecting
    finally:
        gc.enable()


def test_without_room_for_a_copy_one_process_does_it_all(
    graph: ox.Store, shapes: Shapes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once, _ = check_shapes(graph, shapes, engine="pyshacl", workers=1)
    monkeypatch.setattr(inspection, "CHUNK", 300)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert check_shapes(graph, shapes, engine="pyshacl", workers=2)[0] == at_once
