"""A valid record that touches every table, and the text that its source says."""

from __future__ import annotations

import hashlib

_TEXT = "An invented text of forty characters!!!\n" * 99

RECORD = """\
# An invented record for tests: a real district, an invented source.
format: 1
id: ID
status: accepted
accepted: {by: A maintainer, on: 2024-01-02}
source:
  label: An invented article
  publisher: Báo Mẫu
  published: 2021-09-09
  url: https://example.org/ID
  sha256: DIGEST
  characters: 4000

agencies:
  btg: {kind: propaganda-commission, place: PLACE, name: Ban Tuyên giáo Huyện ủy NAME}
  tand: {kind: people-court, place: PLACE, name: Tòa án nhân dân huyện NAME}
  vks: {kind: people-procuracy, place: PLACE, name: Viện kiểm sát nhân dân huyện NAME}
  bbt: {kind: party-secretariat, place: vn, name: Ban Bí thư Trung ương Đảng}

documents:
  qd: {kind: decision, number: 238-QĐ/TW, issuer: bbt, at: 0-10#AA, issued: {value: "2020-09-30", at: 10-20#AA}}

programmes:
  ct:
    kind: coordination-programme
    title: Chương trình phối hợp giai đoạn 2021-2025
    at: 20-30#AA
    territory:
      - {place: PLACE, at: 30-40#AA}
    term:
      start: "2021"
      end: "2025"
      at: 40-50#AA
    signatories:
      - {agency: btg, role: lead, at: 50-60#AA}
      - {agency: tand, role: partner, at: 60-70#AA}
    cites:
      - {document: qd, role: basis, at: 70-80#AA}
    topics:
      - {topic: public-opinion, at: 80-90#AA}
    contents: {number: 7, at: 90-100#AA}
    duties:
      - kinds: [inform]
        action: Tells of grave cases
        of: [tand]
        owed_to: [btg]
        frequency: [quarterly]
        modality: agreed
        at: 100-110#AA

events:
  signing:
    kind: signing
    at: 110-120#AA
    concerns: [ct]
    dates:
      - {value: "2021-09-08", at: 120-130#AA}
    place: {place: PLACE, at: 130-140#AA}
    convened_by:
      - {agency: btg, at: 140-150#AA}

officials:
  an:
    name: Nguyễn Văn Mẫu
    at: 150-160#AA
    posts:
      - {post: head, body: btg, at: 160-170#AA}
    roles:
      - {event: signing, role: signed, on_behalf_of: [btg], at: 170-180#AA}
  binh:
    name: Trần Thị Thử
    at: 180-190#AA
    posts:
      - {post: chief-justice, body: tand, at: 190-200#AA}
    roles:
      - {event: signing, role: signed, on_behalf_of: [tand], at: 200-210#AA}
"""


def write_text(name: str) -> str:
    """What the source of a record says: no two sources say the same, but only at their end."""
    return _TEXT + f"{name:40}"


def write_record(name: str, place: str, place_name: str, template: str = RECORD) -> str:
    """The record as a coder would write it, about one district; digests fit the text."""
    made = template.replace("ID", name).replace("PLACE", place).replace("NAME", place_name)
    made = made.replace("DIGEST", hashlib.sha256(write_text(name).encode()).hexdigest())
    out = []
    for part in made.split("#AA"):
        start, _, end = part.rpartition(" ")[2].partition("-")
        known = start.isdecimal() and end.isdecimal()
        out.append(f"{part}#{_digest(int(start), int(end))}" if known else part)
    return "".join(out)


def _digest(start: int, end: int) -> str:
    return hashlib.sha256(_TEXT[start:end].encode()).hexdigest()[:16]
