"""Pictures and films of reports: fetched, hashed, and each failure told."""

from collections.abc import Container, Iterable
from hashlib import sha256
from io import BytesIO

from allegedly.errors import Unreadable
from allegedly.model import Medium, Rejection, Report
from allegedly.preserve import preserve
from allegedly.preserve.keeper import Keeper
from allegedly.run.fence import Fenced
from allegedly.watch.look import Tools

PIXELS = 80_000_000


def fetch_media(
    reports: Iterable[Report], tools: Tools, keeper: Keeper, held: Container[tuple[str, str]] = ()
) -> list[Medium]:
    """Every medium that the reports name and that is not `held`, as (report, address), with what became of it."""
    wanted = ((report.id, url) for report in reports for url in report.media)
    return [_medium(report, url, tools, keeper) for report, url in wanted if (report, url) not in held]


def _medium(report: str, url: str, tools: Tools, keeper: Keeper) -> Medium:
    if not url.startswith(("http://", "https://")):
        return Medium(report, url, "skipped", "the source shows no address for it")
    answer = tools.web.get(url)
    if answer.capture is None:
        return Medium(report, url, "failed", f"{answer.outcome}: {answer.reason}")
    data, kind = answer.capture.data, answer.capture.media_type
    for one in keeper.keep([preserve(answer.capture)]):
        if isinstance(one, Rejection):
            return Medium(report, url, "skipped", one.reason)
    mark, quality, reason = "", 0, ""
    if kind.startswith("image/"):
        try:
            mark, quality = tools.fences.run(fingerprint, data)
        except (Fenced, Unreadable) as error:
            reason = f"kept, but not recognised as a picture: {error}"
    return Medium(report, url, "fetched", reason, sha256(data).hexdigest(), kind, len(data), mark, quality)


def fingerprint(data: bytes) -> tuple[str, int]:
    """A picture's PDQ hash (256 bits, hex) and its quality, 0-100. Runs behind the fence. Raises Unreadable.

    PDQ is a perceptual hash ("The TMK+PDQF ... and the PDQ Image-Hashing Algorithm", Facebook, 2019).
    """
    import numpy
    import pdqhash
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = PIXELS
    try:
        with Image.open(BytesIO(data)) as picture:
            pixels = numpy.asarray(picture.convert("RGB"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable(f"not a picture that can be opened ({error})") from error
    bits, quality = pdqhash.compute(pixels)
    return numpy.packbits(bits).tobytes().hex(), int(quality)
