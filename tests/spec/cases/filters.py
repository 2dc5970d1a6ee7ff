"""The filters of the vendor's page, one by one and together."""

# Tables, laid out by hand:
# fmt: off
from .vocabulary import MISSING, Case, answers, ask, rows, selects

DEALS = rows(
    "id lead_id organization_id user_id status_id status_type status_label value_period value",
    ("a", "lead_1", "orga_1", "user_1", "stat_1", "active", "Demo", "one_time", 100_00),
    ("b", "lead_2", "orga_1", "user_2", "stat_2", "won", "Won", "monthly", 20_00),
    ("c", "lead_1", "orga_2", "user_3", "stat_3", "lost", "Lost", "annual", 300_00),
    ("d", None, None, None, None, None, None, None, None),
    ("e", "lead_3", "orga_1", "user_1", "stat_2", "won", "Won", MISSING, 5_00),
)
OWNERS = rows(
    "id user_id value", ("a", "user_1", 1_00), ("b", "user_2", 2_00), ("c", None, 4_00),
    ("d", MISSING, 8_00), ("e", "user_3", 16_00), ("f", "USER_1", 32_00),
)
STATUSES = rows(
    "id status_id status_type status_label",
    ("a", "stat_1", "active", "Won back"),
    ("b", "stat_2", "won", "Signed"),
    ("c", "stat_3", "lost", "won"),
    ("d", "won", "lost", "No budget"),
    ("e", None, None, None),
    ("f", "stat_4", "active", "Proposal sent"),
)
LABELS = rows(
    "id status_label",
    ("a", "Proposal"), ("b", "proposal"), ("c", "Proposal sent"), ("d", "New proposal"),
    ("e", None), ("f", MISSING), ("g", "Won, paid"), ("h", "Straße"),
)
PERIODS = rows(
    "id value_period value",
    ("a", "one_time", 1_00), ("b", "monthly", 2_00), ("c", "annual", 4_00), ("d", None, 8_00),
    ("e", MISSING, 16_00),
)
STALLED = rows("id is_stalled", ("a", True), ("b", False), ("c", None), ("d", MISSING))

PAGE_FILTERS: tuple[Case, ...] = (
    answers("no parameters: everything, in input order", DEALS, {}, ask(), ids="a b c d e"),
    answers(
        "no opportunities at all", [], {}, ask(),
        why="nothing to add up: all totals are 0 and have no text, no period occurs",
        ids="", total_results=0, count_by_value_period={},
        total_value_annualized=0, total_value_annualized_formatted=None, has_more=False,
    ),
    answers(
        "a filter that nothing meets", DEALS, {"lead_id": "lead_9"},
        ask(("equals", "lead_id", "lead_9")), ids="", total_results=0, total_value_one_time=0,
    ),
    answers(
        "lead_id", DEALS, {"lead_id": "lead_1"}, ask(("equals", "lead_id", "lead_1")), ids="a c"
    ),
    answers(
        "organization_id", DEALS, {"organization_id": "orga_1"},
        ask(("equals", "organization_id", "orga_1")),
        why="$100 and $5 are one-time, $20 is monthly: annualized 100 + 5 + 12 x 20 = $345",
        ids="a b e", total_value_annualized=345_00,
    ),
    answers(
        "filters are joined by and", DEALS,
        {"organization_id": "orga_1", "status_type": "won", "user_id": "user_1"},
        ask(
            ("equals", "organization_id", "orga_1"), ("equals", "status_type", "won"),
            ("equals", "user_id", "user_1"),
        ),
        ids="e",
    ),
    answers(
        "a field and its list narrow each other", DEALS,
        {"user_id": "user_1", "user_id__in": "user_1,user_2", "status_type__in": "won,lost"},
        ask(
            ("equals", "user_id", "user_1"), ("one_of", "user_id", ("user_1", "user_2")),
            ("one_of", "status_type", ("won", "lost")),
        ),
        ids="e",
    ),
)

