"""Hypothesis strategies: the texts that say a query given as the oracle's nested tuples.

One query has many spellings: spaces round operators, `:` or `=`, `and` or nothing, operator words
in any case, redundant parentheses, `-` or `not`, `!=`, quoted names, values in parentheses, lists.
A tree can be written when its words may stand where they are: see `is_bare_word`, `is_value_word`
and `is_item`.
"""

import re
from typing import Any

from hypothesis import strategies as st
from oracle.query_oracle import Query, Value

OPERATORS = {":": (":", ":", "="), **{op: (op, f":{op}") for op in (">", ">=", "<", "<=")}}
OPERATOR_WORDS = ("and", "or", "not")
AMBIGUOUS = ("in",)
"""`note:in (a)` is a list, and so is `note in (a)`."""

OR, AND, NOT = 0, 1, 2
"""How tightly the place binds in which a query stands."""


def is_value_word(text: str) -> bool:
    """A word that may stand after an operator."""
    if text.casefold() in AMBIGUOUS or re.match(r":|=|<|>|!=", text):
        return False
    return re.fullmatch(r'[^\s()"]+', text) is not None and text != "*"


def is_bare_word(text: str) -> bool:
    """A word that may stand alone: not an operator, none in it, nor a dash before it."""
    if text.casefold() in OPERATOR_WORDS or text.startswith("-"):
        return False
    return is_value_word(text) and re.search(r"[:=<>]|!=", text) is None


def is_item(text: str) -> bool:
    """A word that may stand in a list, where only commas and parentheses end it."""
    return re.fullmatch(r'[^,()"]+', text) is not None and text == text.strip() and text != "*"


def is_grouped_word(text: str) -> bool:
    return is_value_word(text) and text.casefold() not in OPERATOR_WORDS


@st.composite
def texts_of(draw: st.DrawFn, query: Query, extra: tuple[str, ...] = ()) -> str:
    """A text for the query, with `sort:` or `slice:` of `extra` beside it."""
    pen = Pen(draw)
    text = pen.query(query, OR)
    if query == ("all",) and pen.one(True, False):
        text = pen.one("", " ", "*")
    for one in extra:
        text = f"{text} {one}" if pen.one(True, False) else f"{one} {text}"
    return pen.one("", "", " ", "\n") + text + pen.one("", "", " ")


