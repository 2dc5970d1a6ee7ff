"""How many terms a request has, counted before any of them is planned (spec §9)."""

from __future__ import annotations

from oppquery import ast
from oppquery.values.words import words_of


class TermCount:
    """Adds up the terms of one request, or of one Smart View, as far as the limit allows."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.total = 0

    def add(self, terms: int) -> bool:
        """Whether these terms still fit in. They count only if they do."""
        fits = self.total + terms <= self.most
        if fits:
            self.total += terms
        return fits


def terms_of(tree: ast.Node) -> int:
    """The conditions, bare words, scopes and keys of `sort:` in a tree.

    Each word that a text of a Smart View looks for by itself is one.

    >>> from oppquery import parse_query
    >>> terms_of(parse_query("call(note:(a or b)) sort:-value,user_name"))
    5
    """
    match tree:
        case ast.And(parts) | ast.Or(parts):
            return sum(map(terms_of, parts))
        case ast.Not(part):
            return terms_of(part)
        case ast.Scope(body=body):
            return 1 + terms_of(body)
        case ast.Condition(field="sort", value=ast.Word(text) | ast.Phrase(text)):
            return keys_of(text)
        case ast.Term(ast.TextMatch() as text) | ast.Condition(value=ast.TextMatch() as text):
            return 1 if text.mode is ast.Mode.PHRASE else max(1, len(words_of(text.text)))
        case _:
            return 1


def keys_of(order: str) -> int:
    """The keys of an order as it is written."""
    return order.count(",") + 1
