"""Custom fields in a query: undeclared, declared, by name, and lists under several conditions."""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .trees import (
    ME,
    STAR,
    Tree,
    any_of,
    both,
    date,
    dates,
    day,
    either,
    flag,
    has,
    no,
    number,
    numbers,
    phrase,
    query,
    where,
)
from .vocabulary import Case, Row, rows

X = "custom.cf_x"
NOON = {"now": "2024-05-18T12:20:00+00:00"}


def holding(*values: Any) -> list[Row]:
    """Opportunities a, b, c … with these values of a custom field."""
    return rows(f"id {X}", *zip("abcdefghijklmnop", values))


def x(raw: str, op: str = ":") -> Tree:
    return where(X, raw, op)


def typed(kind: str, objects: list[Row], text: str, tree: Tree, ids: str, why: str | None = None,
          **options: Any) -> Case:
    """A case in which the field is declared."""
    return query(objects, text, tree, ids, why, name=f"{text}, a {kind}",
                 options={"custom_fields": {X: kind}, **options})


KINDS = holding(20, 20.0, "20", "2024-05-17", "2024-05-17T10:30:00Z", True, "call back", None, "",
                2.5, False, "true", ["call", 20], [], 2024)
SCORES = holding(5, 10, 20, 2.5, -1, None, "7")
FLOATS = holding(0.1, 0.30000000000000004, 0.3, 1e3, 1000, 12_345.5)


def kinds(text: str, tree: Tree, ids: str, why: str | None = None, **options: Any) -> Case:
    return query(KINDS, text, tree, ids, why, options=options)


def scores(text: str, tree: Tree, ids: str, why: str | None = None) -> Case:
    return query(SCORES, text, tree, ids, why)


UNDECLARED = (
    kinds("custom.cf_x:20", x("20"), "a b c m",
          "the numbers 20 and 20.0, the text '20', and the list that holds 20"),
    kinds("custom.cf_x:20.0", x("20.0"), "a b m", "the text '20' has no word 0 after it"),
    kinds("custom.cf_x:2", x("2"), "c", "no number is 2; the text '20' begins with 2"),
    kinds('custom.cf_x:"20"', where(X, phrase("20")), "a b c m"),
    kinds("custom.cf_x:2.5", x("2.5"), "j"),
    kinds("custom.cf_x:2024", x("2024"), "d e o", "in the year 2024, or the number"),
    kinds("custom.cf_x:2024-05-17", x("2024-05-17"), "d e", "the day, and the instant in it"),
    kinds("custom.cf_x:2024-05", x("2024-05"), "d e"),
    kinds("custom.cf_x:2024-05-17T10:30", x("2024-05-17T10:30"), "d e",
          "d, a plain date, has the day that the minute touches"),
    kinds("custom.cf_x:true", x("true"), "f l", "the boolean and the text"),
    kinds("custom.cf_x:yes", x("yes"), "f"),
    kinds("custom.cf_x:no", x("no"), "k"),
    kinds("custom.cf_x:call", x("call"), "g m"),
    kinds('custom.cf_x:"call back"', where(X, phrase("call back")), "g"),
    kinds("custom.cf_x:*all*", x("*all*"), "g m"),
    kinds("custom.cf_x:*", where(X, STAR), "a b c d e f g j k l m o"),
    kinds("not custom.cf_x:*", no(where(X, STAR)), "h i n"),
    kinds("custom.cf_x:*..*", x("*..*"), "a b c d e f g j k l m o", "not null, of any kind"),
    kinds("has:custom.cf_x", has(X), "a b c d e f g j k l m o"),
    kinds("custom.cf_x != 20", no(x("20")), "d e f g h i j k l n o", "h, i and n are missing"),
    kinds("custom.cf_x >= 20", x("20", ">="), "a b m o",
          "only numbers compare with a number; the text '20' is no number"),
    kinds("custom.cf_x < 20", x("20", "<"), "j"),
    kinds("not custom.cf_x < 20", no(x("20", "<")), "a b c d e f g h i k l m n o"),
    kinds("custom.cf_x > 2023", x("2023", ">"), "d e o",
          "2023 is a number to numbers and a year to dates"),
    kinds("custom.cf_x > 2024-05-16", x("2024-05-16", ">"), "d e"),
    kinds("custom.cf_x <= 2024-05-17", x("2024-05-17", "<="), "d e"),
    kinds("custom.cf_x < 2024-05-17", x("2024-05-17", "<"), ""),
    kinds("custom.cf_x:2..20", x("2..20"), "a b j m", "no text: '20' does not have the word 2"),
    kinds("custom.cf_x:2024-05-01..2024-05-31", x("2024-05-01..2024-05-31"), "d e"),
    kinds("custom.cf_x:*..10", x("*..10"), "j"),
    kinds("custom.cf_x:(20 or call)", either(x("20"), x("call")), "a b c g m"),
    kinds("custom.cf_x in (20, no)", any_of(X, "20", "no"), "a b c k m"),
    kinds("custom.cf_x:yesterday", x("yesterday"), "d e", "a date literal to dates alone", **NOON),
    kinds("custom.cf_x < 3-days-ago", x("3-days-ago", "<"), "d e",
          "an age on what is a date: newer than 15 May 12:20", **NOON),
    kinds("custom.cf_x > 3-days-ago", x("3-days-ago", ">"), "", **NOON),
)

