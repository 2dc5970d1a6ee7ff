"""What the parser makes of each rule of the grammar: nodes of the tree, as they are read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final, cast

from lark import Token, Transformer, v_args

from oppquery.ast import (
    DIRECTIVES,
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
from oppquery.errors.problems import TextSpan

_EVERYTHING: Final = And(())
_ANY: Final = "*"
_UNEQUAL: Final = "!="
_ESCAPED: Final = re.compile(r'\\(["\\])')

FieldName = tuple[str, TextSpan]


def _span(token: Token) -> TextSpan:
    return cast("int", token.start_pos), cast("int", token.end_pos)


def _unescaped(token: Token) -> str:
    return _ESCAPED.sub(r"\1", token[1:-1])


@v_args(inline=True)
class TreeBuilder(Transformer[Token, Any]):
    """A method for each rule; none keeps state, so one builder serves every thread."""

    def start(self, tree: Node | None) -> Node:
        return _EVERYTHING if tree is None else tree

    def any(self, *parts: Node) -> Node:
        return _flat(Or, parts)

    def all(self, *parts: Node) -> Node:
        return _flat(And, parts)

    def negated(self, operator: Token, part: Node) -> Node:
        return Not(part)

    def enclosed(self, node: Node) -> Node:
        return _enclosed(node)

    def scope(self, name: Token, body: Node | None) -> Node:
        start, end = _span(name)
        return Scope(name[:-1], _EVERYTHING if body is None else body, (start, end - 1))

    def compared(self, field: FieldName, operator: Token, value: Word | Phrase) -> Node:
        name, span = field
        if operator == _UNEQUAL:
            return Not(Condition(name, Operator.EQUAL, value, span=span))
        return Condition(name, _operator(operator), value, span=span)

    def grouped(self, field: FieldName, operator: Token, values: Any) -> Node:
        return _distributed(field, values)

    def listed(self, field: FieldName, *items: Word | Phrase) -> Node:
        name, span = field
        return Condition(name, Operator.IN, Items(items), span=span)

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
        return _EVERYTHING if token == _ANY else Term(self.word(token))

    def bare_phrase(self, token: Token) -> Node:
        return Term(self.phrase(token))


def _operator(token: Token) -> Operator:
    text = str(token)
    return Operator.EQUAL if text in (":", "=") else Operator(text.removeprefix(":"))


def _flat(kind: type[And] | type[Or], parts: tuple[Node, ...]) -> Node:
    """The parts side by side, those of the same kind with theirs; one alone is itself."""
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def _enclosed(node: Node) -> Node:
    """The node with the directives among its parts marked as not at the top level."""
    match node:
        case Condition(field) if field in DIRECTIVES:
            return replace(node, enclosed=True)
        case And(parts):
            return And(tuple(map(_enclosed, parts))) if _has_directive(parts) else node
        case Or(parts):
            return Or(tuple(map(_enclosed, parts)))
        case _:
            return node


def _has_directive(parts: tuple[Node, ...]) -> bool:
    return any(isinstance(part, Condition) and part.field in DIRECTIVES for part in parts)


def _distributed(field: FieldName, values: Any) -> Node:
    """A tree of values as the same tree of conditions on a field."""
    name, span = field
    match values:
        case And(parts):
            return And(tuple(_distributed(field, part) for part in parts))
        case Or(parts):
            return Or(tuple(_distributed(field, part) for part in parts))
        case Not(part):
            return Not(_distributed(field, part))
        case _:
            return Condition(name, Operator.EQUAL, values, span=span)
