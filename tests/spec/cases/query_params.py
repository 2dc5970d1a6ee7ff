"""A query beside parameters: the same thing said twice, and the same thing said in either way."""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .trees import (
    ALL,
    ME,
    STAR,
    Tree,
    ago,
    any_of,
    both,
    changed,
    date,
    dates,
    day,
    either,
    flag,
    no,
    number,
    numbers,
    phrase,
    query,
    term,
    where,
)
from .vocabulary import Case, Params, answers, ask, columns, rows, selects

NOON = {"now": "2024-05-15T12:20:00+00:00"}
DEALS = rows(
    "id lead_id user_id status_id status_type status_label value_period value confidence note"
    " date_won date_created is_stalled custom.cf_x",
    ("a", "lead_1", "user_1", "stat_1", "active", "Cold call", "one_time", 100_00, 50,
     "call back", "2024-05-12", "2024-05-14T09:00:00Z", True, 5),
    ("b", "lead_2", "user_2", "stat_2", "won", "Won", "monthly", 20_00, 100, "back to call",
     "2024-05-15", "2024-05-15T09:00:00Z", False, "web"),
    ("c", "lead_1", "user_2", "stat_3", "lost", "Lost", "annual", 300_00, 0, "call",
     None, "2024-04-30T09:00:00Z", None, ["web", 5]),
    ("d", None, None, None, None, None, None, None, None, None, None, None, None, None),
)
CHANGES = rows("id opportunity_id old_status_type new_status_type date_created",
               ("1", "a", "active", "won", "2024-05-14T09:00:00Z"),
               ("2", "b", "active", "won", "2024-05-13T09:00:00Z"))
Condition = tuple[Any, ...]


def same(param: str, value: str, condition: Condition, text: str, tree: Tree, ids: str,
         **options: Any) -> tuple[Case, ...]:
    """The parameter, the query, and both together select the same."""
    name = f"{param}={value}"
    field = condition[1]
    of_status = ("status_label", "status_type", "status_id") if field == "status" else ()
    objects = columns(DEALS, "id", field, *of_status)
    return (
        selects(f"{name} beside query={text}", objects, {param: value, "query": text},
                {**ask(condition), "query": tree}, options=options, ids=ids),
        query(objects, text, tree, ids, options=options, name=f"{text} says {name}"),
    )