USER: tuple[Case, ...] = (
    answers(
        "user_id is exact, upper and lower case differ", OWNERS, {"user_id": "user_1"},
        ask(("equals", "user_id", "user_1")), ids="a", total_value_one_time=1_00,
    ),
    answers(
        "user_id__in", OWNERS, {"user_id__in": "user_1,user_3"},
        ask(("one_of", "user_id", ("user_1", "user_3"))), ids="a e", total_value_one_time=17_00,
    ),
    answers(
        "spaces around the items of a list are trimmed", OWNERS,
        {"user_id__in": " user_1 ,  user_2"},
        ask(("one_of", "user_id", ("user_1", "user_2"))), ids="a b",
    ),
    answers(
        "a list of one", OWNERS, {"user_id__in": "user_2"},
        ask(("one_of", "user_id", ("user_2",))), ids="b",
    ),
    answers(
        "user_id= is null, a missing key is the same as null", OWNERS, {"user_id": ""},
        ask(("null", "user_id")), why="c has null and d has no such key: $4 + $8 = $12",
        ids="c d", total_value_one_time=12_00,
    ),
    answers(
        "user_id__in= matches nothing, not even null", OWNERS, {"user_id__in": ""},
        ask(("one_of", "user_id", ())), ids="", total_results=0,
    ),
    answers(
        "an empty Python list matches nothing", OWNERS, {"user_id__in": []},
        ask(("one_of", "user_id", ())), ids="",
    ),
    answers(
        "user_id=me is the caller", OWNERS, {"user_id": "me"},
        ask(("equals", "user_id", "user_2")), options={"user_id": "user_2"}, ids="b",
    ),
    answers(
        "me among others in a list", OWNERS, {"user_id__in": "me,user_3"},
        ask(("one_of", "user_id", ("user_1", "user_3"))), options={"user_id": "user_1"},
        ids="a e",
    ),
)

STATUS: tuple[Case, ...] = (
    answers(
        "status_id", DEALS, {"status_id": "stat_2"}, ask(("equals", "status_id", "stat_2")),
        ids="b e",
    ),
    answers(
        "status_id__in", DEALS, {"status_id__in": "stat_1,stat_3"},
        ask(("one_of", "status_id", ("stat_1", "stat_3"))), ids="a c",
    ),
    answers(
        "status_type", DEALS, {"status_type": "won"}, ask(("equals", "status_type", "won")),
        ids="b e", count_by_value_period={"monthly": 1, "one_time": 1},
    ),
    answers(
        "status_type__in, the page's example", DEALS, {"status_type__in": "active,won"},
        ask(("one_of", "status_type", ("active", "won"))), ids="a b e",
    ),
    answers(
        "choices compare case-insensitively", DEALS, {"status_type": "WON"},
        ask(("equals", "status_type", "won")), ids="b e",
    ),
    answers(
        "choices in a list compare case-insensitively", DEALS, {"status_type__in": "Won,LOST"},
        ask(("one_of", "status_type", ("won", "lost"))), ids="b c e",
    ),
    answers(
        "status_type= is null", DEALS, {"status_type": ""}, ask(("null", "status_type")), ids="d"
    ),
    answers(
        "status matches the label, the type or the id", STATUSES, {"status": "won"},
        ask(("equals", "status", "won")),
        why="b by its type, c by its label, d by its id; a's label only begins with Won",
        ids="b c d",
    ),
    answers(
        "status: label and type in any case, the id exactly", STATUSES, {"status": "WON"},
        ask(("equals", "status", "WON")), why="d has the id 'won', and ids are exact", ids="b c",
    ),
    answers(
        "status__in", STATUSES, {"status__in": "signed, stat_4, No Budget"},
        ask(("one_of", "status", ("signed", "stat_4", "No Budget"))), ids="b d f",
    ),
    answers(
        "status: a wildcard applies to the label", STATUSES, {"status": "w*"},
        ask(("equals", "status", "w*")),
        why="a and c have labels that begin with w; b is of type won, d has the id won", ids="a c",
    ),
)

ODD_LABELS = rows("id status_label", ("a", "50% (new)"), ("b", "a.b"), ("c", "axb"), ("d", "[x]"),
                  ("e", "two\nlines"), ("f", "a*b"))

