"""Our places in other people's identifiers, as SSSOM mapping sets: Wikidata, ISO 3166-2, official codes.

SSSOM (A Simple Standard for Sharing Ontological Mappings, 1.0): a YAML header in lines that begin with #, then a
table. What nobody checked says so in `comment`; `mapping_justification` claims no more than is known.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from phoihop import vocabulary as v
from phoihop.gazetteer import Gazetteer
from phoihop.model import Place

# Bumped by hand when a mapping changes: a version taken from the clock could not be rebuilt.
VERSION = "2026-11-22"
_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "object_type",
    "mapping_justification", "comment",
)  # fmt: skip
_SUBJECTS = "phplace"
_WIKIDATA = "http://www.wikidata.org/entity/"
_ISO = "https://www.iso.org/obp/ui/#iso:code:3166:"
# Where a mapping was taken over from a list, SSSOM has no narrower word for how it was made.
_TAKEN_OVER = "semapv:UnspecifiedMatching"
_CURATED = "semapv:ManualMappingCuration"
# Q-ids that look wrong to somebody who read the list, without having opened the items.
_ODD = frozenset({"Q2332060", "Q7333405", "Q216075"})


def build_crosswalks(gazetteer: Gazetteer) -> dict[str, str]:
    """The mapping sets by the names of their files.

    Args:
        gazetteer: the places to map.
    """
    provinces = gazetteer.places(era="vn63", level="province")
    # Communes are left out: fourteen thousand rows that say what each commune's own IRI ends in.
    coded = [place for level in ("province", "district") for place in gazetteer.places(level=level)]
    return {
        "places-wikidata.sssom.tsv": _render(
            "places-wikidata",
            "Provinces before 2025-07-01 to Wikidata. An item of Wikidata may go on where our place ends.",
            {"wikidata": _WIKIDATA},
            (_wikidata_row(place) for place in provinces if place.wikidata),
        ),
        "places-iso3166-2.sssom.tsv": _render(
            "places-iso3166-2",
            "Provinces before 2025-07-01 to ISO 3166-2:VN, which has not been changed for the provinces of today.",
            {"iso3166-2": _ISO},
            (_iso_row(place) for place in provinces if place.iso),
        ),
        "places-codes.sssom.tsv": _render(
            "places-codes",
            "Provinces and districts to the official codes of the map they belong to. A code alone identifies "
            "nothing: codes were given to other places on 2025-07-01, and a few before.",
            {},
            map(_code_row, coded),
        ),
    }


def write_crosswalks(gazetteer: Gazetteer, folder: Path) -> None:
    """Write the mapping sets to a folder, as `data/crosswalks/`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in build_crosswalks(gazetteer).items():
        (folder / name).write_text(text, encoding="utf-8")


def _wikidata_row(place: Place) -> tuple[str, ...]:
    comment = "" if place.wikidata_verified else "Unverified: taken from a list that was derived from Wikidata."
    if place.wikidata in _ODD:
        comment += " The item looks odd for a province."
    justification = _CURATED if place.wikidata_verified else _TAKEN_OVER
    return (*_subject(place), "skos:closeMatch", f"wikidata:{place.wikidata}", "", "", justification, comment.strip())


def _iso_row(place: Place) -> tuple[str, ...]:
    return (*_subject(place), "skos:exactMatch", f"iso3166-2:{place.iso}", "", "", _TAKEN_OVER, "")


def _code_row(place: Place) -> tuple[str, ...]:
    reused = "-" in place.id
    comment = "The code was another unit's before, within the same map." if reused else ""
    return (*_subject(place), "skos:exactMatch", "", place.code, "rdfs literal", _TAKEN_OVER, comment)


def _subject(place: Place) -> tuple[str, str]:
    return f"{_SUBJECTS}:{place.id}", place.full_name


def _render(name: str, description: str, prefixes: dict[str, str], rows: Iterable[tuple[str, ...]]) -> str:
    out = io.StringIO(newline="")
    out.writelines(f"#{line}\n" for line in _header(name, description, prefixes))
    writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(_COLUMNS)
    writer.writerows(sorted(rows))
    return out.getvalue()


def _header(name: str, description: str, prefixes: dict[str, str]) -> Iterator[str]:
    # YAML's double-quoted strings are JSON's; nothing written here needs an escape.
    yield f'mapping_set_id: "{v.ID}crosswalk/{name}"'
    yield f'mapping_set_version: "{VERSION}"'
    yield f'mapping_set_description: "{description}"'
    yield 'license: "https://creativecommons.org/licenses/by/4.0/"'
    yield 'sssom_version: "1.0"'
    yield "curie_map:"
    for prefix, base in sorted({_SUBJECTS: f"{v.ID}place/", **prefixes}.items()):
        yield f'  {prefix}: "{base}"'
