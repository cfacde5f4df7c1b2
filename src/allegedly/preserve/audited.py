"""The audit log against the log of what is preserved, which states how far it went each time that it was signed.

Who cuts off the end of the audit log, or makes all of it anew, would have to change the signed log as well.
"""

from collections.abc import Iterator

import msgspec

from allegedly.model.audit import Sealed
from allegedly.store import Store

sealed = msgspec.json.Decoder(Sealed).decode


def unlike(store: Store) -> Iterator[tuple[int, str]]:
    """Entries that the signed log states and the audit log does not have so: their number, and what is wrong."""
    with store.view().log() as log:
        stated = [sealed(one.leaf) for one in log.audits()]
    for one in stated:
        found = next(iter(store.audit().entries(one.n - 1, 1)), None)
        if found is None or found.n != one.n:
            yield one.n, "it is missing: the signed log states it, so the end was cut off or it was taken out"
        elif found.hash != one.audited:
            yield one.n, "it is another one than the one that the signed log states"
