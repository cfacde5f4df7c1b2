"""Proofs of the log for others, as JSON: of one entry, or of growth since an earlier checkpoint (RFC 9162)."""

from base64 import b64encode
from collections.abc import Iterable

from allegedly.errors import InputMissing
from allegedly.preserve import tree
from allegedly.preserve.custody import item_hash
from allegedly.preserve.evidence import as_json
from allegedly.preserve.verifier import Broken, read_note
from allegedly.store import Store


def membership(store: Store, item: str) -> str:
    """That the entries on an item's capture are in the newest checkpoint. Raises InputMissing."""
    sha256, _ = item_hash(store, item)
    with store.view().log() as log:
        made = log.checkpoints()
        if not made:
            raise InputMissing(f"{store.path}: there is no checkpoint yet. Make one: allegedly log checkpoint")
        entries = [e for e in log.about([sha256]) if e.position < made[-1].size]
        rows = [
            {
                "leaf": e.leaf.decode(),
                "position": e.position,
                "proof": _encoded(tree.inclusion(e.position, made[-1].size, log.node)),
            }
            for e in entries
        ]
    return as_json({"checkpoint": made[-1].note, "entries": rows}).decode()


def growth(store: Store, note: str) -> str:
    """That an earlier checkpoint of this log leads to the newest. Raises InputMissing where it does not."""
    try:
        earlier = read_note(note)
    except Broken as error:
        raise InputMissing(f"--since: {error}. Give a checkpoint that `allegedly log checkpoint` wrote.") from error
    with store.view().log() as log:
        made = log.checkpoints()
        if not made or earlier.origin != log.name() or earlier.size > made[-1].size:
            raise InputMissing(
                "--since: is of another log, or of a later state of it. See: allegedly verify --checkpoint"
            )
        path = tree.consistency(earlier.size, made[-1].size, log.node) if earlier.size else []
    return as_json({"from": note, "to": made[-1].note, "proof": _encoded(path)}).decode()


def _encoded(proof: Iterable[bytes]) -> list[str]:
    return [b64encode(hash).decode() for hash in proof]
