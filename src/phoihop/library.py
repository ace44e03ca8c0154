"""The library's face: open a graph, ask it, look at it. The command line does nothing that cannot be done here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import Literal, QuerySolutions, QueryTriples, RdfFormat

from phoihop.errors import UsageError
from phoihop.model import PartialDate
from phoihop.queries import load_catalogue
from phoihop.spelling import fold
from phoihop.store import Results, Store, open_store
from phoihop.tables import Table, table_of
from phoihop.views import read_view

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from phoihop.explain import Explanation
    from phoihop.visualise import Drawing


class Graph:
    """The knowledge graph, open for questions."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._catalogue = load_catalogue()

    def query(self, name: str, *, as_of: str | None = None, known_by: str | None = None, **parameters: str) -> Table:
        """The answer to a question of the catalogue.

        Args:
            name: as `phoihop query --list` shows it, as `district-court`.
            as_of: a day, month or year: only what was there then. Questions about a day take it as their day; the
                others get a last column `at_date`: `yes`, or `not-excluded` where no source says. See docs/time.md.
            known_by: only what was known by this day.
            parameters: values for the question's parameters; those left out keep their defaults.

        Raises:
            UsageError: there is no such question or parameter, or a value does not fit.
        """
        question = self._catalogue[name]
        day = next((p.name for p in question.parameters if p.name in ("as_of", "date")), None)
        if as_of and day:
            parameters, as_of = {**parameters, day: as_of}, None
        bound = question.bind(parameters)
        if as_of is None and known_by is None:
            answer = self.store.query(bound)
            return table_of([column.name for column in question.columns], answer, question.title_en)
        from phoihop.moments import ask_as_of  # noqa: PLC0415

        return ask_as_of(self.store, bound, _moment(as_of), _moment(known_by), question.title_en)

    def at(self, as_of: str | None = None, known_by: str | None = None) -> Graph:
        """The graph as it stood on a day, month or year, and as it was known by a day. See docs/time.md.

        Raises:
            UsageError: a date is none, or the store is remote.
        """
        from phoihop.moments import view_as_of  # noqa: PLC0415

        if as_of is None and known_by is None:
            return self
        return Graph(view_as_of(self.store, _moment(as_of), _moment(known_by)))

    def sparql(self, query: str) -> Results:
        """The answer to any SPARQL query, as RDF terms."""
        return self.store.query(query)

    def select(self, query: str) -> Table:
        """The answer to a SELECT query as a table.

        Raises:
            UsageError: the query is not valid SPARQL, or not a SELECT query.
        """
        answer = self.store.query(query)
        if not isinstance(answer, QuerySolutions):
            raise UsageError("only a SELECT query gives a table", fix="use sparql() for the others")
        return table_of([variable.value for variable in answer.variables], answer)

    def explain(self, iri: str, text_of: Callable[[str], str | None] = lambda source: None) -> Explanation:
        """Why a thing or claim is in the graph: sources, spans, notes, rules. See `phoihop.explain.explain`."""
        from phoihop.explain import explain  # noqa: PLC0415

        return explain(self.store, iri, text_of)

    def search(self, words: str, limit: int = 50) -> Table:
        """Places, bodies and officials whose name holds all the words, with or without diacritics or abbreviated.

        Shorter names come first. `dien bien` finds Điện Biên, `vksnd` the procuracies, `tand kon ray` one court.
        """
        wanted = fold(words).split()
        if not wanted:
            raise UsageError("nothing to search for")
        # The store looks for the longest word, which few names hold; the others are looked for among these.
        answer = self.store.query(read_view("search", words=Literal(max(wanted, key=len))))
        found = {
            (row[0], row[1], row[2]): None
            for row in table_of(["thing", "thing_label", "type", "key"], answer).rows
            if all(word in (row[3] or "") for word in wanted)
        }
        return Table(("thing", "thing_label", "type"), tuple(found)[:limit])

    def network(self, *, kind: str = "agency-agency", source: str | None = None) -> nx.MultiGraph[str]:
        """The graph as a networkx network: bodies joined by programmes, or bodies and programmes.

        See `phoihop.analysis.project` for the attributes. `source` keeps only what one source says.
        """
        from phoihop.analysis import project  # noqa: PLC0415

        return project(self.store, kind=kind, source=source)

    def draw(self, *, kind: str = "agency-programme", language: str = "vi", source: str | None = None) -> Drawing:
        """A picture that shows itself in a notebook and can be saved as one HTML file.

        `source` draws only what one source says.
        """
        from phoihop.visualise import draw  # noqa: PLC0415

        return draw(self.store, kind=kind, language=language, source=source)

    def to_rdflib(self) -> rdflib.Graph:
        """A copy of the merged graph for rdflib, to go on with there."""
        import rdflib  # noqa: PLC0415

        answer = self.store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        assert isinstance(answer, QueryTriples)
        copy = rdflib.Graph()
        return copy.parse(data=answer.serialize(format=RdfFormat.N_TRIPLES) or b"", format="nt")

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _repr_html_(self) -> str:
        return f"<b>Phoihop</b> graph at <code>{self.store.location}</code>"


def _moment(text: str | None) -> PartialDate | None:
    try:
        return PartialDate(text) if text else None
    except ValueError as error:
        raise UsageError(str(error)) from None


def open(location: str | Path | None = None) -> Graph:  # noqa: A001  (phoihop.open reads as it should)
    """Open a store folder, an N-Quads file, the URL of a SPARQL endpoint, or the graph that ships with Phoihop.

    Raises:
        UsageError, StoreError: see `phoihop.store.open_store`.
    """
    return Graph(open_store(location))