SAME = (
    same("status_type", "won", ("equals", "status_type", "won"), "status_type:won",
         where("status_type", "won"), "b"),
    same("status_type__in", "won,lost", ("one_of", "status_type", ("won", "lost")),
         "status_type in (won, lost)", any_of("status_type", "won", "lost"), "b c"),
    same("status_label", "cold CALL", ("equals", "status_label", "cold CALL"),
         'status_label:"cold CALL"', where("status_label", phrase("cold CALL")), "a"),
    same("status_label", "*o*", ("equals", "status_label", "*o*"), "status_label:*o*",
         where("status_label", "*o*"), "a b c"),
    same("status", "stat_2", ("equals", "status", "stat_2"), "status:stat_2",
         where("status", "stat_2"), "b"),
    same("status__in", "won,stat_1", ("one_of", "status", ("won", "stat_1")),
         "status:(won or stat_1)", either(where("status", "won"), where("status", "stat_1")),
         "a b"),
    same("lead_id", "lead_1", ("equals", "lead_id", "lead_1"), "lead_id:lead_1",
         where("lead_id", "lead_1"), "a c"),
    same("lead_id", "", ("null", "lead_id"), "not lead_id:*", no(where("lead_id", STAR)), "d"),
    same("user_id", "me", ("equals", "user_id", "me"), "user_id:me", where("user_id", ME), "b c",
         user_id="user_2"),
    same("user_id__in", "me,user_1", ("one_of", "user_id", ("me", "user_1")),
         "user_id in (me, user_1)", any_of("user_id", ME, "user_1"), "a b c", user_id="user_2"),
    same("value_period", "one_time", ("equals", "value_period", "one_time"), "period:one_time",
         where("period", "one_time"), "a d"),
    same("value__gte", "$100", ("number", "value", ">=", 100_00), "value >= $100",
         where("value", number(100_00, "$100"), ">="), "a c"),
    same("value__lt", "10000", ("number", "value", "<", 100_00), "value < 10000",
         where("value", number(100_00, "10000"), "<"), "b"),
    same("value", "2,000..$100", ("between", "value", 20_00, 100_00), "value:2,000..$100",
         where("value", numbers(20_00, 100_00, "2,000..$100")), "a b"),
    same("value__in", "2_000,$300", ("numbers", "value", (20_00, 300_00)), "value in (2_000, $300)",
         any_of("value", number(20_00, "2_000"), number(300_00, "$300")), "b c"),
    same("confidence", "50%", ("number", "confidence", "=", 50), "confidence:50%",
         where("confidence", number(50, "50%")), "a"),
    same("confidence__gt", "0", ("number", "confidence", ">", 0), "confidence > 0",
         where("confidence", number(0), ">"), "a b"),
    same("note", "call back", ("words", "note", ("call", "back")), "note:(call back)",
         both(where("note", "call"), where("note", "back")), "a b"),
    same("note", '"call back"', ("phrase", "note", "call back"), 'note:"call back"',
         where("note", phrase("call back")), "a"),
    same("note", "", ("null", "note"), "not note:*", no(where("note", STAR)), "d"),
    same("date_won", "2024-05", ("date", "date_won", "=", ("month", 2024, 5)), "won:2024-05",
         where("won", date(("month", 2024, 5), "2024-05")), "a b"),
    same("date_won__gt", "2024-05-12", ("date", "date_won", ">", ("day", 2024, 5, 12)),
         "date_won > 2024-05-12", where("date_won", day("2024-05-12"), ">"), "b"),
    same("date_won", "3 days ago", ("date", "date_won", "=", ("ago", 3, "day")),
         'date_won:"3 days ago"', where("date_won", ago(3, "day")), "a", **NOON),
    same("date_created", "yesterday..today", ("span", "date_created", ("yesterday",), ("today",)),
         "created:yesterday..today",
         where("created", dates(("yesterday",), ("today",), "yesterday..today")), "a b", **NOON),
    same("date_created__lte", "last month", ("date", "date_created", "<=", ("last", "month")),
         'created <= "last month"', where("created", date(("last", "month"), "last month"), "<="),
         "c", **NOON),
    same("date_created__gte", "2024-05-14T09:00",
         ("date", "date_created", ">=", ("minute", 2024, 5, 14, 9, 0, None)),
         "created >= 2024-05-14T09:00",
         where("created", date(("minute", 2024, 5, 14, 9, 0, None), "2024-05-14T09:00"), ">="),
         "a b"),
    same("is_stalled", "false", ("flag", "is_stalled", False), "is_stalled:no",
         where("is_stalled", flag(False, "no")), "b"),
    same("custom.cf_x", "5", ("equals", "custom.cf_x", "5"), "custom.cf_x:5",
         where("custom.cf_x", "5"), "a c"),
    same("custom.cf_x__in", "5,web", ("one_of", "custom.cf_x", ("5", "web")),
         "custom.cf_x in (5, web)", any_of("custom.cf_x", "5", "web"), "a b c"),
    same("custom.cf_x", "", ("null", "custom.cf_x"), "not custom.cf_x:*",
         no(where("custom.cf_x", STAR)), "d"),
)


def beside(name: str, params: Params, condition: Condition | None, tree: Tree, ids: str,
           why: str | None = None, **options: Any) -> Case:
    conditions = () if condition is None else (condition,)
    return selects(name, DEALS, params, {**ask(*conditions), "query": tree}, why=why,
                   options=options, ids=ids)