LABEL: tuple[Case, ...] = (
    *(
        selects(f"a wildcard is no regular expression: {text!r}", ODD_LABELS,
                {"status_label": text}, ask(("equals", "status_label", text)), ids=ids)
        for text, ids in (("50% (*", "a"), ("a.b", "b"), ("a.*", "b"), ("[x*", "d"), ("*]", "d"),
                          ("two*", "e"), ("a*b", "b c f"), ("**", "a b c d e f"))
    ),
    answers(
        "status_label is compared whole and case-insensitively", LABELS,
        {"status_label": "PROPOSAL"}, ask(("equals", "status_label", "PROPOSAL")), ids="a b",
    ),
    answers(
        "labels are case-folded, not just lowered", LABELS, {"status_label": "STRASSE"},
        ask(("equals", "status_label", "STRASSE")), why="the case-folded form of ß is ss", ids="h",
    ),
    answers(
        "status_label__in", LABELS, {"status_label__in": "proposal sent,strasse"},
        ask(("one_of", "status_label", ("proposal sent", "strasse"))), ids="c h",
    ),
    answers(
        "a Python list is taken item by item, commas and all", LABELS,
        {"status_label__in": ["Won, paid", "Proposal sent"]},
        ask(("one_of", "status_label", ("Won, paid", "Proposal sent"))), ids="c g",
    ),
    answers(
        "a label with a comma, bare", LABELS, {"status_label": "won, paid"},
        ask(("equals", "status_label", "won, paid")), ids="g",
    ),
    answers(
        "a wildcard at the end of a label", LABELS, {"status_label": "prop*"},
        ask(("equals", "status_label", "prop*")), ids="a b c",
    ),
    answers(
        "a wildcard at the start of a label", LABELS, {"status_label": "*proposal"},
        ask(("equals", "status_label", "*proposal")),
        why="* may stand for nothing, so Proposal itself matches", ids="a b d",
    ),
    answers(
        "wildcards on both sides and inside", LABELS, {"status_label": "*pro*l*"},
        ask(("equals", "status_label", "*pro*l*")), ids="a b c d",
    ),
    answers(
        "a wildcard spans words", LABELS, {"status_label": "p*t"},
        ask(("equals", "status_label", "p*t")), ids="c",
    ),
    answers(
        "status_label= is null", LABELS, {"status_label": ""}, ask(("null", "status_label")),
        ids="e f",
    ),
    answers(
        "status_label__in= matches nothing", LABELS, {"status_label__in": ""},
        ask(("one_of", "status_label", ())), ids="",
    ),
)

PERIOD: tuple[Case, ...] = (
    answers(
        "value_period=one_time includes those without a period", PERIODS,
        {"value_period": "one_time"}, ask(("equals", "value_period", "one_time")),
        why="a, d (null) and e (missing): 1 + 8 + 16 = $25", ids="a d e",
        total_value_one_time=25_00,
        count_by_value_period={"one_time": 3},
    ),
    answers(
        "value_period=monthly", PERIODS, {"value_period": "monthly"},
        ask(("equals", "value_period", "monthly")), ids="b", total_value_annualized=24_00,
    ),
    answers(
        "value_period__in", PERIODS, {"value_period__in": "Annual,monthly"},
        ask(("one_of", "value_period", ("annual", "monthly"))),
        why="4 + 12 x 2 = $28 a year", ids="b c", total_value_annualized=28_00,
    ),
    answers(
        "value_period= matches nothing: a missing period is one_time", PERIODS,
        {"value_period": ""}, ask(("null", "value_period")), ids="", total_results=0,
    ),
    answers(
        "value_period__in with one_time", PERIODS, {"value_period__in": "one_time,annual"},
        ask(("one_of", "value_period", ("one_time", "annual"))), ids="a c d e",
    ),
)

