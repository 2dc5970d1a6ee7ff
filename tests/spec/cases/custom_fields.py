"""Custom fields: typed by what holds them, by what is declared, and by the API's own list."""

# Tables, laid out by hand:
# fmt: off
from decimal import Decimal
from typing import Any

from .vocabulary import MISSING, Case, Row, answers, ask, rows, selects

X = "custom.cf_x"


def holding(*values: Any) -> list[Row]:
    """Opportunities a, b, c … with these values of a custom field."""
    return rows(f"id {X}", *zip("abcdefghijklmn", values))


KINDS = holding(20, 20.0, "20", "2024-05-17", "2024-05-17T10:30:00Z", True, "call back", None, "",
                2.5, False, "true", ["call", 20], [])
SCORES = holding(5, 10, 20, 2.5, -1, None, 10.0)
DATES = holding("2024-05-16", "2024-05-17", "2024-05-17T23:30:00+00:00",
                "2024-05-18T03:00:00+00:00",
                "no date", 2024)
NUMBER, DATE, DATETIME = ({"custom_fields": {X: kind}} for kind in ("number", "date", "datetime"))
CHOICE, TEXT, FLAG, USER = (
    {"custom_fields": {X: kind}} for kind in ("choice", "text", "boolean", "user")
)
LISTED = {
    "custom_fields": [
        {"id": "cf_x", "name": "Lead Source", "type": "choices", "choices": ["Web", "Fair"]},
        {"id": "cf_n", "name": "Seats", "type": "number"},
        {"id": "cf_d", "name": "Renewal", "type": "date"},
        {"id": "cf_u", "name": "Engineer", "type": "user"},
        {"id": "cf_t", "name": "Remarks", "type": "textarea"},
        {"id": "cf_h", "name": "Key", "type": "hidden"},
        {"id": "cf_c", "name": "Champion", "type": "contact"},
    ]
}
SOLD = rows(
    "id custom.cf_x custom.cf_n custom.cf_d custom.cf_u custom.cf_t custom.cf_h custom.cf_c value",
    ("a", "Web", 5, "2024-05-17", "user_1", "call back soon", "key-1", "cont_1", 1_00),
    ("b", "web", 12.5, "2024-06-01", "user_2", "Calls", "KEY 1", "cont_2", 2_00),
    ("c", "Fair", None, None, None, None, None, None, 4_00),
    ("d", "Newspaper", 5, "2025-01-01", "user_1", "no answer", "x", "CONT_1", 8_00),
)


def bare(text: str, ids: str, why: str | None = None, objects: list[Row] = KINDS) -> Case:
    return selects(f"untyped: {X}={text}", objects, {X: text}, ask(("equals", X, text)),
                   why=why, ids=ids)


def where(name: str, objects: list[Row], params: dict[str, Any], condition: tuple[Any, ...],
          ids: str, options: dict[str, Any] | None = None, why: str | None = None) -> Case:
    return selects(name, objects, params, ask(condition), why=why, options=options, ids=ids)


