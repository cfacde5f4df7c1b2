"""Plots as SVG, in a few lines: bars in groups, and lines over a size. They hold no script, font or address."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

WIDTH, ROW, LEFT, TOP, PLOT = 900, 22, 190, 48, 420
COLOURS = ("#2a6f97", "#d98324", "#5a8f4e", "#7a5195")
FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
    'aria-label="{title}" font-family="sans-serif" font-size="13" fill="#222">'
    '<rect width="{w}" height="{h}" fill="#fff"/><text x="12" y="24" font-size="16">{title}</text>{body}</svg>\n'
)
Groups = Mapping[str, Mapping[str, float]]


def bars(title: str, groups: Groups, digits: int = 0) -> str:
    """A group of bars for each name; each group has its own scale where the names measure different things."""
    body, y = [], TOP
    for group, values in groups.items():
        body.append(_words(12, y + 15, group))
        most = max(values.values(), default=0) or 1
        for n, (name, value) in enumerate(values.items()):
            length = PLOT * value / most
            body.append(f'<rect x="{LEFT}" y="{y + 3}" width="{length:.1f}" height="{ROW - 5}" fill="{_colour(n)}"/>')
            body.append(_words(LEFT + length + 6, y + 15, f"{value:,.{digits}f}  {name}"))
            y += ROW
        y += 10
    return _framed(title, y + 6, body)


def lines(title: str, series: Mapping[str, Sequence[tuple[float, float]]], across: str, up: str) -> str:
    """A line for each name over the same axis; both axes begin at nothing."""
    points = [p for some in series.values() for p in some]
    most_x, most_y = (max((p[k] for p in points), default=0) or 1 for k in (0, 1))
    x0, y0, w, h = 70, 300, 470, 230
    body = [f'<path d="M{x0} {y0 - h}V{y0}H{x0 + w}" fill="none" stroke="#222"/>']
    body += [_words(x0, y0 + 34, f"{across} (to {most_x:,.0f})"), _words(12, 50, f"{up} (to {most_y:,.2f})")]
    for n, (name, some) in enumerate(series.items()):
        at = [(x0 + w * x / most_x, y0 - h * y / most_y) for x, y in sorted(some)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        body.append(f'<polyline points="{path}" fill="none" stroke="{_colour(n)}" stroke-width="2"/>')
        body += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_colour(n)}"/>' for x, y in at]
        body += [_words(at[-1][0] + 8, at[-1][1] + 4, name)] if at else []
    return _framed(title, y0 + 50, body)


def _colour(n: int) -> str:
    return COLOURS[n % len(COLOURS)]


def _words(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _framed(title: str, height: float, body: Sequence[str]) -> str:
    return FRAME.format(w=WIDTH, h=round(height), title=escape(title, {'"': "&quot;"}), body="".join(body))
