"""Bad input, through `validate` and `build`: a clear finding with its place, exit code as designed, nothing lost."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from pathlib import Path

import pytest

from phoihop.store.versions import current_version

from .conftest import MINI, Run

GOOD = (MINI / "records" / "one.yaml").read_text(encoding="utf-8")


def other(old: str = "", new: str = "") -> bytes:
    """The good record under another id, with one thing changed."""
    assert old in GOOD
    return GOOD.replace("id: one", "id: two").replace(old, new, 1).encode() if old else GOOD.encode()


# name of the file, its bytes, and what the finding says
BAD = {
    "tab": ("two.yaml", other("  btg:", "\tbtg:"), "two.yaml:8:1", "tab"),
    "duplicate key": ("two.yaml", other("  tand: {", "  btg: {"), "two.yaml:9:3", "'btg' is given twice"),
    "no such day": ("two.yaml", other('"2022-06"', '"2022-02-31"'), "two.yaml:18:53", "2022-02 has no day 31"),
    "day first": ("two.yaml", other('"2022-06"', '"31/02/2022"'), "two.yaml:18:53", "write YYYY, YYYY-MM"),
    "agency kind": ("two.yaml", other("people-court", "peoples-court"), "two.yaml:9:10", "did you mean people-court"),
    "place": ("two.yaml", other("vn63/173, name: Tòa", "vn63/9999, name: Tòa"), "two.yaml:9:30", "'vn63/9999'"),
    "span backwards": ("two.yaml", other("at: 21-30", "at: 30-21"), "two.yaml:18:71", "'30-21'"),
    "unknown field": ("two.yaml", other("status:", "sttus: x\nstatus:"), "two.yaml:4:1", "'sttus'"),
    "unknown reference": ("two.yaml", other("agency: tand", "agency: tadn"), "two.yaml:16:", "tadn"),
    "id taken": ("two.yaml", GOOD.encode(), ":3:1", "is taken by the record at"),
    "empty": ("two.yaml", b"", "two.yaml", "the file is empty"),
    "list": ("two.yaml", b"- 1\n- 2\n", "two.yaml:1:1", "cannot be read"),
    "latin-1": ("two.yaml", other().replace("ò".encode(), b"\xf2"), "two.yaml:9:", "byte 0xf2 is not UTF-8"),
    "zero byte": ("two.yaml", other() + b"\0", "two.yaml", "control characters"),
    "aliases": ("two.yaml", b"a: &a [x, x]\nb: &b [*a, *a]\n", "two.yaml:1:", "an alias"),
    "deep": ("two.yaml", b"a: " + b"[" * 20_000, "two.yaml", "cannot be read"),
    "broken line": ("two.jsonl", b'{"format": 1\n', "two.jsonl:1:", "Invalid JSON"),
    "line with a list": ("two.jsonl", b"[1]\n", "two.jsonl:1:", "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_record_is_one_clear_finding(run: Run, data: Path, name: str) -> None:
    file, content, place, says = BAD[name]
    (data / "records" / file).write_bytes(content)
    ran = run("validate", data / "records")
    assert ran.code == 1
    assert ran.err == ""
    assert place in ran.out
    assert says in ran.out
    [found] = [issue for issue in json.loads(run("validate", data / "records", "--format", "json").out)
               if issue["severity"] == "violation"]  # fmt: skip
    assert {"message_vi", "message_en", "fix_en", "line", "path"} <= found.keys()
    assert found["message_vi"] != found["message_en"]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_record_stops_the_build_and_the_store_stays(run: Run, data: Path, tmp_path: Path, name: str) -> None:
    store = tmp_path / "store"
    assert run("build", "--data", data, "--store", store, "--no-check").code == 0
    before = current_version(store)
    file, content, place, says = BAD[name]
    (data / "records" / file).write_bytes(content)
    # Without checks, only what would fail later anyway is looked at: nothing that cannot be read gets in.
    ran = run(
        "build", "--data", data, "--store", store, *([] if name in ("place", "unknown reference") else ["--no-check"])
    )
    assert (ran.code, ran.out) == (1, "")
    assert place in ran.err
    assert says in ran.err
    assert ran.err.splitlines()[-1].startswith("phoihop: the data do not conform")
    assert "Traceback" not in ran.err
    assert current_version(store) == before
    assert [path.name for path in (store / "versions").iterdir()] == [before.name]


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(run: Run, data: Path) -> None:
    path = data / "records" / "two.yaml"
    path.touch()
    os.truncate(path, 50_000_000)
    ran = run("validate", path)
    assert (ran.code, "50000000 bytes" in ran.out) == (1, True)


def test_decomposed_letters_are_read_as_composed_ones(run: Run, data: Path, tmp_path: Path) -> None:
    (data / "records" / "one.yaml").write_text(unicodedata.normalize("NFD", GOOD), encoding="utf-8")
    assert run("build", "--data", data, "--store", tmp_path / "store").code == 0
    exported = run("export", "-", "--format", "nquads", "--store", tmp_path / "store").out
    assert "Tòa án nhân dân huyện Phú Bình" in exported
    assert unicodedata.is_normalized("NFC", exported)


TEXT = "Ban Tuyên giáo ký với Tòa án, một hôm năm ấy."


def cited(span: str, digest: str, text: str = TEXT) -> str:
    """The good record with the digest of a text, and one span with the digest of its words."""
    whole = hashlib.sha256(text.encode()).hexdigest()
    return GOOD.replace("source: {label: An invented source}",
                        f"source: {{label: An invented source, sha256: {whole}, characters: {len(text)}}}",
                        ).replace("at: 0-10", f'at: "{span}#{digest}"', 1)  # fmt: skip


def digest_of(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


TEXTS = [
    ("0-14", digest_of(TEXT[:14]), TEXT, None),
    ("0-14", digest_of("something else"), TEXT, "digest"),
    ("0-14", digest_of(TEXT[:14]), TEXT + " Changed since.", "text"),
    ("5-400", digest_of(TEXT), TEXT, "400"),
]


@pytest.mark.parametrize(("span", "digest", "on_disk", "says"), TEXTS)
def test_spans_are_held_against_the_text_where_it_is_at_hand(
    run: Run, data: Path, tmp_path: Path, span: str, digest: str, on_disk: str, says: str | None
) -> None:
    record = data / "records" / "one.yaml"
    record.write_text(cited(span, digest), encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text(on_disk, encoding="utf-8")
    ran = run("validate", record, "--texts", tmp_path / "texts", "--format", "json")
    found = [issue for issue in json.loads(ran.out) if issue["severity"] == "violation"]
    if says is None:
        assert (ran.code, found) == (0, [])
    else:
        assert ran.code == 1
        assert says in found[0]["message_en"]
        assert found[0]["line"]


# name of the file, its bytes, exit code and what is said; files that are no RDF we take are wrong usage
RDF = {
    "bad literal": ("a.ttl", b'<http://a.example/> <http://a.example/day> '
                    b'"2022-02-31"^^<http://www.w3.org/2001/XMLSchema#date> .', 1, "is not a value of the type"),
    "blank in an IRI": ("a.ttl", b"<http://a b/> a <http://c/> .", 1, "Invalid IRI"),
    "blank in an IRI, N-Triples": ("a.nt", b"<http://a b/> <http://p/> <http://c/> .", 1, "Invalid IRI"),
    "IRI without a scheme": ("a.ttl", b"<a> <b> <c> .", 1, "a.ttl:1:1"),
    "cut off": ("a.ttl", b'<http://a.example/> <http://b.example/> "', 1, "a.ttl:1:"),
    "latin-1": ("a.ttl", b'<http://a/> <http://b/> "\xf2" .', 1, "UTF-8"),
    "empty": ("a.ttl", b"", 1, "no triple"),
    "remote context": ("a.jsonld", b'{"@context": "http://127.0.0.1:1/c.json", "@id": "http://a/"}', 1, "not fetched"),
    "imported context": ("a.jsonld", b'{"@context": {"@import": "http://127.0.0.1:1/c"}, "@id": "http://a/"}', 1,
                         "not fetched"),
    "context of a file": ("a.jsonld", b'{"@context": "file:///etc/passwd", "@id": "http://a/"}', 1, "not fetched"),
    "broken JSON": ("a.jsonld", b'{"@context":', 1, "a.jsonld"),
    "entity bomb": ("a.rdf", b'<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><r>&b;</r>', 2, "is not accepted"),
    "entity bomb under another name": ("a.ttl", b'<!DOCTYPE r [<!ENTITY a "aa">]><r>&a;</r>', 2, "this is XML"),
}  # fmt: skip


@pytest.mark.parametrize("name", RDF)
def test_bad_rdf_is_one_clear_finding(run: Run, tmp_path: Path, name: str) -> None:
    file, content, code, says = RDF[name]
    (tmp_path / file).write_bytes(content)
    ran = run("validate", tmp_path / file)
    assert ran.code == code
    assert says in ran.out + ran.err
    assert "Traceback" not in ran.out + ran.err
    assert ran.err.count("\n") == (code == 2)


def test_what_is_not_there_or_does_not_go_together_is_wrong_usage(run: Run, tmp_path: Path, data: Path) -> None:
    run("validate", tmp_path / "none.yaml").refused(2, "none.yaml: no such file or folder")
    (tmp_path / "empty").mkdir()
    run("validate", tmp_path / "empty").refused(2, "no record in this folder")
    (tmp_path / "a.ttl").touch()
    run("validate", data / "records", tmp_path / "a.ttl").refused(2, "cannot be checked in one go")
    run("validate", tmp_path / "a.ttl", "--store", tmp_path).refused(2, "for records, not for RDF")
    run("validate", "--format", "docx", data).refused(2, "'docx' is not one of")
