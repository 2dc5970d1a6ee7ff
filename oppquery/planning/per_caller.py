"""Which plans mean something else for another caller, at another time or in another zone."""

from __future__ import annotations

from typing import assert_never

from oppquery.plan import (
    AllOf,
    AnyOf,
    Counted,
    Exists,
    Leaf,
    Node,
    Not,
    Search,
    Slice,
)


def depends_on_caller(node: Node) -> bool:
    """Whether a date or `me` took part in any condition of a node.

    It is asked before the node is simplified, since a rule may leave out a condition that holds
    for nothing today and for something tomorrow.
    """
    match node:
        case Leaf(per_caller=per_caller):
            return per_caller
        case AllOf(parts) | AnyOf(parts):
            return any(map(depends_on_caller, parts))
        case Not(part) | Exists(where=part) | Counted(where=part):
            return depends_on_caller(part)
        case Search() | Slice():
            return False
        case _:
            assert_never(node)