NUMBERS = (
    scores("custom.cf_x:10", x("10"), "b"),
    scores("custom.cf_x > 5", x("5", ">"), "b c", "the text '7' is no number"),
    scores("custom.cf_x >= 5", x("5", ">="), "a b c"),
    scores("custom.cf_x < 5", x("5", "<"), "d e"),
    scores("custom.cf_x <= 2.5", x("2.5", "<="), "d e"),
    scores("custom.cf_x:-1", x("-1"), "e"),
    scores("custom.cf_x:>-1", x("-1", ">"), "a b c d"),
    scores("-custom.cf_x:10", no(x("10")), "a c d e f g"),
    query(FLOATS, "custom.cf_x:0.1", x("0.1"), "a", "by the shortest decimal text"),
    query(FLOATS, "custom.cf_x:0.10", x("0.10"), "a"),
    query(FLOATS, "custom.cf_x:0.3", x("0.3"), "c", "0.1 + 0.2 is another number"),
    query(FLOATS, "custom.cf_x:1,000", x("1,000"), "d e"),
    query(FLOATS, "custom.cf_x > 12,345.4", x("12,345.4", ">"), "f"),
)

LISTS = holding([1, 20], [5], [6, 7], 8, 20, [], None, ["5"], [1, 5, 20])
NUMBER_LISTS = LISTS[:7] + LISTS[8:]
TAGS = holding(["Web", "Fair"], ["Web"], "Web", ["web design", "Fair trade"], ["Fair"], None)


def lists(text: str, tree: Tree, ids: str, why: str | None = None,
          options: dict[str, Any] | None = None) -> Case:
    return query(LISTS, text, tree, ids, why, options=options)


OF_LISTS = (
    lists("custom.cf_x>=5 custom.cf_x<10", both(x("5", ">="), x("10", "<")), "a b c d i",
          "each condition for itself: in a, 20 is at least 5 and 1 is less than 10"),
    lists("custom.cf_x:5..10", x("5..10"), "b c d i", "one element within both ends: a has none"),
    lists("custom.cf_x > 20 or custom.cf_x < 5", either(x("20", ">"), x("5", "<")), "a i"),
    lists("custom.cf_x:5", x("5"), "b h i"),
    lists("custom.cf_x != 5", no(x("5")), "a c d e f g", "i has a 5 among others"),
    lists("not custom.cf_x > 5", no(x("5", ">")), "b f g h", "no element is greater"),
    lists("custom.cf_x:1 custom.cf_x:20", both(x("1"), x("20")), "a i"),
    lists("custom.cf_x:(1 20)", both(x("1"), x("20")), "a i"),
    lists("custom.cf_x:1 -custom.cf_x:5", both(x("1"), no(x("5"))), "a"),
    lists("custom.cf_x in (5, 7)", any_of(X, "5", "7"), "b c h i"),
    lists("not custom.cf_x in (5, 7)", no(any_of(X, "5", "7")), "a d e f g"),
    typed("number", NUMBER_LISTS, "custom.cf_x >= 5 custom.cf_x < 10",
          both(where(X, number(5), ">="), where(X, number(10), "<")), "a b c d i",
          "the same when it is declared"),
    typed("number", NUMBER_LISTS, "custom.cf_x > 10 custom.cf_x < 10",
          both(where(X, number(10), ">"), where(X, number(10), "<")), "a i",
          "no contradiction on a field that may hold a list"),
    typed("number", NUMBER_LISTS, "custom.cf_x:5..10",
          where(X, numbers(5, 10, "5..10")), "b c d i"),
    query(TAGS, "custom.cf_x:web custom.cf_x:fair", both(x("web"), x("fair")), "a d"),
    query(TAGS, "custom.cf_x:(web fair)", both(x("web"), x("fair")), "a d"),
    query(TAGS, 'custom.cf_x:"web fair"', where(X, phrase("web fair")), "",
          "a phrase stays within an element"),
    query(TAGS, "custom.cf_x:web", x("web"), "a b c d", "undeclared: as text"),
    typed("choice", TAGS, "custom.cf_x = web",
          x("web"), "a b c", "a declared choice: whole, in any case"),
    typed("choice", TAGS, "custom.cf_x:(web -fair)", both(x("web"), no(x("fair"))), "b c"),
    typed("choice", TAGS, "custom.cf_x != web", no(x("web")), "d e f"),
    typed("choice", TAGS, "custom.cf_x:*", where(X, STAR), "a b c d e"),
)

