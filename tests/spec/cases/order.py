"""`_order_by`: every type, several keys, descending, nulls last, ties in input order."""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .vocabulary import MISSING, Case, Row, answers, ask, rows, selects

DEALS = rows(
    "id value confidence value_period user_name date_won",
    ("a", 300_00, 50, "one_time", "bob", "2024-03-01"),
    ("b", 30_00, 90, "monthly", "Alice", "2024-01-01"),
    ("c", None, 90, "one_time", None, None), ("d", 300_00, None, "annual", "Bob", "2024-02-01"),
    ("e", -5_00, 0, "one_time", "alice", MISSING),
)


def keys(text: str) -> tuple[tuple[str, str], ...]:
    """`-value,user_name` as pairs; the definitions spell an order once."""
    return tuple((key.lstrip("-"), "desc" if key.startswith("-") else "asc")
                 for key in text.split(","))


def ordered(text: str, ids: str, why: str | None = None, objects: list[Row] = DEALS,
            name: str | None = None) -> Case:
    return answers(name or f"_order_by={text}", objects, {"_order_by": text},
                   ask(order=keys(text)), why=why, ids=ids)


def both_ways(field: str, ascending: tuple[Any, ...]) -> tuple[Case, ...]:
    """A field with its values given in ascending order: sorted from a shuffled input."""
    names = "abcdefgh"[: len(ascending)]
    pairs = [*zip(names, ascending)]
    shuffled = [*pairs[1::2], ("x", None), *pairs[::2]]
    table = rows(f"id {field}", *shuffled, ("y", MISSING))
    up, down = " ".join(names), " ".join(reversed(names))
    return (
        selects(f"{field} upwards", table, {"_order_by": field}, ask(order=((field, "asc"),)),
                ids=f"{up} x y"),
        selects(f"{field} downwards", table, {"_order_by": f"-{field}"},
                ask(order=((field, "desc"),)), ids=f"{down} x y"),
    )


TIED = rows("id value user_name", ("a", 1, "Z"), ("b", 2, "Y"), ("c", 1, "X"), ("d", 2, "W"),
            ("e", 1, "z"))
NAMES = rows("id user_id user_name lead_name contact_name pipeline_name pipeline_id",
             ("a", "u_1", "Zoe", "Beta", None, "Sales", "p_1"),
             ("b", "u_2", "Ann", "alpha", "Cy", "renewals", "p_2"),
             ("c", "u_3", "mia", "Gamma", "ben", None, "p_0"))
DATES = rows("id date_won date_created date_updated date_lost",
             ("a", "2024-01-02", "2024-01-01T00:00:00Z", "2024-01-03", None),
             ("b", "2024-01-03", "2024-01-01T00:30:00+01:00", "2024-01-01", "2024-01-01"),
             ("c", "2024-01-01", "2023-12-31T23:45:00Z", "2024-01-02", "2023-01-01"))
OFFSETS = rows("id date_created",
               ("a", "2024-05-17T10:30:00.123456+02:00"), ("b", "2024-05-17T09:30:00.123456+00:00"),
               ("c", "2024-05-17T08:00:00.123456+00:00"), ("d", "2024-05-17T04:30:00.123456-04:30"),
               ("e", "2024-05-17T23:30:00.123456+23:59"), ("f", "2024-05-17T00:10:00.123456-00:30"))
"""All of one length. In UTC: a 08:30, b 09:30, c 08:00, d 09:00, e 23:31 on the 16th, f 00:40."""
EAST = [row for row in OFFSETS if "+" in row["date_created"]]
SHORTER = [{**row, "date_created": row["date_created"].replace(".123456", "")} for row in OFFSETS]
ALIKE = rows("id user_name value value_period", *(
    (name, ("Ann", "bob", "ann", None)[place % 4], (3, 1, None, 2, 1)[place % 5],
     ("monthly", "annual", "one_time")[place % 3])
    for place, name in enumerate("abcdefghijklmn")))
"""Ann: a 3, c null, e 1, g 1, i 2, k 3, m null; bob: b 1, f 3, j 1, n 2; none: d 2, h null, l 1."""
TWO_KEYS = "a k i e g c m f n b j d l h"
ONES_AND_THREES = "f a k b j e g l"


def deep(skip: int) -> Case:
    return answers(f"two keys after the first {skip}", ALIKE,
                   {"_order_by": "user_name,-value", "_skip": str(skip), "_limit": "4"},
                   ask(order=keys("user_name,-value"), skip=skip, limit=4),
                   ids=" ".join(TWO_KEYS.split()[skip : skip + 4]), has_more=skip < 10)


def deep_of_some(skip: int) -> Case:
    """Of the objects with a value of 1 or 3; Ann: a 3, k 3, e 1, g 1; bob: f 3, b 1, j 1; l."""
    return answers(f"two keys of some objects after the first {skip}", ALIKE,
                   {"_order_by": "-value,-user_name", "_skip": str(skip), "value__in": "1,3"},
                   ask(("numbers", "value", (1, 3)), order=keys("-value,-user_name"), skip=skip),
                   ids=ONES_AND_THREES[2 * skip :], has_more=False)


