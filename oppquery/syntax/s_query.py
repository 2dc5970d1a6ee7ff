"""The JSON of a Smart View, `s_query`, becomes the tree that query text becomes (spec §12)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from oppquery.ast import (
    DIRECTIVES,
    EVERYTHING,
    And,
    Condition,
    Mode,
    Node,
    Not,
    ObjectKind,
    Operator,
    Or,
    Phrase,
    Query,
    Scope,
    Term,
    TextMatch,
    TextsIn,
)
from oppquery.errors.problems import InvalidValue, QueryReporter
from oppquery.errors.wording import shown
from oppquery.limits import Limits
from oppquery.schema.kinds import LEADS, STATUS_CHANGES
from oppquery.syntax.json_part import JsonPart
from oppquery.syntax.parser import DEEPEST
from oppquery.syntax.s_query_values import read_text, read_value
from oppquery.values.words import words_of

ROOT: Final = "s_query"
_ACTIVITY: Final = "activity."
_KINDS: Final = {
    "opportunity_status_change": STATUS_CHANGES,
    "status_change.opportunity": STATUS_CHANGES,
}
_WORDS: Final = frozenset({*DIRECTIVES, "has", "in"})
"""Names that mean something of their own in query text, and are no fields here."""
_SIGNS: Final = {"asc": "", "desc": "-"}
_NODES_A_TERM: Final = 10
"""Nodes of JSON that may be read for each term that is allowed.