DATES = holding("2024-05-16", "2024-05-17", "2024-05-18", None)
MOMENTS = holding("2024-05-17T00:00:00Z", "2024-05-17T23:30:00Z", "2024-05-18T00:00:00Z", None)
FLAGS = holding(True, False, None)
USERS = holding("user_1", "user_2", "USER_1", None, ["user_2", "user_1"], "me")
CHOICES = holding("Web", "web", "Web design", None, "w*", "")
TEXTS = holding("Web design", "website", "cobweb", None, "")
AMOUNTS = holding(5, 12.5, -3, None, 1_000_000)
USER_1 = {"user_id": "user_1"}

DECLARED = (
    typed("date", DATES, "custom.cf_x:2024-05-17", where(X, day("2024-05-17")), "b"),
    typed("date", DATES, "custom.cf_x >= 2024-05-17", where(X, day("2024-05-17"), ">="), "b c"),
    typed("date", DATES, "custom.cf_x < 2024-05-17", where(X, day("2024-05-17"), "<"), "a"),
    typed("date", DATES, "custom.cf_x:yesterday",
          where(X, date(("yesterday",), "yesterday")), "b", **NOON),
    typed("date", DATES, 'custom.cf_x < "2 days ago"',
          where(X, date(("ago", 2, "day"), "2 days ago"), "<"),
          "b c", "newer than the day of that moment, 16 May", **NOON),
    typed("date", DATES, "custom.cf_x:never", where(X, flag(False, "never")), "d"),
    typed("date", DATES, "custom.cf_x:2024-05-17..*", where(X, dates(("day", 2024, 5, 17), None,
                                                              "2024-05-17..*")), "b c"),
    typed("datetime", MOMENTS, "custom.cf_x:2024-05-17", where(X, day("2024-05-17")), "a b"),
    typed("datetime", MOMENTS, "custom.cf_x > 2024-05-17", where(X, day("2024-05-17"), ">"), "c"),
    typed("datetime", MOMENTS, "custom.cf_x != 2024-05-17", no(where(X, day("2024-05-17"))), "c d"),
    typed("datetime", MOMENTS, "custom.cf_x > 1-day-ago",
          where(X, date(("ago", 1, "day"), "1-day-ago"), ">"),
          "a", "older than 17 May 12:20", **NOON),
    typed("boolean", FLAGS, "custom.cf_x:yes", where(X, flag(True, "yes")), "a"),
    typed("boolean", FLAGS, "custom.cf_x:false", where(X, flag(False, "false")), "b"),
    typed("boolean", FLAGS, "-custom.cf_x:yes", no(where(X, flag(True, "yes"))), "b c"),
    typed("user", USERS, "custom.cf_x:user_1", x("user_1"), "a e", "a user is an id: exact"),
    typed("user", USERS, "custom.cf_x:me", where(X, ME), "a e", **USER_1),
    typed("user", USERS, 'custom.cf_x:"me"', where(X, phrase("me")), "f", **USER_1),
    typed("user", USERS, "custom.cf_x in (me, USER_1)", any_of(X, ME, "USER_1"), "a c e", **USER_1),
    typed("choice", USERS, "custom.cf_x = me",
          x("me"), "f", "me is nobody in a field of another type", **USER_1),
    typed("choice", CHOICES, "custom.cf_x:web", x("web"), "a b"),
    typed("choice", CHOICES, 'custom.cf_x:"web design"', where(X, phrase("web design")), "c"),
    typed("choice", CHOICES, "custom.cf_x:radio", x("radio"), "", "custom choices are open"),
    typed("choice", CHOICES, 'custom.cf_x:"w*"', where(X, phrase("w*")), "e"),
    typed("choice", CHOICES, "has:custom.cf_x", has(X), "a b c e"),
    typed("text", TEXTS, "custom.cf_x:web", x("web"), "a b"),
    typed("text", TEXTS, "custom.cf_x:*web*", x("*web*"), "a b c"),
    typed("text", TEXTS, 'custom.cf_x:"web"', where(X, phrase("web")), "a"),
    typed("text", TEXTS, "custom.cf_x != web", no(x("web")), "c d e"),
    typed("number", AMOUNTS, "custom.cf_x:12.5", where(X, number(12.5, "12.5")), "b",
          "a custom number may have a fraction"),
    typed("number", AMOUNTS, "custom.cf_x > -3", where(X, number(-3), ">"), "a b e"),
    typed("number", AMOUNTS, "custom.cf_x >= 1,000,000",
          where(X, number(1_000_000, "1,000,000"), ">="), "e"),
    typed("number", AMOUNTS, "custom.cf_x:-3..12.5",
          where(X, numbers(-3, 12.5, "-3..12.5")), "a b c"),
    typed("number", AMOUNTS, "custom.cf_x != 5", no(where(X, number(5))), "b c d e"),
)

