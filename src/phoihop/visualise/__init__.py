"""A network as one HTML page that needs no network connection."""

from phoihop.visualise.drawing import Drawing, draw, render_page

__all__ = ["Drawing", "draw", "render_page"]
