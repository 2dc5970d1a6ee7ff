"""Hypothesis strategies: queries as the oracle's nested tuples, over a world, and any text at all.

Words, numbers and dates come from the data or lie next to it, so that conditions hit. Every value
can be spelled (see `query_texts`); the ranges, choices and literals are those that spec §5 allows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from oracle import lead_oracle, oracle, query_oracle
from oracle.query_oracle import (
    ALIASES,
    LEAD,
    OPPORTUNITY,
    STATUS_CHANGE,
    STATUSES,
    TWINS,
    Query,
    Value,
)

from strategies import list_requests
from strategies.list_requests import DECLARED, UNTYPED, mostly
from strategies.query_texts import is_bare_word, is_item, is_value_word
from strategies.query_worlds import FIELD_NAMES, World

COMPARISONS = (">", ">=", "<", "<=")
COMPARED = ("number", "date", "datetime", "untyped")
CLOSED = {
    "status_type": ("active", "won", "lost"),
    "old_status_type": ("active", "won", "lost"),
    "new_status_type": ("active", "won", "lost"),
    "value_period": ("one_time", "monthly", "annual"),
}
CENTS = (
    "value",
    "expected_value",
    "annualized_value",
    "annualized_expected_value",
    "opportunity_value",
)
PERCENTS = ("confidence", "opportunity_confidence")
COUNTS = (
    *(name for name, its in lead_oracle.TYPES.items() if its == "number"),
    *("calls", "tasks"),
)
LEAD_NAMES = (
    *lead_oracle.STATUSES,
    "opportunity_status",
    *(*query_oracle.LEAD_TWINS, "created", "updated"),
    *lead_oracle.TYPES,
    *COUNTS,
    *(*DECLARED, *UNTYPED, "custom.cf_nowhere"),
)
ABOUT_USERS = ("user_id", "user", "creator", "created_by", "updated_by", "custom.cf_owner")
OPPORTUNITY_NAMES = (
    "status",
    *oracle.FIELD_TYPES,
    *ALIASES,
    *TWINS,
    *DECLARED,
    *UNTYPED,
    *UNTYPED,
    "custom.cf_nowhere",
)
STATUS_CHANGE_NAMES = (
    "old_status",
    "new_status",
    "date",
    "created",
    "updated",
    *query_oracle.STATUS_CHANGE_TWINS,
    *(name for name in query_oracle.STATUS_CHANGE_TYPES if name != "date"),
)


@dataclass(frozen=True)
class Target:
    """A field as a query names it, with what the data holds there."""

    name: str
    type: str
    values: tuple[Any, ...]
    relative: tuple[Any, ...] = ()
    """Date literals that some of the values are close to."""

    @property
    def is_compared(self) -> bool:
        return self.type in COMPARED

    @property
    def strings(self) -> tuple[str, ...]:
        return tuple(value for value in self.values if isinstance(value, str) and value != "")


# --- trees


@st.composite
def queries(draw: st.DrawFn, world: World, scope: str = OPPORTUNITY, depth: int = 3) -> Query:
    """A query of the given scope, no deeper than `depth`."""
    kinds = ("leaf", "leaf", "leaf", "and", "or", "not", "values", "field", "scope")
    kind = draw(st.sampled_from(kinds)) if depth else "leaf"
    if kind == "leaf":
        return draw(leaves(world, scope))
    if kind == "values":
        return draw(trees_of_values(world, scope))
    if kind == "field":
        return draw(trees_on_one_field(world, scope))
    below = queries(world, scope, depth - 1)
    if kind == "not":
        return "not", draw(below)
    if kind == "scope":
        name = draw(st.sampled_from(world.scopes(scope)))
        return "scope", name, draw(st.one_of(st.just(("all",)), queries(world, name, depth - 1)))
    return kind, tuple(draw(st.lists(below, min_size=2, max_size=3)))


def leaves(world: World, scope: str) -> st.SearchStrategy[Query]:
    other = mostly(terms(world, scope), st.just(("all",)))
    if scope == LEAD and world.views():
        other = st.one_of(other, st.sampled_from(world.views()).map(lambda name: ("in", name)))
    return mostly(targets(world, scope).flatmap(conditions), other)


def trees_of_values(world: World, scope: str) -> st.SearchStrategy[Query]:
    """Equalities of one field, or presences: they may be written as values in parentheses."""
    exist = targets(world, scope).map(lambda one: ("has", one.name))
    return mostly(targets(world, scope).flatmap(trees_of_equalities), joined(exist))


def trees_of_equalities(target: Target) -> st.SearchStrategy[Query]:
    values = values_of(target, listed=False)
    return joined(values.map(lambda value: ("is", target.name, ":", value)))


def trees_on_one_field(world: World, scope: str) -> st.SearchStrategy[Query]:
    """Conditions of any kind on one field, of which several may be one range, or none."""
    any_kind = targets(world, scope).flatmap(lambda target: joined(conditions(target)))
    return st.one_of(any_kind, intervals(world, scope))


def intervals(world: World, scope: str) -> st.SearchStrategy[Query]:
    """Several comparisons and equalities of one field, all of which must hold."""
    compared = targets(world, scope).filter(lambda target: target.is_compared)
    return compared.flatmap(
        lambda target: st.lists(
            mostly(comparisons(target), conditions(target)), min_size=2, max_size=3
        ).map(lambda parts: ("and", tuple(parts)))
    )


@st.composite
def scopes_in_scopes(draw: st.DrawFn, world: World, scope: str = OPPORTUNITY) -> Query:
    """A scope, mostly with another in it, and little else to make it fail."""
    name = draw(st.sampled_from(world.scopes(scope)))
    there = ("has", "id") if "id" in names_in(world, name) else ("all",)
    own = st.one_of(st.just(("all",)), st.just(there), leaves(world, name))
    inner = draw(own)
    if draw(st.integers(0, 2)):
        nested = draw(scopes_in_scopes(world, name))
        nested = draw(st.sampled_from((nested, nested, ("not", nested))))
        inner = draw(st.sampled_from((nested, ("and", (inner, nested)), ("or", (nested, inner)))))
    return "scope", name, inner


def joined(leaf: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    """Trees of a few such leaves."""
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.tuples(
                st.sampled_from(("or", "and", "and")),
                st.lists(inner, min_size=2, max_size=3).map(tuple),
            ),
            st.tuples(st.just("not"), inner),
        ),
        max_leaves=4,
    )


def conditions(target: Target) -> st.SearchStrategy[Query]:
    """One condition on a field, a list of values, or whether it is there."""
    name = target.name
    equal = values_of(target, listed=False).map(lambda value: ("is", name, ":", value))
    items = st.lists(values_of(target, listed=True), min_size=1, max_size=3).map(tuple)
    listed = items.map(lambda values: ("any_of", name, values))
    there = st.sampled_from((("has", name), ("is", name, ":", ("star",))))
    rest = st.one_of(listed, there)
    if not target.is_compared:
        return mostly(equal, rest)
    return mostly(st.one_of(equal, comparisons(target)), rest)


def comparisons(target: Target) -> st.SearchStrategy[Query]:
    return st.builds(
        lambda op, value: ("is", target.name, op, value),
        st.sampled_from(COMPARISONS),
        compared_values(target),
    )


@st.composite
def targets(draw: st.DrawFn, world: World, scope: str) -> Target:
    """A field of the scope; types that have comparisons come up more often."""
    names: dict[str, list[str]] = {}
    for name in names_in(world, scope):
        names.setdefault(type_in_query(world, scope, name), []).append(name)
    compared = [each for each in COMPARED if each in names]
    name = draw(st.sampled_from(names[draw(st.sampled_from((*names, *compared, *compared)))]))
    caller = world.oracle_caller()
    values = tuple(
        value
        for part in query_oracle.parts_of(name, scope)
        for row in world.seen(scope)
        for value in oracle.elements(query_oracle.read(part, scope, row, caller))
    )
    return Target(name, type_in_query(world, scope, name), values, world.relative)


def type_in_query(world: World, scope: str, name: str) -> str:
    """The type of a field, or what a name stands for that asks several."""
    if name in STATUSES.get(scope, {}):
        return "status"
    if scope == LEAD and name in COUNTS:
        return "number"
    parts = query_oracle.parts_of(name, scope)
    return (
        "twin" if len(parts) == 2 else query_oracle.type_of(parts[0], scope, world.oracle_caller())
    )


def names_in(world: World, scope: str) -> tuple[str, ...]:
    if scope == STATUS_CHANGE:
        return STATUS_CHANGE_NAMES
    if scope == OPPORTUNITY:
        by_name = [f"custom.{FIELD_NAMES[key]}" for key in DECLARED]
        return (*OPPORTUNITY_NAMES, *(by_name if world.custom_fields is not DECLARED else ()))
    if scope == LEAD:
        return (*LEAD_NAMES, *carried_by_leads(world))
    objects = world.objects(scope)
    carried = sorted({name for row in objects for name in row})
    return (*carried, *carried_aliases(carried)) if objects else ("id", "date", "user", "nothing")


def carried_by_leads(world: World) -> list[str]:
    """The names outside the schema that some lead carries, or any while there are no leads."""
    known = (*LEAD_NAMES, "contacts", "addresses")
    leads = world.objects(LEAD)
    names = {name for lead in leads for name in lead if not name.startswith("custom.")}
    return sorted(names - set(known)) if leads else ["nothing"]


def carried_aliases(carried: Sequence[str]) -> list[str]:
    """The aliases of a related object that stand for what some object carries."""
    meanings = {
        "date": ("date", "activity_at", "date_created"),
        "created": ("date_created",),
        "updated": ("date_updated",),
        "user": TWINS["user"],
        "creator": TWINS["creator"],
    }
    return [name for name, keys in meanings.items() if set(keys) & set(carried)]


# --- bare words


@st.composite
def terms(draw: st.DrawFn, world: World, scope: str) -> Query:
    texts = [text for row in world.objects(scope) for text in query_oracle.searched(scope, row)]
    pool = [text for text in texts if oracle.words_of(text)]
    text = draw(st.sampled_from((*pool, *list_requests.NOTES[:4])))
    words = [word for word in text.split() if list_requests.is_plain(word) and is_bare_word(word)]
    if words and draw(st.booleans()):
        word = draw(list_requests.cut(draw(st.sampled_from(words))))
        if is_bare_word(word):
            return "term", word
    return "phrase_term", draw(runs(text))


def runs(text: str) -> st.SearchStrategy[str]:
    """A few words of a text with what stands between them, with a word character at least."""
    pieces = text.split()
    found = [
        " ".join(pieces[start:end])
        for start in range(len(pieces))
        for end in range(start + 1, min(start + 4, len(pieces) + 1))
    ]
    return st.sampled_from([run for run in found if oracle.words_of(run)])


# --- values


def values_of(target: Target, *, listed: bool) -> st.SearchStrategy[Value]:
    """What may stand after `:`, or as an item of a list."""
    makers = {
        "id": whole_values,
        "choice": whole_values,
        "label": labels,
        "status": labels,
        "twin": twins,
        "text": texts,
        "number": numbers,
        "date": dates,
        "datetime": dates,
        "boolean": flags,
        "untyped": untyped,
    }
    return makers[target.type](target, listed).filter(lambda value: can_stand(value, listed))


def can_stand(value: Value, listed: bool) -> bool:
    if value[0] != "word":
        return True
    return is_item(value[1]) if listed else is_value_word(value[1])


def worded(text: st.SearchStrategy[str]) -> st.SearchStrategy[Value]:
    return st.tuples(st.sampled_from(("word", "phrase")), text)


def whole_values(target: Target, listed: bool) -> st.SearchStrategy[Value]:
    name = target.name
    pool = CLOSED.get(ALIASES.get(name, name), ("nobody_1", "x:1-2", "EUR"))
    seen = [text for text in target.strings if "*" not in text]
    known = st.sampled_from((*seen, *pool))
    if target.type == "choice":
        known = known.flatmap(lambda text: st.sampled_from((text, text.upper(), text.title())))
    known = worded(known)
    return mostly(known, st.just(("me",))) if knows_me(target) else known


def knows_me(target: Target) -> bool:
    return target.name in (*ABOUT_USERS, f"custom.{FIELD_NAMES['custom.cf_owner']}")


def labels(target: Target, listed: bool) -> st.SearchStrategy[Value]:
    pool = (*target.strings, "WON", "w*", "*o*", "lost*", "a*b", "act*", "*e", "ACTIVE")
    text = st.sampled_from(pool).flatmap(
        lambda text: st.sampled_from((text, text, text.upper(), f"{text[:3]}*", f"*{text[-2:]}"))
    )
    return worded(text.filter(lambda text: text != "*"))


def twins(target: Target, listed: bool) -> st.SearchStrategy[Value]:
    ids = worded(st.sampled_from((*target.strings, "user_1", "lead_1", "nobody_1")))
    named = st.one_of(
        ids.filter(lambda value: bool(oracle.words_of(value[1]))), texts(target, False)
    )
    return mostly(named, st.just(("me",))) if knows_me(target) else named


def texts(target: Target, listed: bool) -> st.SearchStrategy[Value]:
    pool = [text for text in target.strings if oracle.words_of(text)]
    return st.sampled_from((*pool, *list_requests.NOTES[:3])).flatmap(words_and_phrases)


@st.composite
def words_and_phrases(draw: st.DrawFn, text: str) -> Value:
    words = [word for word in text.split() if list_requests.is_plain(word)]
    if words and draw(st.integers(0, 2)):
        return "word", draw(list_requests.cut(draw(st.sampled_from(words))))
    return "phrase", draw(runs(text))


def flags(target: Target, listed: bool) -> st.SearchStrategy[Value]:
    spellings = {True: ("yes", "true", "TRUE"), False: ("no", "false", "No")}
    return st.sampled_from(
        [("flag", value, text) for value, texts in spellings.items() for text in texts]
    )


# --- numbers


def numbers(target: Target, listed: bool) -> st.SearchStrategy[Value]:
    one = number_values(target, listed)
    return one if listed else mostly(one, number_ranges(target))


def number_values(target: Target, listed: bool) -> st.SearchStrategy[Value]:
    return some_number(target).flatmap(
        lambda number: number_spellings(target.name, number, listed).map(
            lambda text: ("number", number, text)
        )
    )


def some_number(target: Target) -> st.SearchStrategy[Decimal]:
    pool = (0, 50, 75) if target.name in PERCENTS else (0, 1, 20, 100, -100, 300_000, 10_000_000)
    seen = [value for value in target.values if oracle.is_number(value)]
    near = st.sampled_from((0, 0, 0, 1, -1))
    number = st.builds(
        lambda one, by: oracle.decimal(one) + by, st.sampled_from((*seen, *pool)), near
    )
    if target.name in (*CENTS, *PERCENTS, *COUNTS):
        return number
    return st.one_of(number, st.sampled_from((Decimal("0.3"), Decimal("-2.5"))))


def number_spellings(name: str, number: Decimal, listed: bool) -> st.SearchStrategy[str]:
    """Plain, with a sign, grouped thousands, percent, or as an amount of money."""
    plain = format(number, "f")
    forms = [plain, plain, plain if number < 0 else f"+{plain}"]
    if number == int(number):
        forms += [f"{int(number):_}", *([] if listed else [f"{int(number):,}"])]
    if name in PERCENTS:
        forms.append(f"{plain}%")
    if name in CENTS:
        forms += money_spellings(int(number), listed)
    return st.sampled_from(forms)


def money_spellings(cents: int, listed: bool) -> list[str]:
    """Whole units with a sign or code before them, thousands as `k`, millions as `m`."""
    sign, size = "-" if cents < 0 else "", abs(cents)
    units = Decimal(size) / 100
    forms = [f"{sign}${units:f}", f"{sign}${units:.2f}", f"{sign}€{units:f}", f"{sign}USD{units:f}"]
    if not listed:
        forms.append(f"{sign}${units:,f}")
    return [*forms, f"{sign}${units / 1000:f}k", f"{sign}CA${units / 1_000_000:f}m"]


@st.composite
def number_ranges(draw: st.DrawFn, target: Target) -> Value:
    low, high = sorted((draw(some_number(target)), draw(some_number(target))))
    open_end = draw(st.sampled_from((None, None, "low", "high", "both")))
    ends = (
        None if open_end in ("low", "both") else low,
        None if open_end in ("high", "both") else high,
    )
    spelled = [
        "*" if end is None else draw(number_spellings(target.name, end, False)) for end in ends
    ]
    return "numbers", *ends, "..".join(spelled)


# --- dates


def pretended(target: Target) -> list[dict[str, Any]]:
    """Rows of one column, which is what the strategies of parameters look at."""
    return [{"x": value} for value in target.values]


def dates(target: Target, listed: bool) -> st.SearchStrategy[Value]:
    present = flag_on_date()
    if listed:
        return date_values(target)
    return mostly(date_values(target), st.one_of(date_ranges(target), present))


def flag_on_date() -> st.SearchStrategy[Value]:
    return st.sampled_from(
        (
            ("flag", True, "yes"),
            ("flag", False, "no"),
            ("flag", False, "never"),
            ("flag", True, "Yes"),
        )
    )


def date_literals(target: Target) -> st.SearchStrategy[Any]:
    plain = list_requests.literals(pretended(target), "x")
    relative = st.sampled_from((("now",), *target.relative, *target.relative))
    return st.one_of(plain, list_requests.ages(), relative)


def date_values(target: Target) -> st.SearchStrategy[Value]:
    return date_literals(target).flatmap(
        lambda literal: date_spellings(literal).map(lambda text: ("date", literal, text))
    )


def date_spellings(literal: Any) -> st.SearchStrategy[str]:
    forms = [list_requests.literal_text(literal, space) for space in " -_"]
    if literal[0] in RELATIVE:
        forms += [form.upper() for form in forms] + [form.title() for form in forms]
    return st.sampled_from(forms)


RELATIVE = ("now", "today", "yesterday", "tomorrow", "this", "last", "next", "ago", "in")


def date_ranges(target: Target) -> st.SearchStrategy[Value]:
    ends = list_requests.ranges(list_requests.days(pretended(target), "x"))
    ends = mostly(ends, st.just((None, None)))
    return ends.map(lambda pair: ("dates", *pair, "..".join(map(end_text, pair))))


def end_text(end: Any) -> str:
    return "*" if end is None else list_requests.literal_text(end, "-")


def compared_values(target: Target) -> st.SearchStrategy[Value]:
    """What may stand after `>`, `>=`, `<` and `<=`."""
    if target.type == "number":
        return number_values(target, False)
    if target.type != "untyped":
        return date_values(target)
    return worded(st.one_of(raw_numbers(target), raw_dates(target))).filter(
        lambda value: can_stand(value, False)
    )


# --- untyped fields: raw text only


def untyped(target: Target, listed: bool) -> st.SearchStrategy[Value]:
    pool = ("20", "1", "2024", "0.1", "call", "back", "red", "blue", "yes", "FALSE", "r*d", "été")
    raw = st.one_of(st.sampled_from(pool), raw_numbers(target), raw_dates(target))
    if listed:
        return st.one_of(worded(raw), texts(target, True)).filter(lambda one: ".." not in one[1])
    spans = st.one_of(number_ranges(target), date_ranges(target)).map(
        lambda span: ("word", span[-1])
    )
    return st.one_of(worded(raw), texts(target, False), spans)


def raw_numbers(target: Target) -> st.SearchStrategy[str]:
    return some_number(target).map(lambda number: format(number, "f"))


def raw_dates(target: Target) -> st.SearchStrategy[str]:
    return date_values(target).map(lambda value: value[2])


# --- any text


TOKENS = (
    *("and", "or", "not", "AND", "Or", "NOT", "in", "IN", "-", "--", "(", ")", "(", ")", "()"),
    *(":", "=", "!=", ">", ">=", "<", "<=", ":>", ":<=", "::", "!", "=>", ":in", "=in"),
    *("*", "**", "..", "a..b", "*..*", "1..2", "2..1", '"', '""', '"a b"', '"a\\"b"', "\\", "'"),
    *("note", "value", "status", "date", "user", "custom.", 'custom."x y"', "custom.cf_any", "has"),
    *(
        "status_change(",
        "call(",
        "call",
        "lead(",
        "bogus(",
        "sort",
        "slice",
        "sort:-value",
        "slice:1/2",
    ),
    *("word", "20", "-5", "$5", "$5k", "50%", "1,000", "a,b", ",", "me", "won", "yes", "never"),
    *(
        "2024-05-17",
        "2024-W20",
        '"last month"',
        "3-days-ago",
        "today",
        "9" * 40,
        "ß",
        "日本",
        "\x00",
    ),
)


def soup() -> st.SearchStrategy[str]:
    """Tokens of the language in any order."""
    glue = st.sampled_from((" ", " ", "", "\n"))
    return st.lists(st.tuples(st.sampled_from(TOKENS), glue), max_size=14).map(
        lambda pairs: "".join(token + space for token, space in pairs)
    )


def any_text() -> st.SearchStrategy[str]:
    alphabet = st.sampled_from("ab1 ():=<>!-*.\"\\,'\n$%/oOrnt")
    return st.one_of(
        soup(),
        st.text(max_size=40),
        st.text(alphabet, max_size=30),
        st.sampled_from(("\ud800", "\x00", "\u2028", "note:\ud800", "a" * 300)),
    )