WON = where("status_type", "won")
JOINED = (
    beside("a parameter and a query are joined by and",
           {"user_id": "user_2", "query": "value > $50"}, ("equals", "user_id", "user_2"),
           where("value", number(50_00, "$50"), ">"), "c"),
    beside("a query is not loosened by its or",
           {"user_id": "user_2", "query": "note:back or status_type:lost"},
           ("equals", "user_id", "user_2"),
           either(where("note", "back"), where("status_type", "lost")), "b c",
           "a has back in its note, too, but another user"),
    beside("a contradiction matches nothing", {"status_type": "won", "query": "status_type:lost"},
           ("equals", "status_type", "won"), where("status_type", "lost"), ""),
    beside("a contradiction of numbers", {"value__gt": "$50", "query": "value < $50"},
           ("number", "value", ">", 50_00), where("value", number(50_00, "$50"), "<"), ""),
    beside("a custom field that holds a list contradicts nothing",
           {"custom.cf_x": "web", "query": "custom.cf_x:5"}, ("equals", "custom.cf_x", "web"),
           where("custom.cf_x", "5"), "c"),
    beside("null by parameter, negated in the query", {"lead_id": "", "query": "not value:*"},
           ("null", "lead_id"), no(where("value", STAR)), "d"),
    beside("nothing by an empty list", {"status_type__in": "", "query": "*"},
           ("one_of", "status_type", ()), ALL, ""),
    beside("an empty query is not given", {"query": ""}, None, ALL, "a b c d"),
    beside("a null query is not given", {"query": None}, None, ALL, "a b c d"),
    beside("an empty query beside a parameter", {"query": "", "status_type": "won"},
           ("equals", "status_type", "won"), ALL, "b"),
    beside("a query as a pair", [["query", "status_type:won"]], None, WON, "b"),
    beside("a URL query string",
           "query=status_change%28old_status%3Aactive+new_status%3Awon+date%3Ayesterday%29"
           "&status_type=active",
           ("equals", "status_type", "active"),
           changed(where("old_status", "active"), where("new_status", "won"),
                   where("date", date(("yesterday",), "yesterday"))), "a",
           "a plus is a space, %28 and %29 are parentheses, %3A is a colon",
           status_changes=CHANGES, **NOON),
    beside("a URL query string with quotes and signs",
           "query=value%20%3E%3D%20%24100%20note%3A%22call%22", None,
           both(where("value", number(100_00, "$100"), ">="), where("note", phrase("call"))),
           "a c", "value >= $100 note:\"call\""),
)

ANSWERED = (
    answers("a response to a query", DEALS, {"query": "call"}, {**ask(), "query": term("call")},
            why="$100 once, $20 a month and $300 a year: 100 + 12 x 20 + 300 = $640",
            ids="a b c", total_results=3, total_value_annualized=640_00,
            count_by_value_period={"annual": 1, "monthly": 1, "one_time": 1}),
    answers("totals of a query, whatever the page", DEALS,
            {"query": "note:call value < $200", "_limit": "1", "_fields": "id"},
            {**ask(limit=1, fields=("id",)),
             "query": both(where("note", "call"), where("value", number(200_00, "$200"), "<"))},
            ids="a", total_results=2, has_more=True, total_value_annualized=340_00),
    answers("groups of a query", DEALS,
            {"query": "call", "_group_by": "user_id", "_fields": "id", "_limit": "0"},
            {**ask(group=("user_id", None, "asc"), limit=0, fields=("id",)), "query": term("call")},
            why="user_2 has b and c", keys="user_1 user_2",
            groups={"user_2": {"total_results": 2}}),
    answers("a query that nothing meets", DEALS, {"query": "status_type:won status_type:lost"},
            {**ask(), "query": both(WON, where("status_type", "lost"))}, ids="", total_results=0,
            total_value_annualized=0, total_value_annualized_formatted=None),
    answers("a scope in a response", DEALS,
            {"query": "status_change(new_status:won date:yesterday) or value > $200",
             "_order_by": "-value", "_fields": "id,value_formatted"},
            {**ask(order=(("value", "desc"),), fields=("id", "value_formatted")),
             "query": either(changed(where("new_status", "won"),
                                     where("date", date(("yesterday",), "yesterday"))),
                             where("value", number(200_00, "$200"), ">"))},
            options={"status_changes": CHANGES, **NOON}, ids="c a", total_value_annualized=400_00),
    answers("currencies that a query keeps apart",
            rows("id value value_currency", ("a", 5_00, "USD"), ("b", 7_00, "EUR")),
            {"query": "currency:eur"}, {**ask(), "query": where("currency", "eur")}, ids="b",
            total_value_one_time_formatted="€7"),
)

CASES = (*(case for pair in SAME for case in pair), *JOINED, *ANSWERED)
