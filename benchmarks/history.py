"""One run's figures, shown, drawn and kept: a line of `history.jsonl` for each run that was asked to stay."""

import os
import platform
import subprocess
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from allegedly.run.local import cores
from benchmarks.draw import bars, lines
from benchmarks.engines import ENGINES, Run
from benchmarks.peers import Grouped, Said
from benchmarks.rates import STAGES, Rate, Size

ROOT = Path(__file__).parents[1]
HISTORY = ROOT / "benchmarks" / "history.jsonl"


@dataclass(slots=True)
class Figures:
    """What one run measured; a part that was not asked for is empty."""

    size: str
    stages: list[Rate] = field(default_factory=list)
    growth: list[Size] = field(default_factory=list)
    engines: list[Run] = field(default_factory=list)
    grouping: list[Grouped] = field(default_factory=list)
    saying: list[Said] = field(default_factory=list)


def ratios(figures: Figures) -> dict[str, float]:
    """What holds on any machine: figures of one run divided by each other."""
    found = {}
    if len(figures.growth) > 1:
        small, large = figures.growth[0], figures.growth[-1]
        found[f"linking, CPU a report: {large.reports} to {small.reports}"] = large.each / small.each
    cpu = {run.engine: run.cpu for run in figures.engines}
    if len(cpu) == len(ENGINES):
        found["engine, CPU: dask to processes"] = cpu["dask"] / cpu["processes"]
        found["engine, CPU: processes to one process"] = cpu["processes"] / cpu["one process"]
    if figures.grouping:
        found["grouping, B3: best plain method to the desk"] = (
            max(g.f1 for g in figures.grouping[1:]) / figures.grouping[0].f1
        )
    if figures.saying:
        found["attributed claims, F1: spaCy to the desk"] = figures.saying[1].f1 / figures.saying[0].f1
    return found


def shown(figures: Figures) -> str:
    """The figures as lines of text."""
    told = []
    for r in figures.stages:
        rates = "  ".join(f"{stage} {r.per_second(stage):,.0f}/s" for stage in STAGES)
        told.append(f"{r.name}  {r.reports} reports, {r.claims} claims  {rates}  first {r.load:.1f} s  "
                    f"{r.peak:.0f} MB  {r.hours:.1f} CPU hours a million")  # fmt: skip
    for s in figures.growth:
        told.append(f"linking {s.reports} reports ({s.claims} claims, {s.incidents} incidents)  link {s.link:.2f} s  "
                    f"assess {s.assess:.2f} s  {s.each:.2f} ms a report  {s.peak:.0f} MB")  # fmt: skip
    for e in figures.engines:
        told.append(f"batch on {e.engine} ({e.jobs}): {e.reports} reports  {e.cpu:.1f} CPU s, {e.clock:.1f} s by "
                    f"the clock  results {e.digest}")  # fmt: skip
    if len({e.digest for e in figures.engines}) > 1:
        told.append("THE ENGINES' RESULTS DIFFER")
    for g in figures.grouping:
        best = "" if g.threshold is None else f"  (threshold {g.threshold}, the best on these texts)"
        told.append(f"grouping by {g.method}: B3 P {g.precision:.3f} R {g.recall:.3f} F1 {g.f1:.3f}  "
                    f"{g.cpu:.2f} CPU s{best}")  # fmt: skip
    for c in figures.saying:
        told.append(f"attributed claims by {c.method}: P {c.precision:.3f} R {c.recall:.3f} F1 {c.f1:.3f}  speaker "
                    f"{c.speaker:.3f}  {c.cpu:.1f} CPU s")  # fmt: skip
    return "\n".join([*told, *(f"ratio  {name}  {value:.2f}" for name, value in ratios(figures).items())])


def drawn(figures: Figures, folder: Path) -> list[Path]:
    """The figures as pictures in a folder, which is made if need be."""
    made = {}
    if figures.stages:
        rates = {f"{s}, reports/s": {r.name: r.per_second(s) for r in figures.stages} for s in STAGES}
        made["stages"] = bars("Reports a CPU second, by stage and language", rates)
    if figures.growth:
        series = {n: [(s.reports, getattr(s, n)) for s in figures.growth] for n in ("link", "assess")}
        made["linking"] = lines("Linking and assessing all at once", {k: [(0, 0), *v] for k, v in series.items()},
                                "reports", "CPU seconds")  # fmt: skip
    if figures.engines:
        made["engines"] = bars("A batch of the same reports, CPU seconds with starting up",
                               {e.engine: {f"{e.jobs} at work": e.cpu} for e in figures.engines}, 1)  # fmt: skip
    if figures.grouping and figures.saying:
        both = {"grouping, B3 F1": {g.method: g.f1 for g in figures.grouping},
                "attributed claims, F1": {c.method: c.f1 for c in figures.saying}}  # fmt: skip
        made["peers"] = bars("The desk beside plain methods, on the project's own texts", both, 2)
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in made.items():
        (folder / f"bench-{name}.svg").write_text(picture, "utf-8")
    return [folder / f"bench-{name}.svg" for name in made]


def kept(figures: Figures, path: Path = HISTORY) -> None:
    """One more line of history: when, which commit, which machine, what was measured."""
    line = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "cores": cores(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "ratios": ratios(figures),
        **asdict(figures),
    }
    with path.open("ab") as file:
        file.write(msgspec.json.encode(line) + b"\n")


def _commit() -> str:
    """The short name of the commit; a plus where files differ from it; nothing outside of git."""
    asked = ["git", "-C", str(ROOT), "describe", "--always", "--dirty=+"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