def written_order(order: tuple[tuple[str, str], ...]) -> str:
    return "sort:" + ",".join(f"{'-' if way == 'desc' else ''}{name}" for name, way in order)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class Pen:
    """Writes; every choice of a spelling is drawn."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def one(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def gap(self) -> str:
        return self.one("", "", "", " ", "\n")

    def space(self) -> str:
        return self.one(" ", " ", " ", "  ", "\t", "\n ")

    def cased(self, word: str) -> str:
        return self.one(word, word, word.upper(), word.title())

    # --- structure

    def query(self, query: Query, place: int) -> str:
        text = self.bare(query, place)
        return self.parenthesized(text) if self.one(*(False,) * 9, True) else text

    def parenthesized(self, text: str) -> str:
        return f"({self.gap()}{text}{self.gap()})"

    def bare(self, query: Query, place: int) -> str:
        kind = query[0]
        if self.can_group(query) and self.one(True, True, False):
            return self.grouped(query)
        if kind in ("and", "or"):
            own = AND if kind == "and" else OR
            parts = [self.query(part, own + 1) for part in query[1]]
            text = self.joined(kind, parts)
            return self.parenthesized(text) if place > own else text
        if kind == "not":
            return self.negated(query[1])
        if kind == "scope":
            inside = (
                "" if query[2] == ("all",) and self.one(True, False) else self.query(query[2], OR)
            )
            return f"{query[1]}({self.gap()}{inside}{self.gap()})"
        return self.leaf(query)

    def joined(self, kind: str, parts: list[str]) -> str:
        text = parts[0]
        for part in parts[1:]:
            word = self.cased(kind)
            if kind == "and" and self.one(True, False):
                text += self.juxtaposed(text, part) + part
            else:
                text += self.around(text, word, part) + part
        return text

    def juxtaposed(self, left: str, right: str) -> str:
        """Two parentheses need no space between them."""
        return self.one("", " ") if left[-1] == ")" and right[0] == "(" else self.space()

    def around(self, left: str, word: str, right: str) -> str:
        """An operator word ends at a parenthesis or a quote as well as at a space."""
        before = self.one("", " ") if left[-1] == ")" else self.space()
        after = self.one("", " ") if right[0] == "(" else self.space()
        return f"{before}{word}{after}"

    def negated(self, part: Query) -> str:
        if part[0] == "is" and part[2] == ":" and self.one(True, False):
            return f"{self.name(part[1])}{self.gap()}!={self.gap()}{self.value(part[3])}"
        text = self.query(part, NOT)
        if self.one(True, False) and not text.startswith("-") and not re.match("not", text, re.I):
            return f"-{text}"
        return f"{self.cased('not')}{'' if text[0] == '(' and self.one(True, False) else ' '}{text}"

    # --- conditions

    def leaf(self, query: Query) -> str:
        kind, *rest = query
        if kind == "all":
            return "*"
        if kind == "term":
            return str(rest[0])
        if kind == "phrase_term":
            return quoted(rest[0])
        if kind == "has":
            return f"has{self.operator(':')}{self.named(rest[0])}"
        if kind == "any_of":
            return self.listed(*rest)
        if kind == "in":
            return f"in{self.operator(':')}{self.named(rest[0])}"
        field, op, value = rest
        return f"{self.name(field)}{self.operator(op)}{self.value(value)}"

    def operator(self, op: str) -> str:
        return f"{self.gap()}{self.one(*OPERATORS[op])}{self.gap()}"

    def named(self, name: str) -> str:
        """A name as a value, of `has:`, or whole as that of a field."""
        plain = re.fullmatch(r'[^\s()":=<>!-][^\s()":=<>!]*', name) is not None
        return name if plain and self.one(*(True,) * 5, False) else quoted(name)

    def name(self, name: str) -> str:
        if name.startswith("custom.") and self.one(True, False, False):
            return f"custom.{quoted(name.removeprefix('custom.'))}"
        return self.named(name)

    def value(self, value: Value) -> str:
        """A value after an operator; what has a meaning beside its spelling may be quoted."""
        kind, *rest = value
        if kind in ("star", "me"):
            return "*" if kind == "star" else "me"
        if kind == "phrase":
            return quoted(rest[0])
        text = str(rest[-1])
        needs_quotes = re.search(r"\s", text) is not None
        if kind == "date" and not needs_quotes:
            needs_quotes = self.one(True, False, False)
        return quoted(text) if needs_quotes else text

    def listed(self, field: str, values: tuple[Value, ...]) -> str:
        between = f"{self.gap()},{self.gap()}"
        items = between.join(self.item(value) for value in values)
        before = self.one(" ", "  ", ":", " : ", ":\n")
        word = self.cased("in")
        return f"{self.name(field)}{before}{word}{self.gap()}({self.gap()}{items}{self.gap()})"

    def item(self, value: Value) -> str:
        """Spaces may stand in an item without quotes, commas not."""
        text = self.value(value)
        spaced = value[0] == "date" and is_item(value[-1]) and self.one(True, False)
        if value[0] == "word" or spaced:
            return str(value[-1])
        return text

    # --- values in parentheses

    def can_group(self, query: Query) -> bool:
        """Whether all of it is about one field, and about its values alone."""
        return query[0] in ("and", "or", "not", "has", "is") and len(fields_of(query)) == 1

    def grouped(self, query: Query) -> str:
        (field,) = fields_of(query)
        name = "has" if field is HAS else self.name(str(field))
        inside = self.values(query, OR)
        if query[0] in ("is", "has") or self.one(*(False,) * 5, True):
            inside = self.parenthesized(inside) if self.one(*(False,) * 5, True) else inside
        sign = self.one(":", ":", "=")
        return f"{name}{self.gap()}{sign}{self.gap()}({self.gap()}{inside}{self.gap()})"

    def values(self, query: Query, place: int) -> str:
        kind = query[0]
        if kind == "has":
            return self.named(query[1])
        if kind == "is":
            return self.value(query[3])
        if kind == "not":
            inside = self.values(query[1], NOT)
            sign = self.one(True, False) and may_follow_dash(inside)
            return f"-{inside}" if sign else f"{self.cased('not')} {inside}"
        own = AND if kind == "and" else OR
        text = self.joined(kind, [self.values(part, own + 1) for part in query[1]])
        return self.parenthesized(text) if place > own else text


HAS = object()


def may_follow_dash(text: str) -> bool:
    """A dash before a digit or a currency sign is the sign of a number."""
    return re.match(r"[0-9$€£¥*+.-]|[a-z]{2,3}\$|not\b|USD", text, re.IGNORECASE) is None


def fields_of(query: Query) -> set[object]:
    """The fields of a tree of equalities; none or several when it cannot be grouped."""
    kind = query[0]
    if kind in ("and", "or"):
        return set().union(*(fields_of(part) or {"", "none"} for part in query[1]))
    if kind == "not":
        return fields_of(query[1])
    if kind == "has":
        return {HAS}
    if kind == "is" and query[2] == ":" and is_groupable(query[3]):
        return {query[1]}
    return set()


def is_groupable(value: Value) -> bool:
    """In parentheses a dash before a letter negates: `-USD5` is no number there."""
    if value[0] in ("number", "numbers") and re.match(r"-[a-z]", value[-1], re.IGNORECASE):
        return False
    return value[0] != "word" or is_grouped_word(value[1])