FLAG: tuple[Case, ...] = (
    *(
        answers(
            f"is_stalled={text}", STALLED, {"is_stalled": text},
            ask(("flag", "is_stalled", flag)), ids=ids,
        )
        for text, flag, ids in (
            ("true", True, "a"), ("yes", True, "a"), ("false", False, "b"), ("no", False, "b"),
        )
    ),
    answers(
        "is_stalled as a Python bool", STALLED, {"is_stalled": False},
        ask(("flag", "is_stalled", False)), why="null is not false: only b holds false", ids="b",
    ),
    answers("is_stalled= is null", STALLED, {"is_stalled": ""}, ask(("null", "is_stalled")),
            ids="c d"),
)

FORMS: tuple[Case, ...] = (
    answers(
        "parameters as a sequence of pairs", DEALS,
        [["status_type__in", "won,lost"], ["_order_by", "-value"]],
        ask(("one_of", "status_type", ("won", "lost")), order=(("value", "desc"),)), ids="c b e",
    ),
    answers(
        "parameters as a URL query string", DEALS,
        "status_type__in=won%2Clost&organization_id=orga_1",
        ask(("one_of", "status_type", ("won", "lost")), ("equals", "organization_id", "orga_1")),
        ids="b e",
    ),
    answers(
        "in a URL a plus is a space", STATUSES, "status_label=proposal+sent",
        ask(("equals", "status_label", "proposal sent")), ids="f",
    ),
    answers(
        "in a URL %20 is a space and UTF-8 is read", LABELS,
        "status_label__in=Stra%C3%9Fe,new%20proposal",
        ask(("one_of", "status_label", ("Straße", "new proposal"))), ids="d h",
    ),
    answers(
        "in a URL user_id= is not dropped", OWNERS, "user_id=", ask(("null", "user_id")),
        why="urllib's parse_qsl leaves blank values out unless told to keep them", ids="c d",
    ),
    answers("an empty URL query string", OWNERS, "", ask(), ids="a b c d e f"),
    answers("an empty sequence of pairs", OWNERS, [], ask(), ids="a b c d e f"),
    answers(
        "None is not given, for parameters that begin with _ and for query texts", OWNERS,
        {
            "_limit": None, "_skip": None, "_fields": None, "_order_by": None, "_group_by": None,
            "query": None, "lead_query": None, "lead_saved_search_id": None,
        },
        ask(), ids="a b c d e f",
    ),
    answers(
        "an empty query, lead_query, order or group is not given", OWNERS,
        "query=&lead_query=&lead_saved_search_id=&_order_by=&_group_by=", ask(),
        ids="a b c d e f",
    ),
    selects(
        "a value with an equals sign in a URL", rows("id user_id", ("a", "u=1"), ("b", "u")),
        "user_id=u=1", ask(("equals", "user_id", "u=1")), ids="a",
    ),
    answers(
        "a whole URL: its query string counts, what follows # does not", OWNERS,
        "https://api.close.com/api/v1/opportunity/?user_id=user_1&_limit=1#_skip=5",
        ask(("equals", "user_id", "user_1"), limit=1), ids="a",
    ),
    answers(
        "a whole URL without a query string", OWNERS, "http://localhost:8000/deals#user_id=user_1",
        ask(), ids="a b c d e f",
    ),
    selects(
        "a list given several times joins", OWNERS,
        "user_id__in=user_3&user_id__in=&user_id__in=user_1,+user_2",
        ask(("one_of", "user_id", ("user_3", "user_1", "user_2"))), ids="a b e",
    ),
    selects(
        "a list given several times, of nothing", OWNERS, "user_id__in=&user_id__in=",
        ask(("one_of", "user_id", ())), ids="",
    ),
    selects(
        "a list given several times beside another filter", OWNERS,
        [["user_id__in", ["user_1"]], ["value__gte", "200"], ["user_id__in", ["user_2", "user_3"]]],
        ask(("one_of", "user_id", ("user_1", "user_2", "user_3")), ("number", "value", ">=", 2_00)),
        ids="b e",
    ),
)

CASES = (*PAGE_FILTERS, *USER, *STATUS, *LABEL, *PERIOD, *FLAG, *FORMS)
