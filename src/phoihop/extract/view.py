"""A text with its facts highlighted, as one HTML file that asks for nothing else and runs no script."""

from __future__ import annotations

from html import escape
from itertools import pairwise

from phoihop.extract.facts import Extraction, Fact, Mark, render_note

# Background and underline of each field. The hues are those of Okabe and Ito, which people with any of the usual
# kinds of colour blindness can tell apart; each field also has a letter, so that colour is never needed alone.
_FIELDS = {
    "event_kind": ("K", "#e69f00", "solid", "act", "việc ký, sơ kết, ban hành"),
    "signatory": ("S", "#56b4e9", "solid", "signatory", "bên ký"),
    "lead": ("L", "#0072b2", "double", "lead", "cơ quan chủ trì"),
    "event_date": ("D", "#f0e442", "solid", "date", "ngày"),
    "place": ("P", "#009e73", "solid", "place", "địa bàn"),
    "document": ("N", "#cc79a7", "solid", "document", "văn bản"),
    "term": ("T", "#f0e442", "dashed", "term", "giai đoạn"),
    "official": ("O", "#d55e00", "solid", "official", "cán bộ"),
    "post": ("C", "#d55e00", "dotted", "post", "chức vụ"),
}
_OTHER = ("X", "#000000", "dashed", "other", "khác")
_WORDS = {
    "en": {
        "debris": "debris: nothing here counts as a fact", "facts": "Facts", "field": "field",
        "words": "words", "value": "value", "rule": "rule", "confidence": "confidence",
        "none": "No facts were found.", "warnings": "Warnings",
    },
    "vi": {
        "debris": "phần thừa: không lấy dữ kiện ở đây", "facts": "Dữ kiện", "field": "trường",
        "words": "từ ngữ", "value": "giá trị", "rule": "quy tắc", "confidence": "độ tin cậy",
        "none": "Không tìm thấy dữ kiện nào.", "warnings": "Cảnh báo",
    },
}  # fmt: skip
_STYLE = """
* { box-sizing: border-box; }
body { font: 16px/1.6 sans-serif; margin: 0; color: #111; background: #fff; display: flex; flex-wrap: wrap; }
header { flex: 1 0 100%; padding: .5rem 1rem; border-bottom: 1px solid #999; }
h1 { font-size: 1.1rem; margin: 0 0 .3rem; }
main { flex: 3 1 30rem; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
aside { flex: 2 1 28rem; padding: 1rem; max-height: 100vh; overflow: auto; position: sticky; top: 0; }
a { color: inherit; text-decoration: none; }
main a { border-bottom-width: 3px; padding-top: 1px; }
main a:hover, main a:focus, main a:target { outline: 2px solid #111; }
.debris { color: #595959; background: #e8e8e8; }
table { border-collapse: collapse; font-size: .85rem; }
th, td { text-align: left; vertical-align: top; padding: .15rem .4rem; border-bottom: 1px solid #ccc; }
td { overflow-wrap: break-word; unicode-bidi: isolate; }
small { color: #444; }
tr:target { outline: 3px solid #111; }
.key { display: inline-block; min-width: 1.2em; text-align: center; border: 1px solid #555; margin-right: .3em; }
li { display: inline-block; margin-right: 1rem; list-style: none; }
ul { padding: 0; margin: 0; }
"""


def render_view(extraction: Extraction, *, title: str, lang: str = "en") -> str:
    """The text with facts coloured by field and debris in grey, beside a table of the facts.

    Hovering over words shows field, value, rule and confidence; a click on words or on a row goes to the other.

    Args:
        extraction: what was found.
        title: the page's heading, as the file's name.
        lang: `en` or `vi`.
    """
    words = _WORDS[lang]
    rows = "".join(_row(number, fact, lang) for number, fact in enumerate(extraction.facts, 1))
    warnings = "".join(f"<p><b>{words['warnings']}:</b> {escape(line)}</p>" for line in extraction.warnings)
    heads = "".join(f"<th>{words[w]}</th>" for w in ("field", "words", "value", "confidence", "rule"))
    table = (
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else f"<p>{words['none']}</p>"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<style>{_STYLE}{_colours()}</style></head>\n<body>\n<header><h1>{escape(title)}</h1>{warnings}"
        f'<ul>{_legend(lang)}</ul></header>\n<main lang="vi">{_body(extraction, lang)}</main>\n'
        f"<aside><h2>{words['facts']}</h2>{table}</aside>\n</body>\n</html>\n"
    )


