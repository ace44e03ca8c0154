"""The review gate: what a person decides is logged, and what comes out is valid and says who let it in."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from phoihop.build import build
from phoihop.errors import FindingsError, UsageError
from phoihop.gazetteer import Gazetteer, load_gazetteer
from phoihop.records.reading import Located, parse_record, read_record
from phoihop.records.writing import render_record
from phoihop.review import Item, Review, log_path, open_review, read_decisions

TEXT = (
    "Ngày 23/6/2022, Ban Tuyên giáo Huyện ủy Phú Bình ký kết chương trình phối hợp với Tòa án nhân dân huyện.\n"
    "Bà Nguyễn Thị Loan, Phó Bí thư Huyện ủy, dự buổi lễ. Ban Tuyên giáo cần báo cáo hằng năm.\n"
)


def at(words: str) -> str:
    start = TEXT.index(words)
    return f"{start}-{start + len(words)}#{hashlib.sha256(words.encode()).hexdigest()[:16]}"


DRAFT = f"""
format: 1
id: x
status: draft
note: "rule of thumb by hand; not held: nothing"
source: {{label: Signing in Phú Bình district, sha256: {hashlib.sha256(TEXT.encode()).hexdigest()},
  characters: {len(TEXT)}}}
agencies:
  huyen-uy: {{kind: party-committee, place: vn63/173, name: Huyện ủy Phú Bình}}
  btg: {{kind: propaganda-commission, place: vn63/173, name: Ban Tuyên giáo Huyện ủy Phú Bình, within: huyen-uy}}
  tand: {{kind: people-court, place: vn63/173, name: Tòa án nhân dân huyện Phú Bình}}
programmes:
  programme:
    kind: coordination-programme
    title: Chương trình phối hợp
    at: {at("chương trình phối hợp")}
    signatories:
      - {{agency: btg, role: lead, at: {at("Ban Tuyên giáo Huyện ủy Phú Bình")}, note: "rule r, confidence 0.95: why"}}
      - {{agency: tand, at: {at("Tòa án nhân dân huyện")}, note: "rule r, confidence 0.80: why; not held: a name"}}
    duties:
      - {{kinds: [report], of: [btg], action: "report: to be told in the coder's own words", modality: requested,
         frequency: [annual], at: {at("Ban Tuyên giáo cần báo cáo hằng năm")}}}
events:
  signing:
    kind: signing
    concerns: [programme]
    at: {at("ký kết")}
    dates: [{{value: "2022-06-23", at: {at("23/6/2022")}}}]
officials:
  loan:
    name: Nguyễn Thị Loan
    at: {at("Nguyễn Thị Loan")}
    posts:
      - {{post: deputy-secretary, body: huyen-uy, events: [signing], at: {at("Phó Bí thư Huyện ủy")}}}
    roles:
      - {{event: signing, role: attended, at: {at("Nguyễn Thị Loan")}}}
