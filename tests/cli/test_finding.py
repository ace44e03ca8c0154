"""`place`, `same`, `search` and `reconcile`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from phoihop.build import build

from .conftest import Run


@pytest.mark.parametrize("name", ["dien bien", "Điện Biên", "tỉnh Điện Biên", "ĐIỆN BIÊN"])
def test_a_place_is_found_by_its_name_with_or_without_diacritics(run: Run, name: str) -> None:
    found = json.loads(run("place", name, "--format", "json").out)
    assert list(found[0]) == ["iri", "name", "level", "code", "within", "validFrom", "validTo", "score", "reason"]
    assert (found[0]["name"], found[0]["code"], found[0]["level"]) == ("tỉnh Điện Biên", "11", "province")
    assert [place["score"] for place in found] == sorted((place["score"] for place in found), reverse=True)


def test_a_place_is_found_as_of_a_day_and_within_another(run: Run) -> None:
    before = json.loads(run("place", "Phú Bình", "--as-of", "2022-06-23", "--within", "vn63/19").out)
    assert [place["iri"].rpartition("/id/")[2] for place in before if place["level"] == "district"] == [
        "place/vn63/173"
    ]
    after = json.loads(run("place", "Phú Bình", "--as-of", "2025-08-01").out)
    assert all(place["level"] != "district" for place in after)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["Xyzzy"], 1, "no place is called 'Xyzzy'"),
        (["Huế", "--as-of", "31/02/2022"], 2, "is not a date"),
        (["Huế", "--within", "nowhere"], 2, "'nowhere'"),
    ],
)
def test_a_place_that_cannot_be_found_is_said(run: Run, arguments: list[str], code: int, says: str) -> None:
    run("place", *arguments).refused(code, says)


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("Lê Văn Bảo", "Lê Văn Báo", "different"),
        ("Nguyễn Văn Hoà", "Nguyễn Văn Hòa", "same"),
        ("Nguyễn Văn Hòa", "nguyen van hoa", "possible"),
    ],
)
def test_names_are_compared_with_their_marks(run: Run, a: str, b: str, verdict: str) -> None:
    found = json.loads(run("same", a, b, "--format", "json").out)
    assert list(found) == ["verdict", "reason"]
    assert found["verdict"] == verdict
    assert run("same", a, b).out.startswith(f"{verdict}: ")


def test_an_empty_name_is_refused(run: Run) -> None:
    run("same", "Lê Văn Bảo", " ").refused(2, "empty")


@pytest.mark.parametrize("words", ["phu binh", "Phú Bình", "PHU  BINH", "tand"])
def test_search_finds_what_is_named_with_or_without_diacritics(run: Run, store: Path, words: str) -> None:
    ran = run("search", *words.split(" "), "--store", store)
    assert ran.code == 0
    assert "Phú Bình" in ran.out
    assert ran.out.startswith("thing,thing_label,type\n")


@pytest.mark.parametrize("words", ['"} ; DROP ALL', "\\", "xyzzy", "Phú Bính xyzzy"])
def test_what_is_not_found_is_a_finding(run: Run, store: Path, words: str) -> None:
    run("search", words, "--store", store).refused(1, "nothing is called")


def test_the_number_of_finds_can_be_limited(run: Run, store: Path) -> None:
    assert len(json.loads(run("search", "a", "--limit", "2", "--format", "json", "--store", store).out)) == 2
    run("search", "a", "--limit", "0", "--store", store).refused(2, "0 is not in the range")


@pytest.fixture
def twice(data: Path) -> Path:
    """The tiny project with its one article in it twice, under two ids."""
    text = (data / "records" / "one.yaml").read_text(encoding="utf-8")
    (data / "records" / "two.yaml").write_text(text.replace("id: one", "id: two"), encoding="utf-8")
    return data


def programmes(data: Path, run: Run, folder: Path) -> int:
    store = build(data, folder, check=False).store
    answer = run(
        "sparql", "-", "--format", "csv", "--store", store,
        stdin="SELECT DISTINCT ?p WHERE { ?p a <https://w3id.org/phoihop/ontology#Programme> }",
    ).out  # fmt: skip
    shutil.rmtree(folder)
    return len(answer.splitlines()) - 1


def test_a_decision_joins_two_things_and_can_be_undone(run: Run, twice: Path, tmp_path: Path) -> None:
    assert programmes(twice, run, tmp_path / "store") == 2
    decide = ("reconcile", "--data", twice, "--by", "tester", "--on", "2024-02-29", "--why", "one article, copied")
    ran = run(*decide, "programme/one/ct", "programme/two/ct", "same")
    assert (ran.code, ran.err) == (0, "")
    log = twice / "identity.jsonl"
    first = json.loads(log.read_text(encoding="utf-8"))
    assert (first["verdict"], first["by"], first["on"], first["why"]) == (
        "same", "tester", "2024-02-29", "one article, copied")  # fmt: skip
    assert programmes(twice, run, tmp_path / "store") == 1
    assert run(*decide, "undo", "1").code == 0
    assert len(log.read_text(encoding="utf-8").splitlines()) == 2
    assert programmes(twice, run, tmp_path / "store") == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["programme/one/ct", "programme/two/ct", "same"], "a decision needs a name"),
        (["programme/one/ct", "programme/two/ct", "same", "--by", "me"], "a decision needs a reason"),
        (["programme/one/ct", "programme/two/ct", "maybe", "--by", "me", "--why", "so"], "'maybe' is no verdict"),
        (["programme/one/ct", "--by", "me", "--why", "so"], "a decision is A B VERDICT"),
        (["undo", "7", "--by", "me", "--why", "so"], "line 7 holds no decision"),
        (["a b", "programme/two/ct", "same", "--by", "me", "--why", "so"], "is no IRI"),
        (["programme/one/ct", "programme/one/ct", "different", "--by", "me", "--why", "so"], "itself"),
        (
            ["programme/one/ct", "programme/two/ct", "same", "--by", "me", "--why", "so", "--on", "31/02/2022"],
            "31/02/2022",
        ),
    ],
)
def test_a_decision_that_is_none_is_refused_and_not_logged(
    run: Run, twice: Path, arguments: list[str], says: str
) -> None:
    run("reconcile", "--data", twice, *arguments).refused(2, says)
    assert not (twice / "identity.jsonl").exists()


def test_candidates_are_proposed_as_csv_or_json(run: Run, twice: Path) -> None:
    ran = run("reconcile", "--data", twice)
    assert (ran.code, ran.out.splitlines()[0]) == (0, "score,a,a_label,b,b_label,verdict,reasons")
    assert isinstance(json.loads(run("reconcile", "--data", twice, "--format", "json").out), list)
    run("reconcile", "--data", twice / "nowhere").refused(2, "nowhere")
