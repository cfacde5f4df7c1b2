"""The log as a Merkle tree (RFC 9162, 2.1): SHA-256, 0x00 before a leaf, 0x01 before a node.

A tree is given by its complete subtrees: `node(level, position)` is the root of the 2**level leaves from
position * 2**level on. They never change as the log grows, so proofs need no more than 2 log2(n) of them.
"""

from collections.abc import Callable, Iterator, Sequence

from allegedly.preserve.verifier import EMPTY, leaf_hash, node_hash

Node = Callable[[int, int], bytes]


def grown(size: int, leaves: Sequence[bytes], node: Node) -> Iterator[tuple[int, int, bytes]]:
    """The subtrees (level, position, hash) that appending these leaf hashes to a log of `size` completes."""
    made: dict[tuple[int, int], bytes] = {}
    for position, leaf in enumerate(leaves, size):
        level, at, right = 0, position, leaf
        made[level, at] = right
        yield level, at, right
        while at % 2:
            right = node_hash(made.get((level, at - 1)) or node(level, at - 1), right)
            level, at = level + 1, at // 2
            made[level, at] = right
            yield level, at, right


def root(size: int, node: Node) -> bytes:
    """MTH of the first `size` leaves (RFC 9162, 2.1.1)."""
    return span(0, size, node)


def span(start: int, end: int, node: Node) -> bytes:
    """MTH(D[start:end]), where `start` is one that the recursion of the RFC reaches."""
    count = end - start
    if count == 0:
        return EMPTY
    if count & (count - 1) == 0 and start % count == 0:
        level = count.bit_length() - 1
        return node(level, start >> level)
    middle = start + split(count)
    return node_hash(span(start, middle, node), span(middle, end, node))


def split(count: int) -> int:
    """The largest power of two smaller than `count` (at least 2)."""
    return 1 << (count - 1).bit_length() - 1


def inclusion(position: int, size: int, node: Node) -> list[bytes]:
    """PATH(position, D[size]): proof that an entry is in the log (RFC 9162, 2.1.3.1). Raises IndexError."""
    if not 0 <= position < size:
        raise IndexError(f"no entry {position} in a log of {size}")
    path, start, end = list[bytes](), 0, size
    while end - start > 1:
        middle = start + split(end - start)
        if position < middle:
            path.append(span(middle, end, node))
            end = middle
        else:
            path.append(span(start, middle, node))
            start = middle
    return path[::-1]


def consistency(first: int, second: int, node: Node) -> list[bytes]:
    """PROOF(first, D[second]): proof that the log only grew (RFC 9162, 2.1.4.1). Raises IndexError."""
    if not 0 < first <= second:
        raise IndexError(f"no proof from a log of {first} to one of {second}")
    return _subproof(first, 0, second, True, node)


def _subproof(first: int, start: int, end: int, whole: bool, node: Node) -> list[bytes]:
    if first == end - start:
        return [] if whole else [span(start, end, node)]
    middle = split(end - start)
    if first <= middle:
        return [*_subproof(first, start, start + middle, whole, node), span(start + middle, end, node)]
    return [*_subproof(first - middle, start + middle, end, False, node), span(start, start + middle, node)]


class Nodes:
    """All complete subtrees of given leaf hashes, held in memory."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.size = len(leaves)
        self._held: dict[tuple[int, int], bytes] = {}
        self._held.update(((level, at), hash) for level, at, hash in grown(0, leaves, self.node))

    def node(self, level: int, position: int) -> bytes:
        """The hash of a complete subtree."""
        return self._held[level, position]

    def items(self) -> dict[tuple[int, int], bytes]:
        """All of them."""
        return self._held


__all__ = ["Node", "Nodes", "consistency", "grown", "inclusion", "leaf_hash", "node_hash", "root", "span"]