Groups are no terms, but one object may stand in many places of the JSON, and then in theirs: 100
levels of pairs have 2**100 nodes.
"""


def read_s_query(value: Any, reporter: QueryReporter, limits: Limits) -> Query:
    """The query of an `s_query`, bare or with its `sort`; what is wrong goes to `reporter`.

    Its depth counts the nodes that stand in each other, and one more for each `negate`.
    """
    reader = _Reader(reporter, limits)
    tree = reader.read(JsonPart(value, ROOT))
    return Query(param=reporter.param, text=None, tree=tree, depth=reader.depth)


class _Reader:
    """Reads the nodes of one Smart View, each problem for itself, and counts them."""

    def __init__(self, reporter: QueryReporter, limits: Limits) -> None:
        self._reporter = reporter
        self._longest = limits.query_length
        self._most = limits.terms
        self._most_nodes = _NODES_A_TERM * (limits.terms + 1)
        self._most_items = limits.in_list
        self._deepest = min(limits.depth, DEEPEST)
        self._nodes = self._words = 0
        self.depth = 0

    def read(self, whole: JsonPart) -> Node:
        try:
            if "query" not in whole.object():
                return self._node(whole, LEADS, 0)
            whole.only(("query", "sort", "results_limit"))
            if (limit := whole.member("results_limit")).is_given:
                raise limit.bad("must be null: a view is all of its leads")
            sort = self._sort(whole.member("sort"))
            return And((self._node(whole.member("query"), LEADS, 0), *sort))
        except InvalidValue as fault:
            self._reporter.add_error(fault)
            return EVERYTHING

    def _sort(self, sort: JsonPart) -> tuple[Node, ...]:
        """The order as the `sort:` of a query text, which is checked and has no effect."""
        keys: list[str] = []
        given = list(sort.items()) if sort.is_given else []
        if len(given) > self._most:
            message = f"the order has {len(given):,} keys, more than {self._most:,}"
            raise InvalidValue("too_much", message, span=sort.path)
        for key in given:
            key.only(("field", "direction"))
            sign = _SIGNS[key.member("direction").choice(_SIGNS)]
            keys.append(sign + _field(key.member("field"), LEADS))
        if not keys:
            return ()
        return (Condition("sort", Operator.EQUAL, Phrase(",".join(keys), sort.path)),)

    def _node(self, part: JsonPart, kind: str, depth: int) -> Node:
        if self._nodes > self._most_nodes:
            return EVERYTHING
        self._nodes += 1
        try:
            if self._nodes > self._most_nodes:
                message = f"the Smart View has more than {self._most_nodes:,} nodes"
                raise InvalidValue("too_much", message, span=part.path)
            self._check_depth(part, depth)
            return self._read(part, kind, depth)
        except InvalidValue as fault:
            self._reporter.add_error(fault)
            return EVERYTHING

    def _read(self, part: JsonPart, kind: str, depth: int) -> Node:
        type_ = part.type(_NODES)
        members, read = _NODES[type_]
        part.only(("type", "negate", *members))
        negate = part.member("negate")
        if not (negate.is_given and negate.flag()):
            return read(self, part, kind, depth + 1)
        self._check_depth(part, depth + 1)
        return Not(read(self, part, kind, depth + 2))

    def _check_depth(self, part: JsonPart, depth: int) -> None:
        if depth > self._deepest:
            message = f"the Smart View nests more than {self._deepest:,} deep"
            raise InvalidValue("too_much", message, span=part.path)
        self.depth = max(self.depth, depth)

    def _all(self, part: JsonPart, kind: str, depth: int) -> Node:
        return And(self._parts(part, kind, depth))

    def _any(self, part: JsonPart, kind: str, depth: int) -> Node:
        return Or(self._parts(part, kind, depth))

    def _parts(self, part: JsonPart, kind: str, depth: int) -> tuple[Node, ...]:
        return tuple(self._node(each, kind, depth) for each in part.member("queries").items())

    def _object_type(self, part: JsonPart, kind: str, depth: int) -> Node:
        return ObjectKind(_kind(part.member("object_type")))

    def _match_all(self, part: JsonPart, kind: str, depth: int) -> Node:
        return EVERYTHING

    def _id(self, part: JsonPart, kind: str, depth: int) -> Node:
        value, values = part.member("value"), part.member("values")
        if value.is_given and values.is_given:
            raise values.bad("must not stand beside value")
        ids = (value,) if value.is_given else tuple(values.items())
        wholes = TextsIn(tuple(each.text() for each in ids), as_ids=True, span=part.path)
        return Condition("id", Operator.EQUAL, self._few(wholes), span=part.path)

    def _text(self, part: JsonPart, kind: str, depth: int) -> Node:
        return Term(self._within_limits(read_text(part)))

    def _condition(self, part: JsonPart, kind: str, depth: int) -> Node:
        field, condition = part.member("field"), part.member("condition")
        name, value = _field(field, kind), read_value(condition)
        match value:
            case TextMatch():
                value = self._within_limits(value)
            case TextsIn():
                value = self._few(value)
        return Condition(name, Operator.EQUAL, value, span=field.path)

    def _few(self, wholes: TextsIn) -> TextsIn:
        """A list that is not too long."""
        if (size := len(wholes.texts)) > self._most_items:
            message = f"the list has {size:,} items, more than {self._most_items:,}"
            raise InvalidValue("too_much", message, span=wholes.span)
        return wholes

    def _within_limits(self, match: TextMatch) -> TextMatch:
        """A text that is not too long; each word looked for by itself is a term of the view."""
        if (size := len(match.text)) > self._longest:
            message = f"the text has {size:,} characters, more than {self._longest:,}"
            raise InvalidValue("too_much", message, span=f"{match.span}.value")
        self._words += 1 if match.mode is Mode.PHRASE else len(words_of(match.text))
        if self._words > self._most:
            message = f"the texts of the Smart View have more than {self._most:,} words"
            raise InvalidValue("too_much", message, span=f"{match.span}.value")
        return match

    def _related(self, part: JsonPart, kind: str, depth: int) -> Node:
        this = part.member("this_object_type")
        if _kind(this) != kind:
            raise this.bad(f"must be {kind}, which this stands on")
        related = part.member("related_object_type")
        inner, body = _kind(related), part.member("related_query")
        body.object()
        return Scope(inner, self._node(body, inner, depth), related.path)


_Read = Callable[[_Reader, JsonPart, str, int], Node]
_NODES: Final[Mapping[str, tuple[tuple[str, ...], _Read]]] = {
    "and": (("queries",), _Reader._all),
    "or": (("queries",), _Reader._any),
    "object_type": (("object_type",), _Reader._object_type),
    "match_all": ((), _Reader._match_all),
    "id": (("value", "values"), _Reader._id),
    "text": (("value", "mode"), _Reader._text),
    "field_condition": (("field", "condition"), _Reader._condition),
    "has_related": (
        ("this_object_type", "related_object_type", "related_query"),
        _Reader._related,
    ),
}


def _kind(part: JsonPart) -> str:
    """The kind of object that a type names, with or without `activity.` before it."""
    name = part.text().removeprefix(_ACTIVITY)
    return _KINDS.get(name, name)


def _field(field: JsonPart, kind: str) -> str:
    """The name of a field in query text."""
    match field.type(("regular_field", "custom_field")):
        case "custom_field":
            field.only(("type", "custom_field_id"))
            return f"custom.{field.member('custom_field_id').text()}"
        case _:
            field.only(("type", "object_type", "field_name"))
            stands_on = field.member("object_type")
            if _kind(stands_on) != kind:
                message = f"is a field of {kind} here, which this stands on"
                raise InvalidValue("bad_s_query", message, span=field.path)
            name = field.member("field_name").text()
            if name in _WORDS:
                span = f"{field.path}.field_name"
                raise InvalidValue("bad_field", f"{kind} has no field {shown(name)}", span=span)
            return name