UNTYPED: tuple[Case, ...] = (
    bare("20", "a b c m", "the numbers 20 and 20.0, the text '20', and the list that holds 20; "
         "against a date or a boolean a number is false"),
    bare("2", "c", "no number is 2; the text '20' begins with 2"),
    bare("2.5", "j", "2.5 by its shortest decimal text"),
    bare("2024-05-17", "d e", "the day itself, and the instant in it"),
    bare("2024-05", "d e", "both are in May"),
    bare("true", "f l", "the boolean true and the text 'true'"),
    bare("no", "k", "no is a boolean literal; no text here begins with it"),
    bare("call", "g m", "text matches by words; of the list one element does"),
    where("untyped: a phrase", KINDS, {X: '"call back"'}, ("phrase", X, "call back"), "g"),
    where("untyped: empty is null, empty text or empty list", KINDS, {X: ""}, ("null", X), "h i n"),
    where("untyped: a missing key is null", rows(f"id {X}", ("a", 1), ("b", MISSING)), {X: ""},
          ("null", X), "b"),
    where("untyped: a list", KINDS, {f"{X}__in": "20,call,no"}, ("one_of", X, ("20", "call", "no")),
          "a b c g k m"),
    where("untyped: an empty list matches nothing", KINDS, {f"{X}__in": ""}, ("one_of", X, ()), ""),
    where("untyped: a number compares with numbers only", KINDS, {f"{X}__gte": "2.5"},
          ("number", X, ">=", Decimal("2.5")), "a b j m", None, "the text '20' is no number"),
    where("untyped: below a number", SCORES, {f"{X}__lt": "5"}, ("number", X, "<", 5), "d e"),
    where("untyped: a range of numbers", SCORES, {X: "5..10"}, ("between", X, 5, 10), "a b g"),
    where("untyped: a date compares with dates only", DATES, {f"{X}__gt": "2024-05-16"},
          ("date", X, ">", ("day", 2024, 5, 16)), "b c d"),
    where("untyped: up to a day", DATES, {f"{X}__lte": "2024-05-17"},
          ("date", X, "<=", ("day", 2024, 5, 17)), "a b c"),
    where("untyped: a datetime is read in the caller's zone", DATES, {X: "2024-05-17"},
          ("equals", X, "2024-05-17"), "b c d", {"tz": "America/New_York"},
          "03:00 UTC on the 18th is 23:00 on the 17th in New York; a plain date stays put"),
    where("untyped: a range of dates", DATES, {X: "2024-05-17..2024-05"},
          ("span", X, ("day", 2024, 5, 17), ("month", 2024, 5)), "b c d"),
    where("untyped: a list value matches when any element does",
          holding([1, 20], [7, 8], [], 9), {f"{X}__gt": "8"}, ("number", X, ">", 8), "a d"),
    selects("untyped: elements may meet two conditions apart", holding([1, 20], [7, 8], 9),
            {f"{X}__gte": "5", f"{X}__lt": "10"},
            ask(("number", X, ">=", 5), ("number", X, "<", 10)),
            why="in [1, 20] 20 is at least 5 and 1 is below 10", ids="a b c"),
    where("untyped: a field that no object carries is null", holding(1, 2),
          {"custom.cf_other": ""}, ("null", "custom.cf_other"), "a b"),
    where("untyped: and matches nothing", holding(1, 2), {"custom.cf_other": "1"},
          ("equals", "custom.cf_other", "1"), ""),
    selects("mixed kinds in order: numbers, then dates and text, then the rest",
            holding("pear", 10, True, "2024-01-01", 9, None, "Apple", 9.5), {"_order_by": X},
            ask(order=((X, "asc"),)), why="9, 9.5, 10; 2024-01-01, apple, pear; true; null",
            ids="e h b d g a c f"),
    selects("mixed kinds in order, downwards",
            holding("pear", 10, True, "2024-01-01", 9, None, "Apple", 9.5), {"_order_by": f"-{X}"},
            ask(order=((X, "desc"),)), why="everything is reversed but the null",
            ids="c a g d b h e f"),
    selects("a list orders by its first element", holding([3, 1], 2, [], [1, 9], None),
            {"_order_by": X}, ask(order=((X, "asc"),)), ids="d b a c e"),
)

