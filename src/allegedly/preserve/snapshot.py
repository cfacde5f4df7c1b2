"""Content addressing."""

from hashlib import sha256

from allegedly.model import Capture, Snapshot


def preserve(capture: Capture) -> Snapshot:
    """The capture under the SHA-256 of its bytes; equal bytes are one snapshot."""
    name = sha256(capture.data).hexdigest()
    return Snapshot(name, capture.origin, capture.data, capture.media_type, capture.fetched, capture.http, capture.line)
