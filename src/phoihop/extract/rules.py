"""The register of rules: every fact names the rule that found it, and here stands what each one says."""

# ruff: noqa: E501 - one line of the table is one rule
from __future__ import annotations

from dataclasses import dataclass

from phoihop.errors import UsageError


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the grammar.

    Args:
        id: what a fact's `rule` says.
        field: the field of the facts it finds.
        description: what it looks for, in one line.
    """

    id: str
    field: str
    description: str


_TABLE = """
event-signing | event_kind | ký, ký kết, lễ ký … in one sentence with the instrument (chương trình, quy chế, kế hoạch phối hợp, nghị quyết liên tịch …), asserted
event-review | event_kind | sơ kết, tổng kết, kiểm điểm, đánh giá, rút kinh nghiệm right before the instrument, asserted
event-issuing | event_kind | ban hành, thống nhất xây dựng right before the instrument, or the instrument `được ban hành`, asserted
event-mention | event_kind | an instrument with its named parties and no act of its own, outside orders, wishes and drafts
parties-between | signatory | the list behind `giữa` after the instrument: A với B, C và D
parties-of | signatory | the list behind `của` after a numbered instrument
parties-with | signatory | the body or list before the act and the list behind `với`
parties-carrying-out | signatory | the list of bodies that carries the instrument out: A và B thực hiện Quy chế phối hợp
parties-in-clause | signatory | the list of a clause behind the instrument: Quy chế số … mà A cùng B và C đang áp dụng
parties-told-before | signatory | `hai bên`, `bốn cơ quan`, `các đơn vị` beside the act: the last bodies named before that are so many
parties-signed-for | signatory | those for whom somebody signs, in the report's sentence or the next: thay mặt A ký là …, được ký bởi Chủ tịch A và …
parties-told-behind | signatory | those that the sentences behind the act call: Tham gia ký kết gồm A; B; C, Cùng ký với A là B. Bên thứ ba là C.
parties-makers | signatory | the list behind `do` after the instrument: Quy chế số … do A, B và C thống nhất ban hành
parties-before-act | signatory | the list of bodies that stands before the act
parties-of-signers | signatory | no sentence names the parties; those whose heads are named where the signing is told (weak)
parties-caption | signatory | only a picture's caption names these; the body of the article says otherwise (standing: weaker)
lead-chairs-event | lead | a party right before `chủ trì` in the report's sentence
lead-organises-event | lead | a party alone before `tổ chức` or `phối hợp với … tổ chức`
lead-leads-implementation | lead | a party said to `chủ trì` the carrying out
date-of-event | event_date | the date in the report's sentence, else in the one it goes on from, else the one that opens the lead; never a document's unless it issues the pact
date-by-word | event_date | hôm qua, chiều nay, cùng ngày, hai hôm sau, thứ Sáu vừa qua: from the publication stamp or the date told before
place-of-parties | place | territory of the lowest-level parties; one row for each place
document-coded | document | a number with type and issuer in any of the usual or erroneous forms
document-bare | document | a number behind a type word with no code: Quy chế 238, Kế hoạch số 19
term-of-pact | term | giai đoạn, nhiệm kỳ or a single year behind the instrument
official-beside-post | official | a person's name directly beside a post, by comma, dash, bracket or none
post-beside-name | post | each post of the chain beside the name; a body or committee at the end of the chain serves all
title-of-instrument | title | the instrument with its subject, up to the parties or the term
kind-of-instrument | act | the instrument's own word
venue-at | venue | the place behind `tại` in the report's sentence
topic-word | topic | words of a topic behind the instrument
duty-of-party | duty | a party before có nhiệm vụ, cần, chủ động … and a duty verb
role-attended | role | the list that a `tham dự`, `dự có` opens
role-chaired | role | `chủ trì` behind the person
role-directed | role | `dự và chỉ đạo`, `phát biểu chỉ đạo` before the person
role-spoke | role | phát biểu, nhấn mạnh, khẳng định … beside the person
role-opened | role | `khai mạc` before the person
role-closed | role | `bế mạc` before the person
role-signed | role | `ký`, `ký kết` right behind the person
published-stamp | published | a full date with a clock time, or alone on a line, near the head
publisher-sign | publisher | the agency's sign or portal name before the lead
byline-at-end | byline | a name alone at the end of the article
"""


def list_rules() -> tuple[Rule, ...]:
    """All rules, in the order of the facts table."""
    return tuple(Rule(*(part.strip() for part in line.split(" | ", 2))) for line in _TABLE.strip().splitlines())


def describe_rule(rule_id: str) -> Rule:
    """The rule with this id.

    Raises:
        UsageError: there is none.
    """
    for rule in list_rules():
        if rule.id == rule_id:
            return rule
    raise UsageError(f"no extraction rule has the id {rule_id!r}", fix="list_rules() gives them all")
