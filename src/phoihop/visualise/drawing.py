"""From a store or a network to a drawing that can be saved, or shown in a notebook."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phoihop.analysis import project
from phoihop.errors import StoreError, UsageError
from phoihop.store import Store
from phoihop.views import read_view
from phoihop.visualise.facts import build_facts
from phoihop.visualise.layout import build_layout, select_largest
from phoihop.visualise.page import render
from phoihop.visualise.phrases import LANGUAGES
from phoihop.vocabulary import ID

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Drawing:
    """One self-contained HTML page."""

    html: str

    def save(self, path: str | Path) -> None:
        """Write the page, in UTF-8 whatever the system's encoding.

        Raises:
            StoreError: the file cannot be written.
        """
        try:
            Path(path).write_bytes(self.html.encode())
        except OSError as error:
            raise StoreError(f"the drawing cannot be written: {error.strerror}", path=path) from None

    def _repr_html_(self) -> str:
        # Sandboxed: the page can neither reach the notebook nor be reached from it.
        return (
            '<iframe title="Phoihop" sandbox="allow-scripts allow-popups" '
            f'style="width:100%;height:720px;border:1px solid #ccc" srcdoc="{html.escape(self.html)}"></iframe>'
        )


def draw(
    store: Store,
    *,
    kind: str = "agency-programme",
    language: str = "vi",
    source: str | None = None,
) -> Drawing:
    """Draw who signed what, or who coordinates with whom.

    Args:
        store: what to draw.
        kind: `agency-programme` or `agency-agency`.
        language: of the page's own words, `vi` or `en`; names stay as they are.
        source: only what this source says, as `s4`.

    Raises:
        UsageError: there is no such kind, language or source.
    """
    _check_language(language)
    network = project(store, kind=kind, source=source)
    return render_page(network, language=language, names=_read_names(store, language))


def render_page(
    network: nx.MultiGraph[str], *, language: str = "vi", names: Mapping[str, str] | None = None
) -> Drawing:
    """Draw a network as `phoihop.analysis.project` gives it, or a part of one.

    Above `layout.MOST_NODES` nodes only the programmes with most signatories are drawn, and the page says so.

    Args:
        network: what to draw.
        language: of the page's own words, `vi` or `en`.
        names: how to show concepts, from paths as `kind/people-court`; those left out are shown as they are.

    Raises:
        UsageError: there is no such language.
    """
    _check_language(language)
    shown, left_out = select_largest(network)
    layout = build_layout(shown)
    return Drawing(render(shown, layout, build_facts(shown, layout, language, names or {}, left_out), language))


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise UsageError(f"there is no page in {language!r}", fix="use " + " or ".join(LANGUAGES))


def _read_names(store: Store, language: str) -> dict[str, str]:
    answer: Any = store.query(read_view("concepts"))
    names = ((row["concept"].value.removeprefix(ID), row["label"]) for row in answer)
    return {concept: label.value for concept, label in names if label.language == language}
