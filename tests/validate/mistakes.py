"""The mistakes that coders make: each changes a few words of a valid record, and knows the line it spoils."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.validate.valid_record import RECORD


@dataclass(frozen=True)
class Mistake:
    """One kind of mistake.

    Args:
        name: what the coder did.
        rule: the rule that must find it.
        changes: words of the valid record, each there once, and what stands there instead.
        at: words that stand, in the broken record alone once, on the line that the finding must name; the first
            line of the first change if empty.
    """

    name: str
    rule: str
    changes: tuple[tuple[str, str], ...]
    at: str = ""

    def broken(self) -> tuple[str, int]:
        """The record with the mistake, before names and places are filled in, and the line of the mistake."""
        made = RECORD
        for old, new in self.changes:
            assert made.count(old) == 1, f"{self.name}: {old!r} stands {made.count(old)} times"
            made = made.replace(old, new)
        at = self.at or self.changes[0][1].strip("\n").partition("\n")[0]
        assert made.count(at) == 1, f"{self.name}: {at!r} stands {made.count(at)} times"
        return made, made[: made.index(at)].count("\n") + 1


def _family(family: str) -> Callable[..., Mistake]:
    """Makes mistakes that rules of one family find: name, rule, words, words instead, and the words to point at."""

    def make(name: str, rule: str, old: str, new: str, at: str = "", *more: tuple[str, str]) -> Mistake:
        return Mistake(name, f"{family}/{rule}", ((old, new), *more), at)

    return make


_reading, _reference = _family("reading"), _family("reference")
_shape, _check = _family("shape"), _family("check")

_TAND = "  tand: {kind: people-court, place: PLACE, name: Tòa án nhân dân huyện NAME}\n"
_VKS = "  vks: {kind: people-procuracy, place: PLACE, name: Viện kiểm sát nhân dân huyện NAME}\n"
_QD_ISSUED = ', issued: {value: "2020-09-30", at: 10-20#AA}'
_QD = f"  qd: {{kind: decision, number: 238-QĐ/TW, issuer: bbt, at: 0-10#AA{_QD_ISSUED}}}\n"
_CT = _QD.replace("238-QĐ", "99-CT")
_TITLE = "    title: Chương trình phối hợp giai đoạn 2021-2025\n"
_VKS_PLACE = "  vks: {kind: people-procuracy, place: PLACE,"
_PARTNER = "      - {agency: tand, role: partner, at: 60-70#AA}\n"
_DATE = '      - {value: "2021-09-08", at: 120-130#AA}\n'
_HEAD = "      - {post: head, body: btg, at: 160-170#AA}\n"
_JUSTICE = "      - {post: chief-justice, body: tand, at: 190-200#AA}\n"
_TERRITORY = "    territory:\n      - {place: PLACE, at: 30-40#AA}\n"
_TERM = '    term:\n      start: "2021"\n      end: "2025"\n      at: 40-50#AA\n'
_END = "      - {event: signing, role: signed, on_behalf_of: [tand], at: 200-210#AA}\n"
_EVENTS_END = "      - {agency: btg, at: 140-150#AA}\n"


_NEWSPAPER = "  bao: {kind: press, slug: bao, side: party, place: PLACE, name: Báo NAME}\n"


def _caucus(said: str) -> str:
    return f"{_VKS}  bcs: {{kind: party-caucus, {said}, place: PLACE, name: Ban cán sự đảng NAME}}\n"


def _event(kind: str, date: str, place: str, concerns: str = "ct") -> str:
    return (
        f"  second:\n    kind: {kind}\n    at: 110-120#AA\n    concerns: [{concerns}]\n    dates:\n"
        f'      - {{value: "{date}", at: 121-131#AA}}\n    place: {{place: {place}, at: 131-141#AA}}\n'
    )


_SECOND_PROGRAMME = """
  kh:
    kind: coordination-plan
    title: Chương trình phối hợp giai đoạn 2021-2025
    at: 20-31#AA
    territory:
      - {place: PLACE, at: 31-41#AA}
    term: {start: START, at: 41-51#AA}
    signatories:
      - {agency: btg, role: lead, at: 51-61#AA}
      - {agency: vks, role: partner, at: 61-71#AA}
    cites:
      - {document: qd, role: basis, at: 71-81#AA}

events:
"""


def _second_programme(start: str) -> tuple[str, str]:
    return "\nevents:\n", _SECOND_PROGRAMME.replace("START", f'"{start}"')


_READING = (
    _reading("a field misspelled", "unknown-field", "  publisher: Báo", "  publishr: Báo"),
    _reading("a field of another table", "unknown-field", "    contents: {number: 7", "    venue: {text: Hội trường"),
    _reading("a field unknown inside a claim", "unknown-field", "{agency: btg, role: lead", "{agency: btg, rank: lead"),
    _reading("a kind of body misspelled", "unknown-value", "{kind: people-court,", "{kind: peoples-court,"),
    _reading("a kind of programme unknown", "unknown-value", "kind: coordination-programme", "kind: programme"),
    _reading("a kind of document unknown", "unknown-value", "{kind: decision", "{kind: decree-law"),
    _reading("a kind of event unknown", "unknown-value", "    kind: signing", "    kind: sign-off"),
    _reading("a topic unknown", "unknown-value", "{topic: public-opinion", "{topic: opinions"),
    _reading("a post unknown", "unknown-value", "{post: chief-justice", "{post: chief-judge"),
    _reading("a role at an event unknown", "unknown-value", _END, _END.replace("role: signed", "role: signer")),
    _reading("a role of a signatory unknown", "unknown-value", "role: partner", "role: second"),
    _reading("a role of a citation unknown", "unknown-value", "role: basis", "role: ground"),
    _reading("a kind of duty unknown", "unknown-value", "kinds: [inform]", "kinds: [informing]"),
    _reading("a frequency unknown", "unknown-value", "[quarterly]", "[each-quarter]"),
    _reading("a modality unknown", "unknown-value", "modality: agreed", "modality: promised"),
    _reading("a standing unknown", "unknown-value", "at: 80-90#AA}", "at: 80-90#AA, standing: doubtful}"),
    _reading("a way of knowing unknown", "unknown-value", "at: 30-40#AA}", "at: 30-40#AA, how_known: guess}"),
    _reading("a status unknown", "unknown-value", "status: accepted", "status: ready"),
    _reading("a version of the format unknown", "unknown-value", "format: 1", "format: 2"),
    _reading("one value where a list belongs", "wrong-type", "concerns: [ct]", "concerns: ct"),
    _reading("a list where one value belongs", "wrong-type", "name: Trần Thị Thử", "name: [Trần, Thị, Thử]"),
    _reading("a number in words", "wrong-type", "{number: 7", "{number: bảy"),
    _reading("a number that counts nothing", "wrong-type", "{number: 7", "{number: 0"),
    _reading("an empty title", "wrong-type", "title: Chương trình phối hợp giai đoạn 2021-2025", 'title: ""'),
    _reading("an empty list of duties' kinds", "wrong-type", "kinds: [inform]", "kinds: []"),
    _reading("a place by its name", "wrong-type", "    place: {place: PLACE", "    place: {place: huyện NAME"),
    _reading("a digest of the text cut off", "wrong-type", "  sha256: DIGEST", "  sha256: abcdef0123"),
    _reading("a key with capitals", "wrong-type", "  vks: {", "  VKS: {"),
    _reading("a key with blanks", "wrong-type", "  vks: {", "  viện kiểm sát: {"),
    _reading("31 February", "value", 'value: "2021-09-08"', 'value: "2021-02-31"'),
    _reading("a month that is none", "value", 'value: "2021-09-08"', 'value: "2021-13-08"'),
    _reading("a date in the Vietnamese order", "value", 'value: "2021-09-08"', 'value: "08/9/2021"'),
    _reading("a term in one field", "value", '      start: "2021"', '      start: "2021-2025"'),
    _reading("a span turned round", "value", "at: 120-130#AA", "at: 130-120"),
    _reading("a span that is no span", "value", "at: 120-130#AA", "at: trang 1"),
    _reading("a digest of the words cut off", "value", "at: 120-130#AA", "at: 120-130#0123abcd"),
    _reading("an address with blanks", "value", "  url: https://example.org/ID", "  url: https://example.org/a b/ID"),
    _reading("an address without its scheme", "value", "  url: https://example.org/ID", "  url: example.org/ID"),
    _reading("a caucus without its host", "value", "{kind: people-court,", "{kind: party-caucus,"),
    _reading(
        "a host of what is no caucus", "value", "{kind: people-court,", "{kind: people-court, host: people-court,",
    ),
    _reading("a department without its slug", "value", "{kind: people-court,", "{kind: department,"),
    _reading("a side that the kind fixes", "value", "{kind: people-court,", "{kind: people-court, side: party,"),
    _reading("a duty that nobody bears", "value", "        of: [tand]\n", "", "- kinds: [inform]"),
    _reading("a document without number and title", "value", "number: 238-QĐ/TW, ", "", "  qd: {"),
    _reading(
        "accepted by nobody", "value", "accepted: {by: A maintainer, on: 2024-01-02}\n", "", "format: 1"
    ),
    _reading("retracted by nobody", "value", "status: accepted", "status: retracted", "format: 1"),
    _reading("a programme without a title", "missing-field", _TITLE, "", "  ct:"),
    _reading("a body without a place", "missing-field", _VKS_PLACE, "  vks: {kind: people-procuracy,"),
    _reading("a duty without a modality", "missing-field", "        modality: agreed\n", "", "- kinds: [inform]"),
    _reading("a source without a label", "missing-field", "  label: An invented article\n", "", "source:"),
    _reading("a tab", "tab", "    concerns: [ct]", "\tconcerns: [ct]"),
    _reading(
        "one key for two bodies", "duplicate-key", _VKS, _VKS.replace("  vks", "  tand"),
        "  tand: {kind: people-procuracy",
    ),
    _reading("a brace not closed", "yaml", "at: 140-150#AA}", "at: 140-150#AA", "officials:"),
    _reading(
        "an alias", "yaml", "{place: PLACE, at: 30", "&here {place: PLACE, at: 30", "&here",
        ("{place: PLACE, at: 130-140#AA}", "*here"),
    ),
    _reading("a tag", "yaml", "{number: 7,", "!!python/tuple {number: 7,"),
)  # fmt: skip

_REFERENCES = (
    _reference(
        "a signatory unknown", "unknown-agencies", "{agency: tand, role: partner", "{agency: toa, role: partner",
    ),
    _reference("a bearer of a duty unknown", "unknown-agencies", "of: [tand]\n", "of: [toa]\n", "of: [toa]"),
    _reference("a creditor of a duty unknown", "unknown-agencies", "owed_to: [btg]", "owed_to: [ban]"),
    _reference("an issuer unknown", "unknown-agencies", "issuer: bbt", "issuer: tw"),
    _reference("a convener unknown", "unknown-agencies", "{agency: btg, at: 140", "{agency: ban, at: 140"),
    _reference("a post in a body unknown", "unknown-agencies", "body: tand", "body: toa"),
    _reference("a body signed for unknown", "unknown-agencies", "on_behalf_of: [tand]", "on_behalf_of: [toa]"),
    _reference("a body above unknown", "unknown-agencies", "  vks: {", "  vks: {within: tren, "),
    _reference("a document cited unknown", "unknown-documents", "{document: qd", "{document: q238"),
    _reference("a document handed down unknown", "unknown-documents", "issuer: bbt", "issuer: bbt, passes_down: q221"),
    _reference("a programme unknown", "unknown-programmes", "concerns: [ct]", "concerns: [chuong-trinh]"),
    _reference("an event unknown", "unknown-events", _END, _END.replace("event: signing", "event: ky-ket")),
    _reference("an event of a post unknown", "unknown-events", _HEAD, _HEAD.replace("btg,", "btg, events: [ky-ket],")),
    _reference(
        "a conflict with nothing", "unknown-claim", "at: 120-130#AA}", "conflicts_with: [ngay-2], at: 120-130#AA}",
    ),
    _reference(
        "one key for two claims", "claim-key-twice", "at: 120-130#AA}", "key: k, at: 120-130#AA}", "key: k, at: 130",
        ("at: 130-140#AA}", "key: k, at: 130-140#AA}"),
    ),
    _reference("a place of a body unknown", "unknown-place", _VKS_PLACE, _VKS_PLACE.replace("PLACE", "vn63/999")),
    _reference(
        "a place of an event unknown", "unknown-place", "    place: {place: PLACE", "    place: {place: vn63/999",
    ),
    _reference("a territory unknown", "unknown-place", "- {place: PLACE", "- {place: vn34/999"),
    _reference(
        "a code of a place that is another's", "place-not-in-name", _VKS_PLACE, _VKS_PLACE.replace("PLACE", "vn63/001"),
    ),
    _reference(
        "a district after 2025", "district-after-2025", 'value: "2021-09-08"', 'value: "2025-08-01"',
        "    place: {place",
    ),
    _reference("the id of another record", "duplicate-record", "id: ID\n", "id: m0\n", "id: m0"),
    _reference("a span past the end", "span-past-end", "at: 120-130#AA", "at: 120-4130"),
    _reference("a span that has moved", "span-changed", "at: 120-130#AA", "at: 121-131#0123456789abcdef"),
    _reference("another text", "text-changed", "  sha256: DIGEST", f"  sha256: {'0' * 64}"),
    _reference("a text counted wrongly", "text-length", "  characters: 4000", "  characters: 4100"),
)  # fmt: skip

_SHAPES = (
    _shape("a number of a document without digits", "document#number", "number: 238-QĐ/TW", "number: QĐ/TW"),
    _shape("a document without issuer", "document#issuer", "issuer: bbt, ", "", "  qd: {"),
    _shape("a document without date", "document#issued", _QD_ISSUED, "", "  qd: {"),
    _shape(
        "a document of two kinds", "document#one-kind", _QD,
        _CT + _CT.replace("qd:", "ct:").replace("decision", "directive"), "  qd: {",
    ),
    _shape(
        "a caucus of another level", "party-caucus#level", _VKS, _caucus("host: people-procuracy, level: province"),
        "  bcs: {",
    ),
    _shape("a caucus of a caucus", "party-caucus#host-is-no-caucus", _VKS, _caucus("host: party-caucus"), "  bcs: {"),
    _shape("a caucus at district level", "party-caucus#district", _VKS, _caucus("host: people-court"), "  bcs: {"),
    _shape(
        "one body on two levels", "agency#level", _TAND,
        _TAND + _TAND.replace("tand", "tand2").replace("{kind", "{level: province, kind"), "  tand: {",
    ),
    _shape(
        "one body under two names", "agency#one-name", _TAND,
        _TAND + _TAND.replace("tand", "tand2").replace("Tòa án nhân dân huyện", "TAND huyện"), "  tand: {",
    ),
    _shape(
        "one newspaper on two sides", "agency#side", _VKS,
        _VKS + _NEWSPAPER + _NEWSPAPER.replace("bao:", "bao2:").replace("party", "state"), "  bao: {",
    ),
    _shape("one signatory only", "programme#signatories", _PARTNER, "", "    signatories:"),
    _shape(
        "one signatory in two roles", "signature#role", _PARTNER, _PARTNER + _PARTNER.replace("partner", "lead"),
        "role: partner",
    ),
    _shape("two leads", "programme#one-lead", "role: partner", "role: lead", "    signatories:"),
    _shape("a programme that applies nowhere", "programme#territory", _TERRITORY, "", "  ct:"),
    _shape("a programme without a term", "programme#term", _TERM, "", "  ct:"),
    _shape("a programme without a basis", "programme#basis", "role: basis", "role: other", "    cites:"),
    _shape(
        "a programme without topics", "programme#topic",
        "    topics:\n      - {topic: public-opinion, at: 80-90#AA}\n", "", "  ct:",
    ),
    _shape("an event that concerns nothing", "event#concerns", "    concerns: [ct]\n", "", "  signing:"),
    _shape("an event without a date", "event#date", "    dates:\n" + _DATE, "", "  signing:"),
    _shape("an event without a place", "event#place", "    place: {place: PLACE, at: 130-140#AA}\n", "", "  signing:"),
    _shape("a name that is no full name", "official#full-name", "name: Trần Thị Thử", "name: Thử"),
    _shape("a name with a blank too many", "official#clean-name", "name: Trần Thị Thử", 'name: "Trần Thị  Thử"'),
    _shape("a name of blanks", "official#clean-name", "name: Trần Thị Thử", 'name: "  "'),
    _shape("a form of address as a name", "official#no-honorific", "name: Trần Thị Thử", "name: Đồng chí Trần Thị Thử"),
    _shape("an official without a post", "official#post", "    posts:\n" + _JUSTICE, "", "  binh:"),
    _shape("words without a digest", "evidence#digest-known", "at: 120-130#AA", "at: 120-130"),
    _shape(
        "a claim without its words", "evidence#span", "{topic: public-opinion, at: 80-90#AA}",
        "{topic: public-opinion}",
    ),
    _shape("a source without a publisher", "source#publisher", "  publisher: Báo Mẫu\n", "", "source:"),
    _shape("a source without a date", "source#published", "  published: 2021-09-09\n", "", "source:"),
    _shape("a source without an address", "source#address", "  url: https://example.org/ID\n", "", "source:"),
    _shape("a source without its digest", "source#text-known", "  sha256: DIGEST\n", "", "source:"),
)  # fmt: skip

_CHECKS = (
    _check("a term turned round", "term-order-violation", 'start: "2021"', 'start: "2027"', 'end: "2025"'),
    _check(
        "a post turned round", "post-order-violation", _HEAD,
        _HEAD.replace("btg,", 'btg, start: {value: "2021-01", at: 161-171#AA}, end: {value: "2020", at: 162-172#AA},'),
    ),
    _check(
        "a post that ended before the event", "post-ended-finding", _HEAD,
        _HEAD.replace("btg,", 'btg, end: {value: "2020", at: 161-171#AA},'),
    ),
    _check(
        "a post that began after the event", "post-not-begun-finding", _HEAD,
        _HEAD.replace("btg,", 'btg, start: {value: "2022", at: 161-171#AA},'),
    ),
    _check("a body that is part of itself", "body-in-itself-violation", "  vks: {", "  vks: {within: vks, "),
    _check(
        "a document that hands itself down", "document-from-itself-violation", _QD,
        _QD.replace("238", "97").replace("issuer: bbt", "issuer: bbt, passes_down: qd"),
    ),
    _check(
        "a chief justice of a commission", "post-kind-violation", "{post: head, body", "{post: chief-justice, body",
        "body: btg, at: 160",
    ),
    _check(
        "a head of a court", "post-kind-violation", "{post: chief-justice, body", "{post: head, body",
        "body: tand, at: 190",
    ),
    _check("an event before its basis", "event-before-basis-violation", 'value: "2021-09-08"', 'value: "2019-09-08"'),
    _check("a term before its basis", "term-before-basis-violation", 'start: "2021"', 'start: "2019"'),
    _check(
        "a district convener after 2025", "district-convener-violation", 'value: "2021-09-08"', 'value: "2025-08-01"',
        "  signing:", ("    place: {place: PLACE", "    place: {place: vn"),
    ),
    _check(
        "a district signatory after 2025", "district-signatory-violation", 'value: "2021-09-08"',
        'value: "2025-08-02"', "  signing:", ("    place: {place: PLACE", "    place: {place: vn"),
    ),
    _check(
        "a district post after 2025", "district-post-violation", 'value: "2021-09-08"', 'value: "2025-08-03"',
        _HEAD.strip(), ("    place: {place: PLACE", "    place: {place: vn"),
    ),
    _check("a court on the level of another", "signatory-level-finding", "- {place: PLACE", "- {place: vn", "  ct:"),
    _check(
        "a signer for a body that does not sign", "signatory-missing-finding", "on_behalf_of: [tand]",
        "on_behalf_of: [vks]",
    ),
    _check(
        "no signatory of the Party", "party-side-finding", "{agency: btg, role: lead", "{agency: vks, role: lead",
        "  ct:",
    ),
    _check(
        "a caucus beside its host", "caucus-and-host-finding", _VKS, _caucus("host: people-court"), "  ct:",
        (_PARTNER, _PARTNER + "      - {agency: bcs, at: 61-71#AA}\n"),
    ),
    _check(
        "two dates of one event", "dates-differ-finding", _DATE,
        _DATE + '      - {value: "2021-09-10", at: 121-131#AA}\n', '{value: "2021-09-08"',
    ),
    _check(
        "two claims that exclude each other, both stated", "conflict-finding", _DATE,
        '      - {value: "2021-09-08", key: k, conflicts_with: [m], at: 120-130#AA}\n'
        '      - {value: "2021-09", key: m, at: 121-131#AA}\n',
    ),
    _check(
        "signed after its term", "signing-after-term-finding", 'end: "2025"', 'end: "2021-06"', '{value: "2021-09-08"',
    ),
    _check("a programme left out between two", "renewal-gap-finding", *_second_programme("2028"), "  ct:"),
    _check(
        "signed twice", "signed-twice-finding", _EVENTS_END, _EVENTS_END + _event("signing", "2022-03-01", "PLACE"),
        "  signing:",
    ),
    _check(
        "one event told twice", "same-event-finding", _EVENTS_END,
        _EVENTS_END + _event("signing", "2021-09-08", "PLACE"), "  second:",
    ),
    _check(
        "one person at two places on one day", "two-places-finding", _EVENTS_END,
        _EVENTS_END + _event("review", "2021-09-08", "vn63/79"), _END.strip().replace("signing", "second"),
        (_END, _END + _END.replace("signing", "second")),
    ),
    _check(
        "two heads of one body", "two-heads-finding", "{post: chief-justice, body: tand", "{post: head, body: btg",
        _HEAD.strip(),
    ),
    _check(
        "one programme told twice", "same-programme-finding", _EVENTS_END,
        _EVENTS_END + _event("signing", "2022-03-01", "PLACE", "kh"), "  ct:", _second_programme("2021"),
    ),
)  # fmt: skip

MISTAKES = (*_READING, *_REFERENCES, *_SHAPES, *_CHECKS)
