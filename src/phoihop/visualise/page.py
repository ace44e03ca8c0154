"""The page itself: pyvis brings the network, its library and the template engine; the page around it is ours.

pyvis's own template asks a CDN for Bootstrap and writes a heading and menus unescaped; ours has neither. A content
security policy lets only the two scripts run that are named in it by their hash, and nothing be loaded.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phoihop.visualise.facts import edge_id, node_id, shown
from phoihop.visualise.layout import CARD_WIDTH, Layout

if TYPE_CHECKING:
    import networkx as nx

_FOLDER = Path(__file__).parent
_VIS = "lib/vis-9.1.2/vis-network.min.js"
_MARGIN = 7
_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"

# Shape and sign differ as well as colour; the colours are Okabe and Ito's, which colour-blind readers tell apart.
SIGNS = {"party": "●", "caucus": "◐", "state": "■", "front": "▲", "other": "○", "programme": "◆"}
_ALWAYS = ("party", "caucus", "state", "front")
_STYLES: dict[str, tuple[str, str, int, list[int] | bool]] = {  # border, background, corner radius, dashes
    "party": ("#b84a00", "#fdeee4", 16, False),
    "caucus": ("#9a6a00", "#fff6dc", 16, [2, 3]),
    "state": ("#00598f", "#e3f0f9", 0, False),
    "front": ("#00694d", "#dff4ec", 6, False),
    "other": ("#666666", "#f2f2f2", 6, [6, 4]),
    "programme": ("#333333", "#ffffff", 4, False),
}


def render(network: nx.MultiGraph[str], layout: Layout, facts: dict[str, Any], language: str) -> str:
    """The page as text; the same network gives the same bytes."""
    from pyvis.network import Network  # noqa: PLC0415  (half a second to import)

    # Directed, because pyvis drops all but one of several edges between two nodes otherwise.
    picture = Network(directed=True, cdn_resources="in_line")
    picture.set_options(json.dumps(_options()))
    for node, card in layout.cards.items():
        picture.add_node(
            node_id(node),
            label=f"{SIGNS[card.group]} {shown(network.nodes[node]['label'])}",
            shape="box",
            group=card.group,
            x=card.x,
            y=card.y,
            heightConstraint={"minimum": card.height - 2 * _MARGIN},
        )
    ends = _add_ports(picture, layout)
    for one, other, programme in sorted(network.edges(keys=True), key=lambda key: edge_id(*key)):
        _add_edge(picture, network.edges[one, other, programme], (one, other, programme), layout, ends)
    # Read as text, line ends become single line feeds: as a browser reads, and hashes, a script.
    library = (Path(picture.template_dir) / _VIS).read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]
    scripts = [library, *(_read(name) for name in ("spelling.js", "picture.js", "page.js"))]
    groups = {card.group for card in layout.cards.values()}
    picture.set_template_dir(str(_FOLDER), "page.html")
    picture.templateEnv.autoescape = True
    picture.templateEnv.globals.update(
        facts=facts,
        language=language,
        say=facts["say"],
        signs={group: SIGNS[group] for group in SIGNS if group in _ALWAYS or group in groups},
        colours={name: style[:2] for name, style in _STYLES.items()},
        style=_read("page.css"),
        scripts=scripts,
        digests=[_digest(script) for script in scripts],
    )
    return str(picture.generate_html())


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _digest(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _options() -> dict[str, Any]:
    return {
        # The page follows the window itself: vis would change the scale as well.
        "autoResize": False,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {"hover": True, "dragNodes": False, "zoomView": False, "keyboard": False},
        "nodes": {
            "margin": _MARGIN,
            "widthConstraint": CARD_WIDTH - 2 * _MARGIN,
            "borderWidth": 1.5,
            "borderWidthSelected": 3,
            "font": {"face": _FONT, "size": 14, "color": "#111111"},
        },
        "edges": {
            "color": {"color": "#6b6b6b", "highlight": "#000000", "hover": "#000000"},
            "selectionWidth": 2,
            "hoverWidth": 1,
        },
        "groups": {
            name: {
                "color": {
                    "border": border,
                    "background": background,
                    "highlight": {"border": "#000000", "background": background},
                    "hover": {"border": "#000000", "background": background},
                },
                "shapeProperties": {"borderRadius": radius, "borderDashes": dashes},
            }
            for name, (border, background, radius, dashes) in _STYLES.items()
        },
    }


def _add_ports(picture: Any, layout: Layout) -> dict[str, str]:
    """The dots where lines begin, and a stem to those that are not beside their card; gives where each node's do."""
    ends = {}
    for node, (x, y) in layout.ports.items():
        card = layout.cards[node]
        ends[node] = f"{node_id(node)}#"
        plain = {"borderDashes": False}
        picture.add_node(ends[node], label=" ", shape="dot", size=4, group=card.group, shapeProperties=plain, x=x, y=y)
        if abs(card.x - x) > CARD_WIDTH:
            picture.add_edge(node_id(node), ends[node], id=ends[node], arrows="", width=1.5, smooth=False)
    return ends


def _add_edge(
    picture: Any, facts: dict[str, Any], key: tuple[str, str, str], layout: Layout, ends: dict[str, str]
) -> None:
    one, other, _ = key
    left, right = sorted(key[:2], key=lambda node: (layout.cards[node].x, layout.cards[node].y, node))
    smooth: dict[str, Any] = {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.4}
    if layout.kind == "agency-agency":
        # Bodies of one lane: out to the open side and back. Several programmes of one pair: side by side.
        before = sum(1 for edge in picture.edges if {edge["from"], edge["to"]} == {ends[one], ends[other]})
        party = layout.cards[left].group in ("party", "caucus")
        same = party == (layout.cards[right].group in ("party", "caucus"))
        bend = (0.45 if same else 0) + 0.12 * before
        smooth = {"enabled": bend > 0, "type": "curvedCW" if party else "curvedCCW", "roundness": bend}
    picture.add_edge(
        ends.get(left, node_id(left)),
        ends.get(right, node_id(right)),
        id=edge_id(*key),
        arrows="",
        width=3 if facts["role"] == "lead" else 1.5,
        dashes=[7, 6] if facts["standing"] == "weaker" else False,
        smooth=smooth,
    )
