"""The files of `data/gazetteer/`: one line per unit, kept as text until somebody asks for the unit."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from phoihop.errors import UsageError
from phoihop.model import Place

PLACE_TABLES = ("provinces-vn63", "districts-vn63", "communes-vn63", "provinces-vn34", "communes-vn34")
LATER_FORMS = "later-forms"
LINK_TABLES = {level: f"{level}-links" for level in ("province", "district", "commune")}
"""The table of links by the level of their originals."""
PLACE_COLUMNS = ("id", "name", "kind", "within", "valid_from", "valid_to", "known_from", "gone_by", "variants", "key")
LINK_COLUMNS = ("original", "resulting", "kind", "part", "source")
IDENTIFIER_COLUMNS = ("id", "iso", "wikidata", "wikidata_verified")

COUNTRY = Place(id="vn", name="Việt Nam", kind="quốc gia", level="central", code="VN", within="")
_LEVEL_BY_DIGITS = {2: "province", 3: "district", 5: "commune"}


class Succession(NamedTuple):
    """What became of one unit: one link from an original to a resulting unit.

    Args:
        original, resulting: ids of places.
        kind: `unchanged`, `renamed`, `merged` (the resulting unit has other originals too), `divided` (the
            original has other resulting units too), `abolished` (a district, whose tier ended) or `replaced`
            (the code names another unit; whether by merger or renaming, the data do not show).
        part: `whole` or `part` of the original went into the resulting unit.
        source: the data set that says so, or `inferred: …` with what it was inferred from.
    """

    original: str
    resulting: str
    kind: str
    part: str
    source: str


def parse_id(place_id: str) -> tuple[str, str, str]:
    """Era, level and official code of an id: `vn63/474-2025` gives `vn63`, `district`, `474`."""
    if place_id == COUNTRY.id:
        return "", COUNTRY.level, COUNTRY.code
    era, _, rest = place_id.partition("/")
    code = rest.partition("-")[0]
    return era, _LEVEL_BY_DIGITS[len(code)], code


def parse_place(line: str, identifiers: dict[str, tuple[str, str, bool]]) -> Place:
    """The place that one line of a table of places tells of.

    Raises:
        UsageError: the line does not have the cells of such a table.
    """
    try:
        place_id, name, kind, within, valid_from, valid_to, known_from, gone_by, variants, _ = line.split(",")
        _, level, code = parse_id(place_id)
    except (KeyError, ValueError):
        raise UsageError(f"{line!r} is no line of a table of places", fix="load with check=True to see where") from None
    iso, wikidata, verified = identifiers.get(place_id, ("", "", False))
    return Place(
        id=place_id,
        name=name,
        kind=kind,
        level=level,
        code=code,
        within=within,
        valid_from=valid_from,
        valid_to=valid_to,
        known_from=known_from,
        gone_by=gone_by,
        iso=iso,
        wikidata=wikidata,
        wikidata_verified=verified,
        variants=tuple(variants.split("|")) if variants else (),
    )


def read_table(folder: Path, name: str, columns: tuple[str, ...]) -> list[str]:
    """The lines of one table without its header, not yet split.

    Raises:
        UsageError: the file is missing, is no UTF-8, or its header is not the expected one.
    """
    path = folder / f"{name}.csv"
    try:
        lines = path.read_text("utf-8").removesuffix("\n").split("\n")
    except FileNotFoundError:
        raise UsageError(
            "this table of the gazetteer is missing", path=path, fix="name the gazetteer's folder"
        ) from None
    except UnicodeDecodeError as error:
        raise UsageError(f"byte {error.start} is not UTF-8", path=path, fix="save it as UTF-8") from None
    if lines[0] != ",".join(columns):
        raise UsageError(f"the header is {lines[0]!r}", path=path, line=1, fix=f"it has to be {','.join(columns)!r}")
    return lines[1:]


def read_links(folder: Path, level: str) -> list[Succession]:
    """All links from units of one level.

    Raises:
        UsageError: the table cannot be read, or a line does not have the cells of such a table.
    """
    try:
        return [Succession(*line.split(",")) for line in read_table(folder, LINK_TABLES[level], LINK_COLUMNS)]
    except TypeError:
        path = folder / f"{LINK_TABLES[level]}.csv"
        raise UsageError("a line has too many or too few cells", path=path, fix="load with check=True") from None


def read_identifiers(folder: Path) -> dict[str, tuple[str, str, bool]]:
    """ISO 3166-2 code, Wikidata id and whether a person checked the latter, by place id."""
    rows = [line.split(",") for line in read_table(folder, "identifiers", IDENTIFIER_COLUMNS)]
    if any(len(row) != len(IDENTIFIER_COLUMNS) for row in rows):
        path = folder / "identifiers.csv"
        raise UsageError("a line has too many or too few cells", path=path, fix="load with check=True")
    return {place: (iso, wikidata, verified == "true") for place, iso, wikidata, verified in rows}