"""
COURT, DUTY, DATE = "programmes.programme.signatories.1", "programmes.programme.duties.0", "events.signing.dates.0"
POST = "officials.loan.posts.0"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    located = parse_record(DRAFT.encode(), "x.yaml")
    assert isinstance(located, Located), located
    path = tmp_path / "x.yaml"
    path.write_text(render_record(located.record))
    return path


@pytest.fixture
def review(draft: Path, gazetteer: Gazetteer) -> Review:
    return again(draft, gazetteer)


def again(draft: Path, gazetteer: Gazetteer, by: str = "Người Thử") -> Review:
    return open_review(draft, TEXT, gazetteer, by=by, on="2024-02-29")


def item(review: Review, name: str) -> Item:
    return next(item for item in review.items if item.name == name)


def accept_rest(review: Review) -> None:
    for one in review.open_items():
        if one.name == DUTY:
            review.correct(one, "Report on the carrying out")
        else:
            review.accept(one)


def test_every_body_and_claim_is_an_item_after_what_it_hangs_on(review: Review) -> None:
    names = [one.name for one in review.items]
    assert names == [
        "source", "agencies.huyen-uy", "agencies.btg", "agencies.tand", "programmes.programme",
        "programmes.programme.signatories.0", COURT, DUTY, "events.signing", DATE, "officials.loan", POST,
        "officials.loan.roles.0",
    ]  # fmt: skip


def test_an_item_is_shown_with_its_sentence(review: Review) -> None:
    (passage,) = review.passages(item(review, POST))
    assert (passage.before, passage.words, passage.after) == (
        "Bà Nguyễn Thị Loan, ", "Phó Bí thư Huyện ủy", ", dự buổi lễ.",
    )  # fmt: skip


def test_an_accepted_draft_is_a_valid_record_with_who_and_when(review: Review, tmp_path: Path) -> None:
    accept_rest(review)
    review.finish(tmp_path / "records" / "x.yaml")
    located = read_record(tmp_path / "records" / "x.yaml")
    assert isinstance(located, Located)
    record = located.record
    assert record.accepted is not None
    assert (record.status, record.accepted.by, record.accepted.on) == ("accepted", "Người Thử", "2024-02-29")
    signatories = record.programmes["programme"].signatories
    assert [claim.note for claim in signatories] == [None, "not held: a name"]  # what a rule remarked is done with


def test_nothing_is_written_while_items_are_open(review: Review, tmp_path: Path) -> None:
    review.accept(review.items[0])
    with pytest.raises(FindingsError, match="12 items are still open"):
        review.finish(tmp_path / "out.yaml")
    assert not (tmp_path / "out.yaml").exists()


def test_a_review_goes_on_where_it_was_left(review: Review, draft: Path, gazetteer: Gazetteer) -> None:
    for one in review.items[:4]:
        review.accept(one)
    later = again(draft, gazetteer, by="Another")
    assert [one.name for one in later.open_items()] == [one.name for one in review.items[4:]]
    later.accept(later.items[4])
    assert [d.by for d in read_decisions(log_path(draft))] == ["Người Thử"] * 4 + ["Another"]


def test_a_line_cut_short_by_a_crash_is_left_out(review: Review, draft: Path, gazetteer: Gazetteer) -> None:
    review.accept(review.items[0])
    log = log_path(draft)
    log.write_bytes(log.read_bytes() + b'{"path": "agen')
    assert len(again(draft, gazetteer).open_items()) == len(review.items) - 1


def test_what_is_rejected_takes_with_it_what_cannot_stand_alone(review: Review, tmp_path: Path) -> None:
    fallen = review.reject(item(review, "agencies.huyen-uy"), "not named")
    assert fallen == [POST]
    assert review.reject(item(review, "events.signing")) == [DATE, "officials.loan.roles.0"]
    accept_rest(review)
    record = review.finish(tmp_path / "x-out.yaml")
    assert "huyen-uy" not in record.agencies
    assert record.agencies["btg"].within is None
    assert record.officials["loan"].posts == record.officials["loan"].roles == ()


def test_rejections_and_corrections_stay_in_the_log_with_rule_and_span(review: Review, draft: Path) -> None:
    review.reject(item(review, COURT), "only attended")
    review.correct(item(review, DATE), "2022-06-24")
    rejected, corrected = (json.loads(line) for line in log_path(draft).read_text().splitlines())
    assert (rejected["verdict"], rejected["remark"], rejected["rule"]) == ("rejected", "only attended", "r")
    start, end = rejected["spans"][0]
    assert TEXT[start:end] == "Tòa án nhân dân huyện"
    assert corrected["before"] == {"value": "2022-06-23"}
    assert corrected["after"] == {"value": "2022-06-24"}


CORRECTIONS = [
    (DATE, "2022-06", "value", "2022-06"),
    (DATE, "how_known=context", "how_known", "context"),
    (POST, "secretary", "post", "secretary"),
    (POST, "title=Phó Bí thư phụ trách", "title", "Phó Bí thư phụ trách"),
    (COURT, "role=lead", "role", "lead"),
    (COURT, "agency=huyen-uy", "agency", "huyen-uy"),
    (COURT, "Huyện ủy Phú Bình", "agency", "huyen-uy"),
    (DUTY, "frequency=monthly, when-needed", "frequency", ["monthly", "when-needed"]),
    (DUTY, "frequency=", "frequency", None),
    ("officials.loan", "Nguyễn Thị Loan Anh", "name", "Nguyễn Thị Loan Anh"),
    ("source", "url=https://mau.example/bai?a=1", "url", "https://mau.example/bai?a=1"),
]


@pytest.mark.parametrize(("name", "told", "field", "expected"), CORRECTIONS)
def test_a_correction_sets_the_main_or_the_named_field(
    review: Review, name: str, told: str, field: str, expected: object
) -> None:
    review.correct(item(review, name), told)
    part: object = review.revised
    for step in item(review, name).path:
        part = part[step]  # type: ignore[index]
    assert part.get(field) == expected  # type: ignore[attr-defined]


def test_a_body_of_a_new_name_enters_the_record(review: Review, tmp_path: Path) -> None:
    review.correct(item(review, COURT), "Viện kiểm sát nhân dân huyện Phú Bình")
    accept_rest(review)
    record = review.finish(tmp_path / "x-out.yaml")
    added = record.agencies[record.programmes["programme"].signatories[1].agency]
    assert (added.kind, added.place) == ("people-procuracy", "vn63/173")


REFUSED = [
    (DATE, "31/02/2022", "is not a date"),
    (POST, "secretery", "did you mean secretary"),
    (POST, "pots=secretary", "did you mean post"),
    (COURT, "agency=Tòa án nhân dân huyện Không Đâu", "no body is called"),
    (DUTY, "frequency=monthyl", "did you mean monthly"),
    ("agencies.tand", "place=vn63/999999", "wrong type"),
    ("agencies.tand", "place=vn63/99999", "vn63/99999"),
    ("source", "url=mau.example", "is not a web address"),
    ("source", "label=", "label"),
]


@pytest.mark.parametrize(("name", "told", "said"), REFUSED)
def test_a_correction_that_the_record_cannot_hold_is_refused_with_a_near_miss(
    review: Review, name: str, told: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        review.correct(item(review, name), told)
    assert name not in review.verdicts


def test_a_later_decision_replaces_an_earlier_one(review: Review, tmp_path: Path) -> None:
    review.reject(item(review, COURT))
    review.accept(item(review, COURT))
    accept_rest(review)
    assert len(review.finish(tmp_path / "x-out.yaml").programmes["programme"].signatories) == 2


def test_a_note_stays_with_its_item_and_leaves_the_question_open(review: Review, tmp_path: Path) -> None:
    review.note(item(review, DATE), "the headline has another day")
    assert DATE in [one.name for one in review.open_items()]
    accept_rest(review)
    record = review.finish(tmp_path / "x-out.yaml")
    assert record.events["signing"].dates[0].note == "the headline has another day"


def test_a_duty_is_told_in_own_words_before_it_is_accepted(review: Review) -> None:
    with pytest.raises(UsageError, match="no words yet"):
        review.accept(item(review, DUTY))


def test_a_draft_extracted_anew_keeps_the_decisions_on_what_did_not_change(
    review: Review, draft: Path, gazetteer: Gazetteer
) -> None:
    review.accept(item(review, DATE))
    review.accept(item(review, COURT))
    draft.write_text(draft.read_text().replace('"2022-06-23"', '"2022-06-24"'))
    later = again(draft, gazetteer)
    assert (set(later.verdicts), later.lost) == ({COURT}, 1)


def test_a_text_that_is_another_one_is_refused(draft: Path, gazetteer: Gazetteer) -> None:
    with pytest.raises(UsageError, match="not the one the draft was made from"):
        open_review(draft, TEXT + " ", gazetteer, by="N", on="2024-01-01")


@pytest.mark.parametrize(("by", "on", "said"), [(" ", "2024-01-01", "--by"), ("N", "30/02/2024", "is not a date")])
def test_a_review_needs_a_name_and_a_day(draft: Path, gazetteer: Gazetteer, by: str, on: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        open_review(draft, TEXT, gazetteer, by=by, on=on)


def test_only_drafts_are_reviewed(review: Review, gazetteer: Gazetteer, tmp_path: Path) -> None:
    accept_rest(review)
    review.finish(tmp_path / "done.yaml")
    with pytest.raises(UsageError, match="is accepted, not a draft"):
        again(tmp_path / "done.yaml", gazetteer)


def test_a_draft_cannot_get_into_the_graph(draft: Path, review: Review, tmp_path: Path) -> None:
    records = tmp_path / "data" / "records"
    records.mkdir(parents=True)
    (records / "x.yaml").write_bytes(draft.read_bytes())
    built = build(tmp_path / "data", tmp_path / "store", check=False)
    assert (built.counts["drafts"], built.counts["programmes"]) == (1, 0)
    (records / "x.yaml").unlink()
    accept_rest(review)
    review.finish(records / "x.yaml")
    built = build(tmp_path / "data", tmp_path / "store", check=False)
    assert (built.counts["drafts"], built.counts["programmes"]) == (0, 1)