LISTED = {
    "custom_fields": [
        {"id": "cf_x", "name": "Lead Source", "type": "choices", "choices": ["Web", "Fair"]},
        {"id": "cf_n", "name": "Seats", "type": "number"},
        {"id": "cf_d", "name": "Größe: am \"Tag\"", "type": "date"},
        {"id": "cf_u", "name": "Engineer", "type": "user"},
        {"id": "cf_t", "name": "Remarks", "type": "textarea"},
        {"id": "cf_c", "name": "Champion", "type": "contact"},
    ]
}
SOLD = rows(
    "id custom.cf_x custom.cf_n custom.cf_d custom.cf_u custom.cf_t custom.cf_c",
    ("a", "Web", 5, "2024-05-17", "user_1", "call back soon", "cont_1"),
    ("b", "web", 12.5, "2024-06-01", "user_2", "Calls", "cont_2"),
    ("c", "Fair", None, None, None, None, None),
)
UNLISTED = [{"id": "a", "custom.Lead Source": "Web", "custom.seats": 5},
            {"id": "b", "custom.Lead Source": "Fair", "custom.seats": 6}, {"id": "c"}]


def sold(text: str, tree: Tree, ids: str, why: str | None = None, **options: Any) -> Case:
    return query(SOLD, text, tree, ids, why, options={**LISTED, **options})


BY_NAME = (
    sold('"custom.Lead Source":web', where("custom.cf_x", "web"), "a b"),
    sold('custom."Lead Source":FAIR', where("custom.cf_x", "FAIR"), "c"),
    sold("custom.Seats >= 5", where("custom.cf_n", number(5), ">="), "a b",
         "a name of one word needs no quotes"),
    sold("custom.cf_n:12.5", where("custom.cf_n", number(12.5, "12.5")), "b",
         "the id works beside the name"),
    sold(r'"custom.Größe: am \"Tag\"":2024-05', where("custom.cf_d",
                                                      date(("month", 2024, 5), "2024-05")), "a"),
    sold("custom.Engineer:me", where("custom.cf_u", ME), "b", user_id="user_2"),
    sold("custom.Remarks:call", where("custom.cf_t", "call"), "a b"),
    sold("custom.Champion:cont_1", where("custom.cf_c", "cont_1"), "a", "a contact is an id"),
    sold('has:"custom.Lead Source" not has:custom.Seats', both(has("custom.cf_x"),
                                                             no(has("custom.cf_n"))), "c"),
    sold('custom."Lead Source" in (web, "fair")', any_of("custom.cf_x", "web", phrase("fair")),
         "a b c"),
    query(UNLISTED, '"custom.Lead Source":web', where("custom.Lead Source", "web"), "a",
          "without a list of fields custom.anything is a key", name="an undeclared name in quotes"),
    query(UNLISTED, "custom.seats > 5", where("custom.seats", "5", ">"), "b"),
    query(UNLISTED, "not custom.nobody:x", no(where("custom.nobody", "x")), "a b c",
          "and a key that no object has is null"),
)

CASES = (*UNDECLARED, *NUMBERS, *OF_LISTS, *DECLARED, *BY_NAME)
