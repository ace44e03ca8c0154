"""Derivation rules: what they read is worked out from their text."""

from __future__ import annotations

from pathlib import Path

import pytest

from phoihop.graph.rules import read_rules, select_read

HEADER = "#+ summary: s\n#+ summary_vi: s\n#+ per: a\n#+ from: [a]\nCONSTRUCT { ?a <urn:x> ?b }\nWHERE { "
BODIES = {
    "?a <urn:p> ?b": "p",
    "?a a <urn:C> ; <urn:p> ?b . ?b <urn:q> 1": "type p q",
    "?a <urn:p>/^<urn:q>|<urn:r>* ?b": "p q r",
    "?a <urn:p> ?b . FILTER NOT EXISTS { ?a <urn:n>/<urn:k> ?c ; <urn:j> ?z . ?c <urn:l> 3 }": "p n k j l",
    "?a <urn:p> ?b . OPTIONAL { ?a <urn:o> ?d } MINUS { ?a <urn:m> ?x }": "p o m",
    "{ ?a <urn:u> 1 } UNION { ?a <urn:w> 2 }": "u w",
    "?a <urn:p> ?b { SELECT ?a WHERE { ?a <urn:s> ?z } } BIND(EXISTS { ?a <urn:e> ?y } AS ?t)": "p s e",
    "?a ?p ?b": "p type other",
    "?a !<urn:k> ?b": "p type other",
}  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_a_rule_is_given_all_that_it_reads(body: str, tmp_path: Path) -> None:
    (tmp_path / "rule.rq").write_text(HEADER + body + " }\n", encoding="utf-8")
    names = {name: f"<urn:{name}>" for name in "pqrnkjlouwmse"} | {"other": "<urn:other>"}
    names["type"] = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    read = select_read(read_rules(tmp_path), [("<urn:s>", name, "<urn:o>") for name in names.values()])
    wanted = {names[name] for name in BODIES[body].split()}
    asked = {predicate for _, predicate, _ in read}
    assert wanted <= asked
    assert asked == wanted or "other" in BODIES[body]
