"""What `draft_record` makes of facts: a valid record in which nothing is lost and every span has its digest."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.extract import Extraction, Fact, extract
from phoihop.extract.drafts import draft_record, record_id_of
from phoihop.extract.pages import read_page
from phoihop.gazetteer import Gazetteer, load_gazetteer
from phoihop.records import Record
from phoihop.records.reading import Located, parse_record
from phoihop.records.writing import render_record
from phoihop.validate.references import check_references

TEXT = (
    "Huyện Phú Bình: năm cơ quan cùng một chương trình\n\n"
    "Chiều 23/6/2022, Ban Tuyên giáo Huyện ủy Phú Bình ký kết Chương trình phối hợp giai đoạn 2022 - 2026 với Hội đồng "
    "nhân dân, Ủy ban nhân dân, Tòa án nhân dân và Viện kiểm sát nhân dân huyện Phú Bình. Hai bên thực hiện Quyết định "
    "số 238-QĐ/TW ngày 30/9/2020.\n\nĐồng chí Nguyễn Thị Loan, Phó Bí thư Huyện ủy, Chủ tịch UBND huyện, dự buổi lễ.\n"
)
BTG, TAND, BCS = (
    "Ban Tuyên giáo Huyện ủy Phú Bình", "Tòa án nhân dân huyện Phú Bình",
    "Ban cán sự đảng Tòa án nhân dân huyện Phú Bình",
)  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def fact(field: str, words: str, value: str, **note: str) -> Fact:
    start = TEXT.index(words)
    return Fact(field, words, start, start + len(words), value, note, f"{field}-rule", 0.9, "a reason")


SIGNED = fact("event_kind", "ký kết", "signing", pact="1")
PARTIES = (SIGNED, fact("signatory", "Ban Tuyên giáo", BTG, pact="1"), fact("signatory", "Tòa án", TAND, pact="1"))


def draft(gazetteer: Gazetteer, *facts: Fact, text: str = TEXT, record_id: str = "x") -> Record:
    page = read_page(text.encode(), name="x.txt")
    return draft_record(Extraction(page.text, facts, ()), page, record_id=record_id, gazetteer=gazetteer)


def test_an_article_becomes_a_record_that_refers_to_nothing_absent(gazetteer: Gazetteer) -> None:
    page = read_page(TEXT.encode(), name="x.txt")
    record = draft_record(extract(page.text), page, record_id="x", gazetteer=gazetteer)
    located = parse_record(render_record(record).encode(), "x.yaml")
    assert isinstance(located, Located)
    assert located.record == record
    assert check_references(located, gazetteer, page.text) == []
    programme = record.programmes["programme"]
    assert record.status == "draft"
    assert {record.agencies[s.agency].kind for s in programme.signatories} >= {"propaganda-commission", "people-court"}
    assert programme.term is not None
    assert (programme.term.start, programme.term.end) == ("2022", "2026")
    assert [date.value for date in record.events["signing"].dates] == ["2022-06-23"]


def test_spans_carry_the_digest_of_their_words(gazetteer: Gazetteer) -> None:
    written = render_record(draft(gazetteer, *PARTIES))
    spans = re.findall(r"(\d+)-(\d+)#([0-9a-f]{16})", written)
    assert len(spans) >= 3
    for start, end, digest in spans:
        assert hashlib.sha256(TEXT[int(start) : int(end)].encode()).hexdigest()[:16] == digest


def test_every_claim_says_rule_confidence_and_reason(gazetteer: Gazetteer) -> None:
    signatory = draft(gazetteer, *PARTIES).programmes["programme"].signatories[0]
    assert signatory.note == "rule signatory-rule, confidence 0.90: a reason"


def test_the_lead_is_a_signatory_with_a_role_and_convenes_where_it_organised(gazetteer: Gazetteer) -> None:
    lead = fact("lead", "Ban Tuyên giáo", BTG, pact="1", basis="organises-event")
    record = draft(gazetteer, *PARTIES, lead)
    roles = {record.agencies[s.agency].kind: s.role for s in record.programmes["programme"].signatories}
    assert roles == {"propaganda-commission": "lead", "people-court": "partner"}
    assert [record.agencies[c.agency].kind for c in record.events["signing"].convened_by] == ["propaganda-commission"]


def test_a_caucus_and_its_host_named_more_weakly_exclude_each_other(gazetteer: Gazetteer) -> None:
    caucus = fact("signatory", "Tòa án nhân dân", BCS, pact="1")
    host = fact("signatory", "Tòa án", TAND, pact="1", standing="weaker")
    claims = draft(gazetteer, SIGNED, caucus, host).programmes["programme"].signatories
    assert {claim.standing for claim in claims} == {"stated", "weaker"}
    assert {claim.key for claim in claims} == {key for claim in claims for key in claim.conflicts_with}


UNHELD = [
    fact("signatory", "Tòa án", "Tòa án nhân dân huyện Không Đâu Cả", pact="1"),
    fact("event_date", "23/6", "--06-23", pact="1"),
    fact("term", "2022 - 2026", "từ lâu", pact="1"),
    fact("place", "Phú Bình", "Không Đâu Cả | district", pact="1"),
    fact("post", "Phó Bí thư", "Nguyễn Thị Loan | Giám đốc Xí nghiệp Ở Đâu"),
    fact("role", "Nguyễn Thị Loan", "Nguyễn Thị Loan | hát"),
    fact("smell", "huyện", "something that no release knows"),
]


@pytest.mark.parametrize("odd", UNHELD, ids=lambda odd: f"{odd.field} {odd.value}")
def test_what_the_schema_cannot_hold_stands_in_a_note(gazetteer: Gazetteer, odd: Fact) -> None:
    person = fact("official", "Nguyễn Thị Loan", "Nguyễn Thị Loan")
    written = " ".join(render_record(draft(gazetteer, *PARTIES, person, odd)).split())
    assert "not held" in written
    assert f"{odd.start}-{odd.end}" in written or f"at {odd.start}" in written


def test_a_page_without_a_pact_gives_its_officials_and_says_so(gazetteer: Gazetteer) -> None:
    person = fact("official", "Nguyễn Thị Loan", "Nguyễn Thị Loan")
    post = fact("post", "Phó Bí thư Huyện ủy", "Nguyễn Thị Loan | Phó Bí thư Huyện ủy Phú Bình")
    record = draft(gazetteer, person, post)
    assert not record.programmes
    assert [p.post for p in record.officials["nguyen-thi-loan"].posts] == ["deputy-secretary"]
    assert "no coordination pact" in str(record.note)


def test_two_pacts_stay_two(gazetteer: Gazetteer) -> None:
    second = (fact("event_kind", "thực hiện", "review", pact="2"), fact("signatory", "Ủy ban nhân dân", TAND, pact="2"))
    record = draft(gazetteer, *PARTIES, *second)
    assert list(record.programmes) == ["programme", "programme-2"]
    assert {key: event.concerns for key, event in record.events.items()} == {
        "signing": ("programme",), "review-2": ("programme-2",),
    }  # fmt: skip


POSTS = [
    ("Phó Bí thư Thường trực Huyện ủy Phú Bình", "standing-deputy-secretary", "party-committee"),
    ("Ủy viên Ban Thường vụ Tỉnh ủy Thái Nguyên", "standing-committee-member", "standing-committee"),
    ("Tỉnh ủy viên Thái Nguyên", "committee-member", "party-committee"),
    ("Trưởng Ban Tuyên giáo Huyện ủy Phú Bình", "head", "propaganda-commission"),
    ("Chủ nhiệm Ủy ban Kiểm tra Huyện ủy Phú Bình", "inspection-chair", "inspection-commission"),
    ("Trưởng Đoàn đại biểu Quốc hội tỉnh Thái Nguyên", "head-of-delegation", "national-assembly-delegation"),
    ("Phó Trưởng Công an huyện Phú Bình", "deputy-director", "police"),
    ("Chánh án Tòa án nhân dân huyện Phú Bình", "chief-justice", "people-court"),
    ("Phó Giám đốc Sở Tư pháp tỉnh Thái Nguyên", "deputy-director", "department"),
    ("Ủy viên Bộ Chính trị", "standing-committee-member", "standing-committee"),
    ("Thủ tướng Chính phủ", "prime-minister", "government"),
    ("Bộ trưởng Bộ Công an", "minister", "ministry"),
]


@pytest.mark.parametrize(("title", "post", "kind"), POSTS)
def test_posts_become_concepts_of_the_vocabulary_in_the_right_body(
    gazetteer: Gazetteer, title: str, post: str, kind: str
) -> None:
    record = draft(gazetteer, fact("post", "Phó Bí thư", f"Nguyễn Thị Loan | {title}"))
    claim = record.officials["nguyen-thi-loan"].posts[0]
    assert (claim.post, record.agencies[claim.body].kind) == (post, kind)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("s4.html", "s4"), ("Bài số 7.TXT", "bai-so-7"), ("-", "page"), ("a/b/Đề án.html", "de-an"), ("+++.txt", "x")],
)
def test_the_id_is_the_files_name_as_a_key(name: str, expected: str) -> None:
    assert record_id_of(name) == expected


VALUES = st.one_of(
    st.sampled_from(
        [BTG, TAND, BCS, "signing", "review", "mention", "--06-23", "2022-06-23", "2022/2026", "/", "|", ""]
    ),
    st.sampled_from(["Phú Bình | district", "Trung ương | central", "A | Chánh án Tòa án nhân dân huyện Phú Bình"]),
    st.text(max_size=30),
)
FIELDS = st.sampled_from(
    ["event_kind", "signatory", "lead", "event_date", "place", "document", "term", "official", "post", "title", "venue",
     "topic", "role", "duty"]
)  # fmt: skip
NOTES = st.dictionaries(
    st.sampled_from(["pact", "role", "date", "standing", "howKnown", "inferred", "type", "basis", "owedTo"]),
    st.one_of(st.sampled_from(["1", "2", "1,2", "basis", "2020-09-30", "weaker"]), st.text(max_size=12)),
    max_size=3,
)


@given(
    st.lists(st.tuples(FIELDS, VALUES, NOTES, st.integers(0, 80)), max_size=6),
)
def test_any_facts_give_a_valid_record(rows: list[tuple[str, str, dict[str, str], int]]) -> None:
    facts = [Fact(f, TEXT[at : at + 9], at, at + 9, value, note, "r", 0.5, "why") for f, value, note, at in rows]
    record = draft(SHIPPED, *facts)
    located = parse_record(render_record(record).encode(), "x.yaml")
    assert isinstance(located, Located)
    assert located.record == record


SHIPPED = load_gazetteer()


def test_no_fact_of_the_source_texts_is_dropped(shared: Path, gazetteer: Gazetteer) -> None:
    for path in sorted((shared / "seeds").glob("s*.txt")):
        page = read_page(path)
        found = extract(page.text)
        record = draft_record(found, page, record_id="x", gazetteer=gazetteer)
        written = render_record(record)
        located = parse_record(written.encode(), path)
        assert isinstance(located, Located)
        assert not check_references(located, gazetteer, page.text)
        in_source = ("publisher", "published", "byline")
        lost = [f for f in found.facts if f"{f.start}-{f.end}" not in written and f.field not in in_source]
        assert lost == []


def test_names_that_differ_in_a_mark_are_two_officials(gazetteer: Gazetteer) -> None:
    bao, again = fact("official", "Nguyễn", "Lê Văn Bảo"), fact("official", "Thị", "Lê Văn Báo")
    post = fact("post", "Phó Bí thư", "Lê Văn Bào | Phó Bí thư Huyện ủy Phú Bình")
    officials = draft(gazetteer, bao, again, post).officials
    assert {key: official.name for key, official in officials.items()} == {
        "le-van-bao": "Lê Văn Bảo", "le-van-bao-2": "Lê Văn Báo", "le-van-bao-3": "Lê Văn Bào",
    }  # fmt: skip


def test_no_fact_of_the_gold_set_is_dropped(root: Path, gazetteer: Gazetteer) -> None:
    in_source = ("publisher", "published", "byline")
    for path in sorted((root / "data" / "gold").glob("*.txt")):
        page = read_page(path)
        found = extract(page.text, gazetteer=gazetteer)
        written = render_record(draft_record(found, page, record_id="x", gazetteer=gazetteer))
        located = parse_record(written.encode(), path)
        assert isinstance(located, Located)
        assert not check_references(located, gazetteer, page.text)
        lost = [f for f in found.facts if f"{f.start}-{f.end}" not in written and f.field not in in_source]
        assert lost == []
