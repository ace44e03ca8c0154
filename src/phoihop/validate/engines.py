"""SHACL engines behind one face: pySHACL, the reference, and shacl-rust, the fast one."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.validate.change import Node
from phoihop.validate.shapes import Shapes, build_rdflib
from phoihop.validate.targets import Target, hoist_targets, mark_nodes, mark_targets

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True, order=True)
class Result:
    """One validation result, in the same terms whichever engine found it.

    Args:
        focus: the focus node, as an IRI, or in N-Triples form if it is none.
        shape: the shape's IRI, one of ours if it has none of its own.
        component: the constraint component's IRI.
        value: the offending value in N-Triples form, or nothing.
        path: the property's IRI where the path is one property.
        severity: the IRI of the severity.
    """

    focus: str
    shape: str
    component: str
    value: str
    path: str
    severity: str


def has_fast_engine() -> bool:
    """Whether the optional fast engine is installed."""
    return find_spec("shacl_rust") is not None


def run_pyshacl(
    triples: Iterable[ox.Triple], shapes: Shapes, focuses: Mapping[Node, Collection[Target]] | None = None
) -> list[Result]:
    """What pySHACL finds in some triples.

    Args:
        triples: the data, or what the shapes read of it to judge some nodes.
        shapes: the shapes.
        focuses: judge these nodes only, each by the shapes with the targets named; what the shapes target if None.

    Raises:
        UsageError: the shapes are wrong in a way that stops the engine.
    """
    # Never focus_nodes=, which reports a false "conforms" for nested shapes, and never a graph inside Oxigraph.
    import pyshacl  # noqa: PLC0415

    with _literals_as_written():
        try:
            data = build_rdflib(triples if focuses is None else chain(triples, mark_nodes(focuses)))
            graph = _shapes_graph(shapes.constraints, marked=focuses is not None)
            _, report, _ = pyshacl.validate(data, shacl_graph=graph, inplace=True)
        except Exception as error:  # noqa: BLE001  (a query inside the shapes raises whatever its parser raises)
            path, line = shapes.line_with(r":(select|ask|construct)\b")
            raise UsageError(f"the shapes are wrong: {_first_line(error)}", path=path, line=line) from None
    return sorted(set(_results(report)))


def run_fast(
    data: Iterable[ox.Triple] | ox.Store,
    shapes: Shapes,
    focuses: Mapping[Node, Collection[Target]] | None = None,
    *,
    text: bytes = b"",
) -> list[Result]:
    """What shacl-rust finds in some triples, or in the default graph of a store; arguments as for `run_pyshacl`.

    Beside triples, more of them can be given as the text of N-Triples.

    Raises:
        UsageError: it is not installed, or refuses the shapes.
    """
    if not has_fast_engine():
        raise UsageError("the fast engine is not installed", fix="pip install 'phoihop[fast]'")
    import shacl_rust  # noqa: PLC0415

    constraints = io.BytesIO(_shapes_text(shapes.constraints, marked=focuses is not None))
    try:
        # A large graph goes through a file: as text in memory it would cost more than the engine's own index.
        with tempfile.NamedTemporaryFile(prefix="phoihop-", suffix=".nt") as file:
            if isinstance(data, ox.Store):
                data.dump(file, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
            else:
                file.write(text + _ntriples(chain(data, mark_nodes(focuses or {}))).encode())
            file.flush()
            file.seek(0)
            report = shacl_rust.validate_file(
                file, constraints, data_format="nt", shapes_format="nt", experimental_index=True
            )
    except (ValueError, RuntimeError) as error:
        raise UsageError(f"the fast engine refuses the shapes: {_first_line(error)}") from None
    return sorted({_fast_result(found) for found in report["results"]})


def _ntriples(triples: Iterable[ox.Triple]) -> str:
    return "".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in triples)


@lru_cache(maxsize=4)
def _shapes_text(constraints: tuple[ox.Triple, ...], *, marked: bool) -> bytes:
    return _ntriples(mark_targets(constraints) if marked else constraints).encode()


@lru_cache(maxsize=4)
def _shapes_graph(constraints: tuple[ox.Triple, ...], *, marked: bool) -> rdflib.Graph:
    from rdflib import RDF, SH  # noqa: PLC0415

    graph = build_rdflib(hoist_targets(mark_targets(constraints) if marked else constraints))
    # What constrains nothing: pySHACL looks for it in a list of what does, comparing with all of it.
    beside = {RDF.type, SH.path, SH.severity, SH.targetClass, SH.targetObjectsOf}
    # The shapes do not change, and pySHACL asks them the same in every run, thousands of times.
    told = graph.predicate_objects
    constraining = _remembered(lambda node, **_: (said for said in told(node) if said[0] not in beside))
    for name in ("objects", "subjects", "subject_objects"):
        setattr(graph, name, _remembered(getattr(graph, name)))
    setattr(graph, "predicate_objects", constraining)  # noqa: B010  (a method, for mypy)
    return graph


def _remembered(ask: Callable[..., Iterable[Any]]) -> Callable[..., Iterator[Any]]:
    """A question to a graph that stays as it is, its answers kept."""
    kept: dict[object, list[Any]] = {}

    def answer(*terms: object, **more: object) -> Iterator[Any]:
        asked = (terms, *more.items())
        if asked not in kept:
            kept[asked] = list(ask(*terms, **more))
        return iter(kept[asked])

    return answer


def _fast_result(found: dict[str, str]) -> Result:
    path = found.get("resultPath", "")
    simple = path.startswith("<") and path.endswith(">") and path.count("<") == 1
    return Result(
        focus=_bare(found["focusNode"]),
        shape=_bare(found["sourceShape"]),
        component=_bare(found["sourceConstraintComponent"]),
        value=found.get("value", ""),
        path=_bare(path) if simple else "",
        severity=_bare(found["severity"]),
    )


@contextmanager
def _literals_as_written() -> Iterator[None]:
    """Keep literals as they are written, and rdflib's switch for it as it was: pySHACL leaves it changed."""
    import rdflib  # noqa: PLC0415

    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def _results(report: object) -> Iterator[Result]:
    import rdflib  # noqa: PLC0415
    from rdflib import SH  # noqa: PLC0415

    assert isinstance(report, rdflib.Graph)
    for node in report.objects(None, SH.result):
        found = {p: o for _, p, o in report.triples((node, None, None)) if p != SH.resultMessage}
        path = found.get(SH.resultPath)
        value = found.get(SH.value)
        yield Result(
            focus=_bare(_term(found[SH.focusNode])),
            shape=_bare(_term(found[SH.sourceShape])),
            component=str(found[SH.sourceConstraintComponent]),
            value="" if value is None else _term(value),
            path=str(path) if isinstance(path, rdflib.URIRef) else "",
            severity=str(found[SH.resultSeverity]),
        )


def _term(term: object) -> str:
    """A term of rdflib in N-Triples form, spelled as Oxigraph spells it."""
    import rdflib  # noqa: PLC0415

    if isinstance(term, rdflib.URIRef):
        return f"<{term}>"
    if isinstance(term, rdflib.BNode):
        return f"_:{term}"
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return str(ox.Literal(str(term), language=term.language))
    kind = str(term.datatype) if term.datatype else v.XSD.string
    return str(ox.Literal(str(term), datatype=ox.NamedNode(kind)))


def _bare(term: str) -> str:
    return term[1:-1] if term.startswith("<") else term


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
