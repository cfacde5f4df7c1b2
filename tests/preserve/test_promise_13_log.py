"""Promise 13: proofs of the log agree with an independent verifier (RFC 9162), for all sizes up to 1,024."""

from hashlib import sha256

import pymerkle
import pytest
from pymerkle.core import _consistency_path_layout, _inclusion_path_layout
from pymerkle.proof import ConsistencyProof, InclusionProof

from allegedly.preserve import tree
from allegedly.preserve.verifier import consistent, included, leaf_hash

from .desk import Desk, captures, file

SIZES = 1024
LEAVES = [f"entry {n}".encode() for n in range(SIZES)]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
NODES = tree.Nodes(HASHES)
# Leaves and roots of the test data that Certificate Transparency's own implementations share.
KNOWN = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def other() -> pymerkle.BaseMerkleTree:
    made = pymerkle.InmemoryTree()
    made.append_entries(LEAVES)
    return made


OTHER = other()


def test_roots_are_those_of_certificate_transparency() -> None:
    nodes = tree.Nodes([leaf_hash(bytes.fromhex(leaf)) for leaf in KNOWN])
    assert [tree.root(n, nodes.node).hex() for n in range(1, 9)] == list(ROOTS)
    assert tree.root(0, nodes.node) == sha256(b"").digest()


def test_roots_of_all_sizes_are_those_of_the_other_implementation() -> None:
    for size in range(1, SIZES + 1):
        assert tree.root(size, NODES.node) == OTHER.get_root(size), size


def few(size: int, every: int) -> list[int]:
    """All positions of small trees, some of large ones, the edges always."""
    return [n for n in range(size) if size <= 64 or n < 2 or n >= size - 2 or n % every == size % every]


def test_inclusion_is_accepted_by_the_other_implementation_for_all_sizes() -> None:
    for size in range(1, SIZES + 1):
        root = OTHER.get_root(size)
        for n in few(size, 97):
            path = tree.inclusion(n, size, NODES.node)
            rule, _ = _inclusion_path_layout(n + 1, size)
            theirs = InclusionProof("sha256", True, size, n + 1, rule, [HASHES[n], *path])
            pymerkle.verify_inclusion(HASHES[n], root, theirs, index=n + 1, size=size)
            assert included(HASHES[n], n, size, path, root)


def test_the_other_implementation_s_inclusion_is_accepted_by_ours() -> None:
    for size in range(1, SIZES + 1, 3):
        for n in few(size, 211):
            theirs = OTHER.prove_inclusion(n + 1, size)
            assert included(HASHES[n], n, size, theirs.path[1:], tree.root(size, NODES.node))


def test_consistency_is_accepted_by_the_other_implementation_for_all_sizes() -> None:
    for second in range(1, SIZES + 1):
        new = OTHER.get_root(second)
        for first in (n + 1 for n in few(second, 97)):
            old = OTHER.get_root(first)
            rule, subset, ranges = _consistency_path_layout(first, second)
            spans = [tree.span(start, end, NODES.node) for start, end in ranges]
            theirs = ConsistencyProof("sha256", True, second, first, rule, subset, spans)
            pymerkle.verify_consistency(old, new, theirs, prior_size=first, later_size=second)
            path = tree.consistency(first, second, NODES.node)
            assert consistent(first, second, path, old, new), (first, second)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 63, 64, 65, 1000])
def test_nothing_else_is_proven(size: int) -> None:
    root = tree.root(size, NODES.node)
    for n in few(size, 53):
        path = tree.inclusion(n, size, NODES.node)
        wrong = [(n + 1, path), (n, [*path, root]), (n, [*path[:-1], b"\0" * 32] if path else [root])]
        wrong += [(n, path[:-1])] if path else []
        assert not any(included(HASHES[n], at, size, other, root) for at, other in wrong)
        assert not included(leaf_hash(b"another"), n, size, path, root)
        proof = tree.consistency(n + 1, size, NODES.node)
        bad = tree.root(n + 1, tree.Nodes([*HASHES[:n], leaf_hash(b"another")]).node)
        assert not consistent(n + 1, size, proof, bad, root)


def test_a_log_that_grows_entry_by_entry_keeps_the_same_hashes(desk: Desk) -> None:
    for n, one in enumerate(captures(40)):
        desk.keep(one) if n % 3 else desk.keep(one, file(100 + n))
    with desk.store.view().log() as log:
        held, leaves = log.nodes(), [leaf_hash(e.leaf) for e in log.entries()]
        assert held == tree.Nodes(leaves).items()
        roots = {one.size: one.root for one in log.checkpoints()}
    mine = pymerkle.InmemoryTree()
    for leaf in leaves:
        mine._store_leaf(b"", leaf)
    assert roots
    assert all(root == mine.get_root(size) for size, root in roots.items())
