"""What counts as a hit, a false alarm and a miss, and that the counts are those of the guidelines' own scorer."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest

from phoihop.errors import UsageError
from phoihop.evaluate import (
    FIELDS,
    FieldScore,
    Miss,
    Row,
    Scores,
    canonical,
    evaluate,
    read_annotations,
    render_scores,
    render_scores_json,
    score,
)

ROOT = Path(__file__).parents[1]
OWN_GOLD = ROOT / "data" / "gold"
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "gold" / "score.py"
HEADER = "field\tsurface\tstart\tend\tvalue\tnote\n"


def row(field: str, value: str, *, at: tuple[int, int] | None = None, **notes: str) -> Row:
    start, end = at or (None, None)
    return Row(field, "…", start, end, value, notes)


SIGNING = [row("event_kind", "signing"), row("signatory", "A", kind="court"), row("signatory", "B", kind="front")]
PLAIN_FOUND = [row("event_kind", "signing"), row("signatory", "A", kind="court"), row("signatory", "B", kind="front")]


def counts(scores: Scores, field: str) -> tuple[int, int, int]:
    count = scores.fields[field]
    return count.tp, count.fp, count.fn


def compared(gold: list[Row], found: list[Row] | None, field: str) -> tuple[int, int, int]:
    return counts(score({"x": gold}, {} if found is None else {"x": found}), field)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TAND tỉnh Hòa Bình", "tòa án nhân dân tỉnh hoà bình"),
        ("UBND TP Hà Nội", "Uỷ ban nhân dân thành phố Hà Nội"),
        ("Thành ủy TP.HCM", "Thành uỷ thành phố Hồ Chí Minh"),
        ("Ủy ban MTTQ VN tỉnh", "Ủy ban Mặt trận Tổ quốc tỉnh"),
        ("UBMTTQVN huyện", "Ủy ban Mặt trận Tổ quốc Việt Nam huyện"),
        ("Ủy viên T.Ư Đảng", "Ủy viên Trung ương Đảng"),
        ("2023 –  2026", "2023 - 2026"),
        (" VKSND\u00a0tỉnh\n", "Viện kiểm sát nhân dân tỉnh"),
        (unicodedata.normalize("NFD", "Tòa án"), "Toà án"),
        ("238-QĐ/TW", "238–qđ/tw"),
    ],
)
def test_spellings_of_one_value_are_equal(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lê Văn Bảo", "Lê Văn Báo"),
        ("Ban Dân vận", "Ban Dân vân"),
        ("Hòa", "Hoa"),
        ("Ban cán sự đảng TAND", "TAND"),
        ("tpa", "thành phốa"),
    ],
)
def test_different_values_stay_different(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


OFFICIAL, OPTIONAL = row("official", "Lò Văn A"), row("official", "Lò Văn A", opt="yes")


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ([OFFICIAL], [row("official", "lò văn a")], (1, 0, 0)),
        ([OFFICIAL], [], (0, 0, 1)),
        ([OFFICIAL], None, (0, 0, 1)),
        ([OFFICIAL], [row("official", "Lò Văn Á")], (0, 1, 1)),
        ([OFFICIAL], [OFFICIAL, row("official", "LÒ VĂN A")], (1, 0, 0)),
        ([OFFICIAL, row("official", "Lò Văn A", at=(5, 9))], [OFFICIAL], (1, 0, 0)),
        ([OPTIONAL], [], (0, 0, 0)),
        ([OPTIONAL], [OFFICIAL], (0, 0, 0)),
        ([OPTIONAL, OFFICIAL], [OFFICIAL], (1, 0, 0)),
        ([OFFICIAL, OPTIONAL], [], (0, 0, 1)),
        ([row("official", "Lò Văn A", alt="Lò A, Lò Văn Á")], [row("official", "Lò A")], (1, 0, 0)),
        ([row("official", "X", alt="Y")], [row("official", "Y"), row("official", "X")], (1, 0, 0)),
        ([], [OFFICIAL], (0, 1, 0)),
    ],
)
def test_a_value_is_a_hit_a_false_alarm_or_a_miss(
    gold: list[Row], found: list[Row] | None, expected: tuple[int, int, int]
) -> None:
    assert compared(gold, found, "official") == expected


def test_what_an_extractor_notes_as_optional_or_alternative_has_no_weight() -> None:
    found = [row("official", "Z", opt="yes", alt="Lò Văn A")]
    assert compared([OFFICIAL], found, "official") == (0, 1, 1)


def test_an_alternative_post_belongs_to_the_same_person() -> None:
    gold = [row("post", "Lò Văn A | Giám đốc Sở Tư pháp tỉnh B", alt="Giám đốc Sở Tư pháp")]
    assert compared(gold, [row("post", "Lò Văn A | Giám đốc Sở Tư pháp")], "post") == (1, 0, 0)
    assert compared(gold, [row("post", "Lò Văn C | Giám đốc Sở Tư pháp")], "post") == (0, 1, 1)


@pytest.mark.parametrize(("found", "expected"), [("mention", (1, 0, 0)), ("signing", (1, 0, 0)), ("review", (0, 1, 1))])
def test_a_mention_may_be_reported_as_what_it_mentions(found: str, expected: tuple[int, int, int]) -> None:
    gold = [row("event_kind", "mention", underlying="signing")]
    assert compared(gold, [row("event_kind", found)], "event_kind") == expected


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        (SIGNING, SIGNING, (1, 0, 0)),
        (SIGNING, SIGNING[:2], (0, 1, 1)),
        (SIGNING, SIGNING[1:], (0, 1, 1)),
        (SIGNING, [], (0, 1, 1)),
        (SIGNING, None, (0, 0, 1)),
        ([], [], (1, 0, 0)),
        ([], SIGNING, (0, 1, 1)),
        ([row("event_kind", "signing", opt="yes")], SIGNING, (0, 0, 0)),
        ([row("event_kind", "signing", opt="yes")], [], (0, 0, 0)),
    ],
)
def test_a_pact_needs_an_event_and_two_parties(
    gold: list[Row], found: list[Row] | None, expected: tuple[int, int, int]
) -> None:
    assert compared(gold, found, "pact") == expected


def test_kinds_and_roles_are_judged_on_what_was_found_only() -> None:
    gold = [*SIGNING, row("document", "238-QĐ/TW", role="basis"), row("document", "1-KH", role="other")]
    found = [
        row("signatory", "A", kind="people-court"),
        row("signatory", "B", kind="press"),
        row("document", "238-QĐ/TW", role="pact-itself"),
    ]
    scores = score({"x": gold}, {"x": found})
    assert counts(scores, "kind") == (1, 1, 1)
    assert counts(scores, "role") == (0, 1, 1)
    assert Miss("x", "kind", "wrong", "B: press", "front") in scores.misses


def test_without_a_pact_only_claims_of_one_and_people_count() -> None:
    wrong = [
        *SIGNING,
        row("lead", "A"),
        row("document", "1-KH"),
        row("place", "B | province"),
        row("term", "2021/2025"),
    ]
    scores = score({"x": [OFFICIAL]}, {"x": [*wrong, row("event_date", "2021"), OFFICIAL]})
    false = {name: count.fp for name, count in scores.fields.items() if count.fp}
    assert false == {"pact": 1, "event_kind": 1, "signatory": 2, "lead": 1}
    assert counts(scores, "official") == (1, 0, 0)


def test_a_tolerated_report_is_not_scored_but_people_are() -> None:
    scores = score({"x": [OFFICIAL]}, {"x": [*SIGNING, row("lead", "A")]}, tolerated=["x"])
    assert {name: count for name, count in scores.fields.items() if count != FieldScore()} == {
        "official": FieldScore(fn=1)
    }


def test_of_two_claims_on_one_fact_the_one_at_its_place_is_taken() -> None:
    gold = [row("document", "9", alt="9-QĐ/TW", at=(10, 20), role="basis")]
    found = [row("document", "9", at=(50, 60), role="other"), row("document", "9-QĐ/TW", at=(10, 20), role="basis")]
    assert compared([*SIGNING, *gold], found, "role") == (1, 0, 0)


def test_an_article_not_worked_on_is_named() -> None:
    scores = score({"b": [], "a": []}, {"b": []})
    assert (scores.articles, scores.absent) == (2, ("a",))


def test_figures_follow_from_the_counts() -> None:
    count = FieldScore(tp=3, fp=1, fn=2)
    assert (count.precision, count.recall) == (0.75, 0.6)
    assert count.f1 == pytest.approx(2 / 3)
    assert (FieldScore().f1, FieldScore(fp=1, fn=1).f1) == (1.0, 0.0)


def test_the_report_shows_figures_and_misses() -> None:
    scores = score({"x": [*SIGNING, OFFICIAL]}, {"x": [*PLAIN_FOUND, row("official", "Ma")]})
    text = render_scores(scores)
    assert "official         0     1     1  0.000  0.000  0.000" in text
    assert "signatory        2     0     0  1.000  1.000  1.000" in text
    assert "x  official  missed  Lò Văn A\n" in text
    data = json.loads(render_scores_json(scores))
    assert list(data["fields"]) == list(FIELDS)
    assert data["fields"]["official"] == {"tp": 0, "fp": 1, "fn": 1, "precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert {"article": "x", "field": "official", "verdict": "wrong", "value": "Ma", "wanted": ""} in data["misses"]


def test_annotations_are_read_with_notes_and_spans(tmp_path: Path) -> None:
    file = tmp_path / "x.tsv"
    file.write_text(
        HEADER + 'lead\tBan "A"\t0\t7\tBan A\tpact=1; alt=a=b, c; opt=yes\nterm\t\t\t\t2021/2025\n', encoding="utf-8"
    )
    lead, term = read_annotations(file, text='Ban "A" họp')
    assert (lead.surface, lead.start, lead.end, lead.value) == ('Ban "A"', 0, 7, "Ban A")
    assert lead.notes == {"pact": "1", "alt": "a=b, c", "opt": "yes"}
    assert (term.start, term.end, term.notes) == (None, None, {})


def test_line_ends_in_the_text_are_blanks_in_the_surface(tmp_path: Path) -> None:
    file = tmp_path / "x.tsv"
    file.write_text(HEADER + "lead\tBan A\t0\t5\tBan A\t\n", encoding="utf-8")
    assert read_annotations(file, text="Ban\nA")[0].value == "Ban A"


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("", 1, "not an annotation file"),
        ("field,surface,start,end,value,note\n", 1, "not an annotation file"),
        ("Một bài báo nào đó\n", 1, "not an annotation file"),
        (HEADER + "official\tA\t0\t1\tA\t\nchief\tA\t0\t1\tA\t\n", 3, "unknown field 'chief'"),
        (HEADER + "official\tA\n", 2, "2 columns"),
        (HEADER + "official\tA\t0\t1\tA\t\t\t\n", 2, "8 columns"),
        (HEADER + "official\tA\t0\tx\tA\t\n", 2, "no span"),
        (HEADER + "official\tA\t1\t1\tA\t\n", 2, "no span"),
        (HEADER + "official\tA\t\t1\tA\t\n", 2, "no span"),
        (HEADER + "official\tA\t0\t1\t \t\n", 2, "no value"),
        (HEADER + "\nofficial\tB\t0\t1\tB\t\n", 3, "at 0-1 the text has 'A', not 'B'"),
        (HEADER + "official\tA\t7\t8\tA\t\n", 2, "at 7-8 the text has ''"),
    ],
)
def test_bad_annotations_are_refused_with_their_line(tmp_path: Path, content: str, line: int, says: str) -> None:
    file = tmp_path / "x.tsv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=says) as caught:
        read_annotations(file, text="A B")
    assert (caught.value.path, caught.value.line) == (str(file), line)


def test_missing_and_foreign_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_annotations(tmp_path / "x.tsv")
    (tmp_path / "y.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_annotations(tmp_path / "y.tsv")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two texts and three annotated articles, one of them without its text."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "gold").mkdir()
    for name, text in {"a1": "Ông Lò Văn A, Chánh án", "n1": "Không có ai ở đây cả"}.items():
        (tmp_path / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = {"A1": "official\tLò Văn A\t4\t12\tLò Văn A\t\n", "n1": "", "elsewhere": "official\tX\t0\t1\tX\t\n"}
    for name, content in rows.items():
        (tmp_path / "gold" / f"{name}.tsv").write_text(HEADER + content, encoding="utf-8")
    (tmp_path / "gold" / "tolerated.tsv").write_text("id\twhy\nn1\ttest\n", encoding="utf-8")
    return tmp_path


def test_an_extractor_is_run_over_the_texts_that_are_there(project: Path) -> None:
    seen: list[str] = []

    def extract(page: Path) -> list[Row]:
        seen.append(page.name)
        return [OFFICIAL] if page.stem == "a1" else SIGNING

    scores = evaluate(project / "texts", project / "gold", extract)
    assert seen == ["a1.txt", "n1.txt"]
    assert scores.articles == 2
    assert counts(scores, "official") == (1, 0, 0)
    assert counts(scores, "pact") == (1, 0, 0)
    assert scores.misses == ()


def test_a_text_without_annotations_is_refused(project: Path) -> None:
    (project / "texts" / "b2.txt").write_text("Một bài nữa", encoding="utf-8")
    with pytest.raises(UsageError, match="has no annotations") as caught:
        evaluate(project / "texts", project / "gold", lambda _: [])
    assert "b2.tsv" in caught.value.fix


def test_two_texts_of_one_name_are_refused(project: Path) -> None:
    (project / "texts" / "a1.htm").write_text("Ông Lò Văn A, Chánh án", encoding="utf-8")
    (project / "gold" / "A1.tsv").write_text(HEADER, encoding="utf-8")
    with pytest.raises(UsageError, match="two pages are called a1"):
        evaluate(project / "texts", project / "gold", lambda _: [])


@pytest.mark.parametrize("missing", ["texts", "gold"])
def test_a_missing_folder_is_refused(project: Path, missing: str) -> None:
    places = {"texts": project / "texts", "gold": project / "gold"} | {missing: project / "nowhere"}
    with pytest.raises(UsageError, match="no such"):
        evaluate(places["texts"], places["gold"], lambda _: [])


def test_annotations_that_do_not_fit_the_text_are_refused(project: Path) -> None:
    (project / "texts" / "a1.txt").write_text("Đồng chí Lò Văn A, Chánh án", encoding="utf-8")
    with pytest.raises(UsageError, match="the text has"):
        evaluate(project / "texts", project / "gold", lambda _: [])


def test_our_own_gold_fits_its_texts_and_scores_full_marks_against_itself() -> None:
    scores = evaluate(OWN_GOLD, OWN_GOLD, lambda page: read_annotations(page.with_suffix(".tsv")))
    assert scores.misses == ()
    negatives = [file for file in OWN_GOLD.glob("N*.tsv") if "event_kind" not in file.read_text(encoding="utf-8")]
    assert len(negatives) >= 20


KINDS = ("court", "people-court", "front", "fatherland-front", "party-committee", "standing-committee", "basis", "")


def perturb(rows: Iterable[Row], chance: random.Random) -> list[Row]:
    """Rows as a faulty extractor might give them: lost, doubled, respelled, moved, confused, invented."""
    result: list[Row] = []
    for one in rows:
        other = chance.randrange(12)
        alt = one.notes.get("alt", "").split(",")[0].strip()
        person = one.value.split(" | ")[0] + " | " if one.field == "post" and " | " not in alt else ""
        value = {
            2: one.value.upper(),
            3: unicodedata.normalize("NFD", one.value),
            4: one.value.replace("Tòa án nhân dân", "TAND").replace("Ủy ban nhân dân", "UBND"),
            5: one.value + " lạ",
            6: person + alt if alt else one.value,
            7: "signing" if one.field == "event_kind" else one.value.replace("ả", "á"),
        }.get(other, one.value)
        notes = {key: chance.choice((text, *KINDS)) for key, text in one.notes.items() if key in {"kind", "role"}}
        start, end = one.start, one.end
        if start is not None and end is not None and chance.random() < 0.3:
            start, end = start + 3, end + chance.randrange(4, 9)
        changed = Row(one.field, one.surface, start, end, value, notes)
        result += [] if other == 0 else [changed, one] if other == 1 else [changed]
    if chance.random() < 0.3:
        result += [row("signatory", "Cục Bịa Đặt", at=(0, 3), kind="other"), row("event_kind", "review", at=(0, 3))]
    chance.shuffle(result)
    return result


def write(path: Path, rows: list[Row]) -> None:
    lines = []
    for one in rows:
        span = ("", "") if one.start is None else (str(one.start), str(one.end))
        note = "; ".join(f"{key}={value}" for key, value in one.notes.items())
        lines.append("\t".join((one.field, one.surface, *span, one.value, note)) + "\n")
    path.write_text(HEADER + "".join(lines), encoding="utf-8")


@pytest.mark.skipif(
    not SCORER.exists(), reason="the guidelines' own scorer is not in the shared folder beside the checkout"
)
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("folder", [OWN_GOLD, SHARED / "gold"], ids=["own", "shared"])
def test_counts_agree_with_the_guidelines_own_scorer(tmp_path: Path, folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    gold, found = {}, {}
    for file in sorted(folder.glob("*.tsv")):
        if file.stem == "tolerated":
            continue
        gold[file.stem] = read_annotations(file)
        if chance.random() > 0.05:
            write(tmp_path / file.name, perturb(gold[file.stem], chance))
            found[file.stem] = read_annotations(tmp_path / file.name)
    lists = [place / "tolerated.tsv" for place in (folder, SCORER.parent) if (place / "tolerated.tsv").exists()]
    tolerated = [line.split("\t")[0] for one in lists for line in one.read_text(encoding="utf-8").splitlines()[1:]]
    command = [sys.executable, str(SCORER), str(folder), str(tmp_path), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout)
    ours = score(gold, found, tolerated=tolerated)
    assert {name: counts(ours, name) for name in FIELDS} == {
        name: (value["tp"], value["fp"], value["fn"]) for name, value in theirs["value"].items()
    }
    assert list(ours.absent) == theirs["absent"]
