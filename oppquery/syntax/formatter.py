"""A tree as query text again, normalised: quotes where needed, one spelling an operator."""

from __future__ import annotations

import re
from typing import Final, assert_never

from oppquery.ast import (
    And,
    Condition,
    Items,
    Node,
    Not,
    ObjectKind,
    Operator,
    Or,
    Phrase,
    Scope,
    Term,
    Value,
    Word,
)
from oppquery.values.words import WILDCARD

_NAME: Final = re.compile(r'(?!(?:and|or|not)$)(?!-)(?:[^\s()":=<>!]|!(?!=))+', re.IGNORECASE)
_IN: Final = Operator.IN.value


def format_query(tree: object) -> str:
    """The text of a tree: `parse_query(format_query(tree)) == tree` for every parsed tree.

    Raises `TypeError` for what is no tree of a query.

    >>> from oppquery import parse_query
    >>> format_query(parse_query('( note = "call back" )AND -status_type:lost'))
    'note:"call back" not status_type:lost'
    """
    match tree:
        case And() | Or() | Not() | Condition() | Term() | Scope() | ObjectKind():
            return _text(tree)
        case _:
            raise TypeError(f"a tree of a query was expected, not {type(tree).__name__}")


def _text(node: Node) -> str:
    match node:
        case And(()):
            return WILDCARD
        case And(parts):
            return _side_by_side(parts)
        case Or(parts):
            return " or ".join(_inner(part, Or) for part in parts)
        case Not(part):
            return f"not {_inner(part, Not)}"
        case ObjectKind():
            raise TypeError("the kind of an object has no place in the text of a query")
        case Scope(name, And(())):
            return f"{name}()"
        case Scope(name, body):
            return f"{name}({_text(body)})"
        case Term(value):
            return _value(value)
        case Condition(field, Operator.IN, value):
            return f"{_name(field)} in ({_value(value)})"
        case Condition(field, Operator.EQUAL, value):
            return f"{_name(field)}:{_value(value)}"
        case Condition(field, operator, value):
            return f"{_name(field)} {operator} {_value(value)}"
        case _:
            assert_never(node)


def _side_by_side(parts: tuple[Node, ...]) -> str:
    """The parts one after the other, in parentheses where they would read as a list."""
    texts: list[str] = []
    for part in reversed(parts):
        text = _inner(part, And)
        texts.append(f"({text})" if _begins_list(part, texts[-1:]) else text)
    return " ".join(reversed(texts))


def _begins_list(node: Node, after: list[str]) -> bool:
    """Whether a part reads as the `in (` of a list, given the text after it if there is one."""
    match node:
        case Scope(name):
            return name.casefold() == _IN
        case Term(Word(text)) | Condition(_, Operator.EQUAL, Word(text)):
            return text.casefold() == _IN and any(each.startswith("(") for each in after)
        case Not(part):
            return _begins_list(part, after)
        case _:
            return False


_LOOSER: Final[dict[type[Node], tuple[type[Node], ...]]] = {
    And: (Or,),
    Or: (),
    Not: (And, Or),
}


def _inner(node: Node, outer: type[Node]) -> str:
    """The text of a part, in parentheses where it would bind otherwise."""
    loose = isinstance(node, _LOOSER[outer]) and node != And(())
    return f"({_text(node)})" if loose else _text(node)


def _value(value: Value) -> str:
    match value:
        case Word(text):
            return text
        case Phrase(text):
            return _quoted(text)
        case Items(values):
            return ", ".join(map(_value, values))
        case _:
            raise TypeError(f"a {type(value).__name__} has no place in the text of a query")


def _name(field: str) -> str:
    return field if _NAME.fullmatch(field) else _quoted(field)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