PAGE_KEYS: tuple[Case, ...] = (
    ordered("value", "e b a d c", "-5, 30, 300, 300 in input order, null last"),
    ordered("-value", "a d b e c", "300, 300 still in input order, 30, -5, null still last"),
    ordered("confidence", "e a b c d", "0, 50, 90, 90, null"),
    ordered("-confidence", "b c a e d"),
    ordered("user_name", "b e a d c", "Alice and alice, bob and Bob are alike when case-folded"),
    ordered("-user_name", "a d b e c"),
    ordered("annualized_value", "e a d b c", "b is 12 x 30 = $360 a year, more than a's $300"),
    ordered("-annualized_value", "b a d e c"),
    ordered("annualized_expected_value", "e a b c d",
            "0, 150, b 90% of 30 = 27 x 12 = $324; c and d lack one of the two"),
    ordered("-annualized_expected_value", "b a e c d"),
    ordered("date_won", "b d a c e"),
    ordered("-date_won", "a d b c e", "the latest first, and those without a date still last"),
    ordered("date_created", "b c a", "23:30, 23:45 and 24:00 UTC", DATES),
    ordered("-date_created", "a c b", None, DATES),
    ordered("date_updated", "b c a", None, DATES),
    ordered("-date_updated", "a c b", None, DATES),
)

MORE: tuple[Case, ...] = (
    ordered("-value,user_name", "d b c a e", "2: W, Y; 1: X, then Z and z in input order", TIED),
    ordered("value,-user_name", "a e c b d", "1: Z and z in input order, X; 2: Y, W", TIED),
    answers("spaces around the keys are trimmed", TIED, {"_order_by": " -value , user_name "},
            ask(order=(("value", "desc"), ("user_name", "asc"))), ids="d b c a e"),
    ordered("value", "a c e b d", "ties keep input order", TIED, "ties upwards"),
    ordered("-value", "b d a c e", "ties keep input order downwards too", TIED, "ties downwards"),
    ordered("confidence,-value", "e a b c d", "90: b has a value, c has none and comes after"),
    ordered("expected_value", "e b a c d", "0, 27, 150, and two nulls in input order"),
    answers("no order is input order", TIED, {"_order_by": ""}, ask(), ids="a b c d e"),
    ordered("date_lost", "c b a", None, DATES),
    ordered("status_label",
            "b a c d", "case-folded demo, lost, won; null last",
            rows("id status_label", ("a", "LOST"), ("b", "demo"), ("c", "Won"), ("d", None))),
    ordered("id", "A a b", "ids by code point, upper case first",
            rows("id", ("b",), ("a",), ("A",))),
    ordered("value_period", "c b a d", "annual, monthly, one_time; a missing one is one_time",
            rows("id value_period", ("a", "one_time"), ("b", "monthly"), ("c", "annual"),
                 ("d", None))),
)

ALIASES: tuple[Case, ...] = (
    ordered("user", "b c a", "by the name: Ann, mia, Zoe", NAMES),
    ordered("-user", "a c b", None, NAMES),
    ordered("lead", "b a c", None, NAMES),
    ordered("name", "b a c", "another name of lead_name", NAMES),
    ordered("contact", "c b a", "ben, Cy, and one without a name", NAMES),
    ordered("pipeline", "b a c", None, NAMES),
    ordered("date", "c a b", "another name of date_won", DATES),
    ordered("-won", "b a c", None, DATES),
    ordered("created", "b c a", None, DATES),
    ordered("-updated", "a c b", None, DATES),
    ordered("lost", "c b a", None, DATES),
    ordered("-period,id", "a d b c", "one_time, monthly, annual",
            rows("id value_period", ("d", "one_time"), ("b", "monthly"), ("c", "annual"),
                 ("a", None))),
    ordered("currency,-id", "c d b a", "EUR, then USD; a missing one is the organization's",
            rows("id value_currency", ("a", None), ("b", "USD"), ("c", "EUR"), ("d", "USD"))),
    ordered("user_id", "a b c", "user_id itself orders by the id", NAMES),
)

CASES = (
    *PAGE_KEYS,
    *MORE,
    *ALIASES,
    ordered("date_created", "e f c a d b", "by the instant, not by the text", OFFSETS,
            "offsets of full length"),
    ordered("-date_created", "b d a c f e", None, OFFSETS, "offsets of full length, downwards"),
    ordered("date_created", "e c a b", "as texts c b a e", EAST, "offsets east"),
    ordered("-date_created", "b a c e", None, EAST, "offsets east, downwards"),
    answers("offsets east, in a range", EAST, {"date_created__gte": "2024-05-17T08:30Z"},
            ask(("date", "date_created", ">=", ("minute", 2024, 5, 17, 8, 30, 0))), ids="a b"),
    ordered("date_created", "e f c a d b", None, SHORTER, "offsets without a fraction"),
    ordered("-date_created", "b d a c f e", None, SHORTER, "offsets without a fraction, downwards"),
    ordered("user_name,-value", TWO_KEYS, "14 objects", ALIKE, "two keys that both have ties"),
    *map(deep, (1, 6, 7, 8, 11, 13, 14)),
    *map(deep_of_some, (0, 3, 4, 5, 7, 8)),
    *both_ways("lead_id", ("lead_1", "lead_10", "lead_2", "lead_a")),
    *both_ways("note", ("", "alpha", "Beta", "gamma")),
    *both_ways("status_display_name", ("Renewals: Won", "sales: lost", "Sales: Won")),
    *both_ways("date_lost", ("2024-01-01T00:00:00Z", "2024-01-01T00:00:00.000001Z", "2024-01-02")),
    *both_ways("date_won", ("0001-01-01", "2024-02-29", "9999-12-31")),
    *both_ways("is_stalled", (False, True)),
    *both_ways("value", (-1, 0, 1, 2**70)),
)
