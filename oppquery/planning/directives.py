"""The directives `sort:` and `slice:`, which apply to a whole query text (spec §5.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from oppquery import ast
from oppquery.errors.problems import InvalidValue, QueryReporter
from oppquery.errors.wording import shown
from oppquery.plan import Slice

SLICE: Final = "slice"
_SLICE: Final = re.compile(r"([0-9]{1,18})/([0-9]{1,18})")


def without_directives(
    node: ast.Node, found: list[ast.Condition], is_known: Callable[[str], bool]
) -> ast.Node:
    """The tree without the directives of its top level, which are appended to `found`.

    A directive whose name is a field of the objects (`is_known`) stays: it is a condition.
    """

    def is_directive(node: ast.Node) -> bool:
        if not isinstance(node, ast.Condition) or node.field not in ast.DIRECTIVES:
            return False
        return not node.enclosed and not is_known(node.field)

    def without(node: ast.Node) -> ast.Node:
        match node:
            case ast.Condition() if is_directive(node):
                found.append(node)
                return ast.And(())
            case ast.And(parts):
                return ast.And(kept(parts))
            case ast.Or(parts):
                left = tuple(map(without, kept(parts)))
                return ast.Or(left) if left or not parts else ast.And(())
            case _:
                return node

    def kept(parts: tuple[ast.Node, ...]) -> tuple[ast.Node, ...]:
        found.extend(
            part for part in parts if isinstance(part, ast.Condition) and is_directive(part)
        )
        return tuple(part for part in parts if not is_directive(part))

    return without(node)


def each_once(directives: list[ast.Condition], reporter: QueryReporter) -> Iterator[ast.Condition]:
    """The directives, in order; reports each that stands a second time."""
    seen: set[str] = set()
    for each in directives:
        if each.field in seen:
            reporter.add("misplaced", f"{each.field}: stands twice in the text", each.span)
        seen.add(each.field)
        yield each


def read_sort(directive: ast.Condition) -> tuple[ast.OrderKey, ...]:
    """The keys of a `sort:`; raises `InvalidValue`."""
    keys = [key.strip() for key in _text(directive).split(",")]
    if not all(keys):
        raise InvalidValue(
            "empty_value", "an item of the order is empty", span=value_span(directive)
        )
    return tuple(ast.OrderKey(key.removeprefix("-"), key.startswith("-")) for key in keys)


def read_slice(directive: ast.Condition) -> Slice:
    """The part that a `slice:` keeps; raises `InvalidValue`."""
    text = _text(directive)
    found = _SLICE.fullmatch(text)
    part, parts = map(int, found.groups()) if found else (0, 0)
    if not 1 <= part <= parts:
        message = f"{shown(text)} is no slice: write 2/5 for the second of five parts"
        raise InvalidValue("bad_number", message, span=value_span(directive))
    return Slice(part, parts)


def _text(directive: ast.Condition) -> str:
    match directive:
        case ast.Condition(operator=ast.Operator.EQUAL, value=ast.Word(text) | ast.Phrase(text)):
            return text
        case _:
            message = f"{directive.field} takes : and one value"
            raise InvalidValue("bad_operator", message, span=directive.span)


def value_span(condition: ast.Condition) -> ast.Span | None:
    """The span of the value of a condition, or of its field if the value has none."""
    value = condition.value
    return value.span if isinstance(value, ast.Word | ast.Phrase) else condition.span
