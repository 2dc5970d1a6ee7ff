"""The nodes of `s_query` JSON, in the order in which a case reads."""

from typing import Any

Node = dict[str, Any]
MATCH_ALL: Node = {"type": "match_all"}
NOW: Node = {"type": "now"}


def negated(node: Node) -> Node:
    return {**node, "negate": True}


def every(*nodes: Node) -> Node:
    return {"type": "and", "queries": list(nodes)}


def some(*nodes: Node) -> Node:
    return {"type": "or", "queries": list(nodes)}


def object_type(name: str) -> Node:
    return {"type": "object_type", "object_type": name}


def text(value: str, mode: str = "full_words") -> Node:
    """Over all texts of the object."""
    return {"type": "text", "mode": mode, "value": value}


def field(name: str, condition: Node, kind: str = "lead") -> Node:
    regular = {"type": "regular_field", "object_type": kind, "field_name": name}
    return {"type": "field_condition", "field": regular, "condition": condition}


def custom(name: str, condition: Node) -> Node:
    of_its_own = {"type": "custom_field", "custom_field_id": name}
    return {"type": "field_condition", "field": of_its_own, "condition": condition}


def related(kind: str, node: Node = MATCH_ALL, this: str = "lead") -> Node:
    return {
        "type": "has_related",
        "this_object_type": this,
        "related_object_type": kind,
        "related_query": node,
    }


# --- conditions

EXISTS: Node = {"type": "exists"}
CURRENT_USER: Node = {"type": "current_user"}


def boolean(value: bool) -> Node:
    return {"type": "boolean", "value": value}


def words(value: str, mode: str = "full_words") -> Node:
    return {"type": "text", "mode": mode, "value": value}


def term(*values: str) -> Node:
    return {"type": "term", "values": list(values)}


def reference(kind: str, *ids: str) -> Node:
    return {"type": "reference", "reference_type": kind, "object_ids": list(ids)}


def numbers(**ends: Any) -> Node:
    return {"type": "number_range", **ends}


def moments(on_or_after: Node | None = None, before: Node | None = None) -> Node:
    return {"type": "moment_range", "on_or_after": on_or_after, "before": before}


# --- moments


def local_date(value: str, which: str = "start") -> Node:
    return {"type": "fixed_local_date", "value": value, "which": which}


def period(name: str, which: str = "start") -> Node:
    return {"type": "start_end_of_predefined_relative_period", "range": name, "which": which}


def offset(
    direction: str, moment: Node | None = None, day_end: str | None = None, **units: int
) -> Node:
    """A moment moved; by `days=3` and so on."""
    node: Node = {"type": "offset", "direction": direction, "offset": units}
    if moment is not None:
        node["moment"] = moment
    if day_end is not None:
        node["which_day_end"] = day_end
    return node
