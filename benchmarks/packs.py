"""The sample packs against their gold: claims in each language, and incidents."""

import json
from datetime import UTC, datetime
from pathlib import Path

from allegedly.extract import extract
from allegedly.link import link
from allegedly.model import Capture, Report
from allegedly.preserve import preserve
from allegedly.read import document
from allegedly.read.jsonl import read_jsonl
from benchmarks.score import b_cubed, claims

SAMPLES = Path(__file__).parents[1] / "samples"


def main() -> None:
    """A line for each language of each pack, and one for its incidents."""
    for pack in sorted(p for p in SAMPLES.iterdir() if p.is_dir()):
        snapshot = preserve(Capture(pack.name, (pack / "reports.jsonl").read_bytes(), "", datetime.now(UTC)))
        reports = [r for r in read_jsonl(snapshot) if isinstance(r, Report)]
        held = {r.id: extract(document(r)) for r in reports}
        print(pack.name)
        for lang, t in sorted(claims(gold(pack, "reports"), held).items()):
            share = "  ".join(f"{k} {getattr(t, k) / max(1, t.found):.3f}" for k in ("speaker", "stance", "event"))
            print(
                f"  {lang}  claim F1 {t.f1:.3f}  full {t.full_share:.3f}  {share}  ({t.gold} gold, {t.predicted} found)"
            )
        p, r, f1 = b_cubed(gold(pack, "incidents"), link(held.values()).incidents)
        print(f"  incidents  B3 precision {p:.3f}  recall {r:.3f}  F1 {f1:.3f}")


def gold(pack: Path, kind: str) -> list[dict[str, object]]:
    """The gold lines of a pack."""
    return [json.loads(line) for line in (pack / f"{kind}_gold.jsonl").read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main()
