"""The parse tree of the grammar becomes the tree of a query (spec §5.1).

Lark builds its parse tree without recursion, so a text of any depth is parsed. The walk over that
tree counts the levels on its way down and stops at the first one too deep, so it never recurses
further than the limit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from lark import Token, Transformer, Tree, v_args

from oppquery.ast import (
    DIRECTIVES,
    EVERYTHING,
    And,
    Condition,
    Items,
    Node,
    Not,
    Operator,
    Or,
    Phrase,
    Scope,
    Term,
    Word,
)
from oppquery.errors.problems import InvalidValue, TextSpan
from oppquery.values.words import WILDCARD

_UNEQUAL: Final = "!="
_ESCAPED: Final = re.compile(r'\\(["\\])')

FieldName = tuple[str, TextSpan]


def build_tree(parsed: Tree[Any], deepest: int) -> tuple[Node, int]:
    """The tree of a parsed text and its depth.

    Raises `InvalidValue` at the first parenthesis, scope or negation that stands in `deepest`
    others.
    """
    whole: Any = parsed.children[0]
    walk = _Walk(deepest)
    tree = EVERYTHING if whole is None else walk.node(whole, 0, None)
    return tree, walk.depth


def _span(token: Token) -> TextSpan:
    return cast("int", token.start_pos), cast("int", token.end_pos)


def _unescaped(token: Token) -> str:
    return _ESCAPED.sub(r"\1", token[1:-1])


@v_args(inline=True)
class Leaves(Transformer[Token, Any]):
    """What the parser makes of the rules that hold no other condition, while it parses.

    No method keeps state, so one parser serves every thread.
    """

    def field(self, *tokens: Token) -> FieldName:
        name = "".join(
            _unescaped(token) if token.type == "PHRASE" else str(token) for token in tokens
        )
        return name, (_span(tokens[0])[0], _span(tokens[-1])[1])

    def word(self, token: Token) -> Word:
        return Word(str(token), _span(token))

    def phrase(self, token: Token) -> Phrase:
        return Phrase(_unescaped(token), _span(token))

    def bare_word(self, token: Token) -> Node:
        return EVERYTHING if token == WILDCARD else Term(self.word(token))

    def bare_phrase(self, token: Token) -> Node:
        return Term(self.phrase(token))


class _Walk:
    """Walks one parse tree from the top down. `depth` is the deepest level that it met.

    A `_Field` is given inside the parentheses of `field:(…)`, where a value stands for a condition.
    """

    def __init__(self, deepest: int) -> None:
        self.depth = 0
        self._deepest = deepest

    def node(self, part: Any, depth: int, field: _Field | None) -> Node:
        """The node of a rule that stands `depth` levels deep."""
        while isinstance(part, Tree):
            inside: list[Any] = part.children
            if part.data == "enclosed":
                opening, part = inside
                depth = self._level(opening, depth)
            elif part.data not in _JOINS:
                return _RULES[part.data](self, inside, depth, field)
            elif len(inside) == 1:
                (part,) = inside
            else:
                return self._joined(_JOINS[part.data], inside, depth, field)
        return cast("Node", part) if field is None else field.condition(part, depth)

    def _joined(
        self, kind: type[And] | type[Or], inside: list[Any], depth: int, field: _Field | None
    ) -> Node:
        """Parts side by side; those of the same kind give theirs, so that the node is flat."""
        flat: list[Node] = []
        for child in inside:
            node = self.node(child, depth, field)
            flat += node.parts if isinstance(node, kind) else (node,)
        return flat[0] if len(flat) == 1 else kind(tuple(flat))

    def _negated(self, inside: list[Any], depth: int, field: _Field | None) -> Node:
        operator, negated = inside
        return Not(self.node(negated, self._level(operator, depth), field))

    def _scope(self, inside: list[Any], depth: int, field: _Field | None) -> Node:
        name, body = inside
        start, end = _span(name)
        within = self._level(name, depth)
        where = EVERYTHING if body is None else self.node(body, within, None)
        return Scope(name[:-1], where, (start, end - 1))

    def _compared(self, inside: list[Any], depth: int, field: _Field | None) -> Node:
        named, operator, value = inside
        written = _Field(named, enclosed=depth > 0)
        if operator == _UNEQUAL:
            return Not(written.condition(value, depth))
        return written.condition(value, depth, _operator(operator))

    def _grouped(self, inside: list[Any], depth: int, field: _Field | None) -> Node:
        named, _, opening, values = inside
        written = _Field(named, enclosed=depth > 0)
        return self.node(values, self._level(opening, depth), written)

    def _listed(self, inside: list[Any], depth: int, field: _Field | None) -> Node:
        named, opening, *items = inside
        written = _Field(named, enclosed=depth > 0)
        within = self._level(opening, depth)
        return written.condition(Items(tuple(items)), within, Operator.IN)

    def _level(self, opening: Token, depth: int) -> int:
        """The depth inside of what a token opens."""
        if depth >= self._deepest:
            start, end = _span(opening)
            place = (end - 1, end) if opening.endswith("(") else (start, end)
            message = f"the text nests more than {self._deepest:,} deep"
            raise InvalidValue("too_much", message, span=place)
        self.depth = max(self.depth, depth + 1)
        return depth + 1


class _Field:
    """The field that conditions are on, and whether anything stands round all of them."""

    def __init__(self, named: FieldName, *, enclosed: bool) -> None:
        self._name, self._span = named
        self._enclosed = enclosed and self._name in DIRECTIVES

    def condition(
        self, value: Word | Phrase | Items, depth: int, operator: Operator = Operator.EQUAL
    ) -> Condition:
        """The condition with a value that stands `depth` levels deep."""
        return Condition(
            self._name, operator, value, span=self._span, depth=depth, enclosed=self._enclosed
        )


def _operator(token: Token) -> Operator:
    text = str(token)
    return Operator.EQUAL if text in (":", "=") else Operator(text.removeprefix(":"))


_JOINS: Final[Mapping[str, type[And] | type[Or]]] = {"all": And, "any": Or}
_RULES: Final[Mapping[str, Callable[[_Walk, list[Any], int, _Field | None], Node]]] = {
    "negated": _Walk._negated,
    "scope": _Walk._scope,
    "compared": _Walk._compared,
    "grouped": _Walk._grouped,
    "listed": _Walk._listed,
}
"""How each other rule of `grammar/query.lark` is read that holds conditions or values."""