DECLARED: tuple[Case, ...] = (
    where("declared number", SCORES, {X: "10"}, ("number", X, "=", 10), "b g", NUMBER),
    where("declared number, a fraction", SCORES, {X: "2.5"}, ("number", X, "=", Decimal("2.5")),
          "d", NUMBER),
    where("declared number, a list", SCORES, {f"{X}__in": "5, 2.5"},
          ("numbers", X, (5, Decimal("2.5"))),
          "a d", NUMBER),
    where("declared number, above", SCORES, {f"{X}__gt": "2.5"}, ("number", X, ">", Decimal("2.5")),
          "a b c g", NUMBER),
    where("declared number, a range", SCORES, {X: "2.5..10"}, ("between", X, Decimal("2.5"), 10),
          "a b d g",
          NUMBER),
    where("declared number, thousands", holding(1000, 1), {X: "1,000"}, ("number", X, "=", 1000),
          "a", NUMBER),
    where("declared number, 0.1 is 0.1", holding(0.1, 0.3), {X: "0.1"},
          ("number", X, "=", Decimal("0.1")), "a",
          NUMBER, "floats compare by their shortest decimal text"),
    where("declared number, null", SCORES, {X: ""}, ("null", X), "f", NUMBER),
    where("declared date", holding("2024-05-17", "2024-06-01", None), {X: "2024-05"},
          ("date", X, "=", ("month", 2024, 5)), "a", DATE),
    where("declared date, from", holding("2024-05-17", "2024-06-01", None),
          {f"{X}__gte": "2024-06"},
          ("date", X, ">=", ("month", 2024, 6)), "b", DATE),
    where("declared datetime in the caller's zone",
          holding("2024-05-18T03:59:00Z", "2024-05-18T04:00:00Z"), {X: "2024-05-17"},
          ("date", X, "=", ("day", 2024, 5, 17)), "a", {**DATETIME, "tz": "America/New_York"},
          "03:59 UTC is 23:59 on the 17th in New York"),
    where("declared choice is whole and in any case", holding("Web", "web", "Website"), {X: "WEB"},
          ("equals", X, "WEB"), "a b", CHOICE),
    where("declared choice, several chosen", holding(["Web", "Fair"], ["Phone"], "fair"),
          {f"{X}__in": "fair,mail"}, ("one_of", X, ("fair", "mail")), "a c", CHOICE),
    where("declared choice is open", holding("Web"), {X: "Telegram"}, ("equals", X, "Telegram"), "",
          CHOICE),
    where("declared text is words", holding("call back", "Callback", "20"), {X: "back"},
          ("words", X, ("back",)), "a", TEXT),
    where("declared text, empty", holding("call", "", None), {X: ""}, ("null", X), "b c", TEXT),
    where("declared boolean", holding(True, False, None), {X: "no"}, ("flag", X, False), "b", FLAG),
    where("declared user is an id, and me is the caller", holding("user_1", "user_2", "USER_1"),
          {X: "me"}, ("equals", X, "user_1"), "a", {**USER, "user_id": "user_1"}),
    selects("declared number in order", holding(10, 9, 2.5, None), {"_order_by": f"-{X}"},
            ask(order=((X, "desc"),)), options=NUMBER, ids="a b c d"),
    answers("declared date by month", holding("2024-05-17", "2024-06-01", "2024-05-01", None),
            {"_group_by": f"{X}__month"}, ask(group=(X, "month", "asc")), options=DATE,
            keys=["2024-05", "2024-06", None], groups={"2024-05": {"ids": "a c", "month": 5}}),
    answers("declared choice as a group", holding("Web", "Fair", "Web", None), {"_group_by": X},
            ask(group=(X, None, "asc")), options=CHOICE, keys=["Fair", "Web", None],
            groups={"Web": {X: "Web", "ids": "a c"}}),
)

FROM_THE_API: tuple[Case, ...] = (
    where("a name works like the id", SOLD, {"custom.Lead Source": "web"},
          ("equals", "custom.cf_x", "web"), "a b", LISTED, "choices compare in any case"),
    where("the id still works", SOLD, {"custom.cf_x": "web"}, ("equals", "custom.cf_x", "web"),
          "a b", LISTED),
    where("a name with a lookup", SOLD, {"custom.Seats__gte": "5.5"},
          ("number", "custom.cf_n", ">=", Decimal("5.5")), "b", LISTED),
    where("a name with a list", SOLD, {"custom.Lead Source__in": "fair, newspaper"},
          ("one_of", "custom.cf_x", ("fair", "newspaper")), "c d", LISTED,
          "custom choices are open: Newspaper is not among the declared ones"),
    where("a date by name", SOLD, {"custom.Renewal": "2024"},
          ("date", "custom.cf_d", "=", ("year", 2024)), "a b", LISTED),
    where("a user by name", SOLD, {"custom.Engineer": "me"}, ("equals", "custom.cf_u", "user_1"),
          "a d", {**LISTED, "user_id": "user_1"}),
    where("a textarea is text", SOLD, {"custom.Remarks": "call"},
          ("words", "custom.cf_t", ("call",)),
          "a b", LISTED),
    where("a hidden field is text", SOLD, {"custom.Key": '"key 1"'},
          ("phrase", "custom.cf_h", "key 1"), "a b", LISTED),
    where("a contact is an id", SOLD, {"custom.Champion": "cont_1"},
          ("equals", "custom.cf_c", "cont_1"), "a", LISTED, "ids are exact"),
    selects("order by name", SOLD, {"_order_by": "-custom.Seats"},
            ask(order=(("custom.cf_n", "desc"),)), options=LISTED, ids="b a d c"),
    answers("a group by name shows the key that the objects carry", SOLD,
            {"_group_by": "custom.Lead Source"}, ask(group=("custom.cf_x", None, "asc")),
            options=LISTED, why="the attribute is custom.cf_x, as in the data",
            groups={"Fair": {"custom.cf_x": "Fair", "total_value_one_time": 4_00}}),
    selects("a name in a URL", SOLD, "custom.Lead+Source=Fair",
            ask(("equals", "custom.cf_x", "Fair")),
            options=LISTED, ids="c"),
)

CASES = (*UNTYPED, *DECLARED, *FROM_THE_API)