def _style_of(field: str) -> tuple[str, str, str, str, str]:
    return _FIELDS.get(field, _OTHER)


def _label(field: str, lang: str) -> str:
    return _style_of(field)[4 if lang == "vi" else 3] if field in _FIELDS else field


def _class_of(field: str) -> str:
    return f"f-{_style_of(field)[0]}"


def _colours() -> str:
    # A tint under black letters keeps the contrast; the full colour is in the underline.
    rules = []
    for letter, colour, line, *_ in (*_FIELDS.values(), _OTHER):
        tint = f"{colour}55" if letter != _OTHER[0] else "transparent"
        rules.append(f".f-{letter} {{ background: {tint}; border-color: {colour}; border-bottom-style: {line}; }}\n")
    return "".join(rules)


def _legend(lang: str) -> str:
    items = [
        f'<li><span class="key f-{style[0]}">{style[0]}</span>{style[4 if lang == "vi" else 3]}</li>'
        for style in (*_FIELDS.values(), _OTHER)
    ]
    return "".join(items) + f'<li><span class="key debris">–</span>{_WORDS[lang]["debris"]}</li>'


def _body(extraction: Extraction, lang: str) -> str:
    """The text cut wherever a fact or a stretch of debris begins or ends, each piece in its colours."""
    text = extraction.text
    facts = sorted(enumerate(extraction.facts, 1), key=lambda pair: -pair[1].start)
    marks = sorted(extraction.marks, key=lambda mark: -mark.start)
    here: list[tuple[int, Fact]] = []
    debris: list[Mark] = []
    spans = [(f.start, f.end) for f in extraction.facts] + [(m.start, m.end) for m in extraction.marks]
    cuts = sorted({0, len(text), *(edge for span in spans for edge in span)})
    seen: set[int] = set()
    pieces = []
    for start, end in pairwise(cuts):
        here = [(n, fact) for n, fact in here if end <= fact.end]
        debris = [mark for mark in debris if end <= mark.end]
        while facts and facts[-1][1].start <= start:
            here.append(facts.pop())
        while marks and marks[-1].start <= start:
            debris.append(marks.pop())
        grey = bool(debris)
        shown = escape(text[start:end])
        if here:
            # The shortest fact gives the colour and the target; the hint names all.
            number, fact = min(here, key=lambda pair: (pair[1].end - pair[1].start, pair[0]))
            marker = f' id="w{number}"' if number not in seen else ""
            seen.add(number)
            hint = escape("\n".join(_hint(f, lang) for _, f in here), quote=True)
            classes = _class_of(fact.field) + (" debris" if grey else "")
            shown = f'<a{marker} class="{classes}" href="#f{number}" title="{hint}">{shown}</a>'
        elif grey:
            shown = f'<span class="debris">{shown}</span>'
        pieces.append(shown)
    return "".join(pieces)


def _hint(fact: Fact, lang: str) -> str:
    words = _WORDS[lang]
    return (
        f"{_label(fact.field, lang)}: {fact.value}\n{words['rule']}: {fact.rule}, "
        f"{words['confidence']}: {fact.confidence:.2f} ({fact.reason})"
    )


def _row(number: int, fact: Fact, lang: str) -> str:
    key = (
        f'<span class="key {_class_of(fact.field)}">{_style_of(fact.field)[0]}</span>{escape(_label(fact.field, lang))}'
    )
    cells = [
        f'<a href="#w{number}">{escape(fact.surface)}</a> <small>{fact.start}–{fact.end}</small>',
        f"{escape(fact.value)}<br><small>{escape(render_note(fact.note))}</small>",
        f"{fact.confidence:.2f}",
        f"{escape(fact.rule)}<br><small>{escape(fact.reason)}</small>",
    ]
    return f'<tr id="f{number}"><td>{key}</td>' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
