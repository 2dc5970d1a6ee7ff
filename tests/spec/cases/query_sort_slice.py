"""`sort:` orders as _order_by does, which wins; `slice:` keeps a stable part."""

# Tables, laid out by hand:
# fmt: off
from .trees import ALL, Tree, both, date, either, no, phrase, query, term, where
from .vocabulary import Case, answers, ask, rows

DEALS = rows(
    "id value user_name note date_created lead_name status_type confidence",
    ("a", 300, "bob", "red", "2024-05-03T00:00:00Z", "Zeta", "won", 50),
    ("b", None, "Ann", "red", "2024-05-01T00:00:00Z", "alpha", "won", 50),
    ("c", 100, "Bob", "big", None, "Beta", "lost", 75),
    ("d", 300, None, "red big", "2024-05-02T00:00:00Z", None, "active", None),
    ("e", -5, "ann", None, "2024-05-04T00:00:00Z", "beta", "active", 10),
)
Keys = tuple[tuple[str, str], ...]
BY_VALUE: Keys = (("value", "asc"),)
RED = term("red")


def deals(text: str, tree: Tree, sort: Keys, ids: str, why: str | None = None,
          name: str | None = None, **params: str) -> Case:
    return query(DEALS, text, tree, ids, why, sort=sort, name=name, **params)


SORTED = (
    deals("sort:value", ALL, BY_VALUE, "e c a d b", "nulls last, ties in input order"),
    deals("sort:-value", ALL, (("value", "desc"),), "a d c e b", "nulls last in both directions"),
    deals("sort:-value,user_name", ALL, (("value", "desc"), ("user_name", "asc")), "a d c e b",
          "a before d: Bob before no name"),
    deals("sort:user_name,-value", ALL, (("user_name", "asc"), ("value", "desc")), "e b a c d",
          "names in any case: Ann's -5 before her null, Bob's 300 before his 100"),
    deals("sort:created", ALL, (("date_created", "asc"),), "b d a e c", "an alias"),
    deals("sort:-date_created", ALL, (("date_created", "desc"),), "e a d b c"),
    deals("sort:name", ALL, (("lead_name", "asc"),), "b c e a d", "name is lead_name"),
    deals("sort:-user", ALL, (("user", "desc"),), "a c b e d", "user orders by the name"),
    deals("sort:expected_value", ALL, (("expected_value", "asc"),), "e c a b d",
          "-5 at 10% is -0.5, rounded to 0; 75; 150; none"),
    deals("sort: value", ALL, BY_VALUE, "e c a d b", "spaces round the operator are free"),
    deals('sort:"-value"', ALL, (("value", "desc"),), "a d c e b"),
    deals("sort:value red", RED, BY_VALUE, "a d b"),
    deals("red sort:-value", RED, (("value", "desc"),), "a d b"),
    deals("red sort:date_created big", both(RED, term("big")), (("date_created", "asc"),), "d",
          "it may stand anywhere at the top"),
    deals("red or big sort:value", either(RED, term("big")), BY_VALUE, "c a d b",
          "beside the or, too, it counts for the whole text"),
    deals("sort:value red or big", either(RED, term("big")), BY_VALUE, "c a d b"),
    deals("red and sort:value", RED, BY_VALUE, "a d b"),
    deals("sort:value and red", RED, BY_VALUE, "a d b"),
    deals("(red or big) sort:-created", either(RED, term("big")), (("date_created", "desc"),),
          "a d b c"),
    deals("-red sort:-value", no(RED), (("value", "desc"),), "c e"),
    deals("note:sort", where("note", "sort"), (), "", "after a colon sort is a word"),
    deals("sort", term("sort"), (), "", "and without one it is one, too"),
    query(rows("id custom.cf_x", ("a", "b"), ("b", 5), ("c", "A"), ("d", None), ("e", 2)),
          "sort:custom.cf_x", ALL, "e b c a d", "numbers, then text in any case",
          sort=(("custom.cf_x", "asc"),)),
)

NAMED = {"custom_fields": [{"id": "cf_x", "name": "Lead Source", "type": "choices"}]}
REAL = rows("id status_label date_updated custom.cf_x",
            ("a", "Potential", "2018-03-01T00:00:00Z", "Web"),
            ("b", "Potential", "2018-01-01T00:00:00Z", "Web"),
            ("c", "Potential", "2016-12-31T23:59:59Z", "Fair"),
            ("d", "Won", "2018-02-01T00:00:00Z", "Web"))

AS_IN_USE = (
    query(REAL, 'date_updated>="2017-01-01T00:00" sort:date_updated',
          where("date_updated", date(("minute", 2017, 1, 1, 0, 0, None), "2017-01-01T00:00"), ">="),
          "b d a", "an incremental synchronization", sort=(("date_updated", "asc"),)),
    query(REAL, 'custom.cf_x:"web" status:"Potential" sort:-updated',
          both(where("custom.cf_x", phrase("web")), where("status", phrase("Potential"))), "a b",
          sort=(("date_updated", "desc"),)),
    query(REAL, 'sort:"custom.Lead Source,-id"', ALL,
          "c d b a", "Fair before Web; a name with a space needs quotes round the whole",
          options=NAMED, sort=(("custom.cf_x", "asc"), ("id", "desc"))),
)

WITH_PARAMETERS = (
    Case("_order_by wins", "select", DEALS, {"query": "sort:value", "_order_by": "-date_created"},
         {**ask(order=(("date_created", "desc"),)), "query": ALL, "sort": BY_VALUE},
         "the newest first, and not the lowest value", {}, {"ids": "e a d b c"}),
    Case("an empty _order_by is not given", "select", DEALS,
         {"query": "sort:value", "_order_by": ""}, {**ask(), "query": ALL, "sort": BY_VALUE},
         None, {}, {"ids": "e c a d b"}),
    Case("a page of what sort: ordered", "select", DEALS,
         {"query": "sort:-value", "_limit": "2", "_skip": "1"},
         {**ask(limit=2, skip=1), "query": ALL, "sort": (("value", "desc"),)},
         "of a d c e b the second and the third", {}, {"ids": "d c"}),
    answers("a response is ordered by sort:, too", DEALS, {"query": "red sort:-value"},
            {**ask(), "query": RED, "sort": (("value", "desc"),)}, ids="a d b",
            total_results=3, total_value_one_time=600),
    answers("groups are ordered inside by sort:", DEALS,
            {"query": "has:user sort:value", "_group_by": "status_type", "_fields": "id"},
            {**ask(group=("status_type", None, "asc"), fields=("id",)),
             "query": ("has", "user"), "sort": BY_VALUE},
            why="a and b are won: 300 before null",
            keys="active lost won", groups={"won": {"ids": "a b"}, "active": {"ids": "e"}}),
)

PARTS = rows("id value note", ("a", 5, "red"), ("b", 4, "red"), ("c", 3, "big"), ("d", 2, "red"),
             ("e", 1, "big"), ("oppo_1", 0, "red"))
"""The first eight digits of the MD5 of the ids are the numbers a 214005177, b 2464899070,
c 1250560240, d 2188894353, e 3781629847, oppo_1 3440082761."""


def parts(text: str, tree: Tree, piece: tuple[int, int], ids: str, why: str | None = None,
          sort: Keys = ()) -> Case:
    return query(PARTS, text, tree, ids, why, piece=piece, sort=sort)


SLICED = (
    parts("slice:1/1", ALL, (1, 1), "a b c d e oppo_1", "all of it"),
    parts("slice:1/2", ALL, (1, 2), "b c",
          "md5('b') begins with 92eb5ffe, an even number, md5('c') with 4a8a08f0"),
    parts("slice:2/2", ALL, (2, 2), "a d e oppo_1", "the others: no object is lost"),
    parts("slice:1/3", ALL, (1, 3), "a d", "214005177 and 2188894353 are divisible by three"),
    parts("slice:2/3", ALL, (2, 3), "b c e"),
    parts("slice:3/3", ALL, (3, 3), "oppo_1"),
    parts("slice:4/5", ALL, (4, 5), "d", "8277e091 is 2188894353, which leaves 3"),
    parts("slice:5/5", ALL, (5, 5), "", "none of these ids leaves 4"),
    parts("slice: 3/5", ALL, (3, 5), "a e"),
    parts("slice:2/2 red", term("red"), (2, 2), "a d oppo_1"),
    parts("red slice:2/2", term("red"), (2, 2), "a d oppo_1"),
    parts("red or big slice:1/2", either(term("red"), term("big")), (1, 2), "b c",
          "it counts for the whole text, not for one side of the or"),
    parts("slice:1/2 red or big", either(term("red"), term("big")), (1, 2), "b c"),
    parts("not red slice:2/2", no(term("red")), (2, 2), "e"),
    parts("sort:value slice:2/2", ALL, (2, 2), "oppo_1 e d a", None, BY_VALUE),
    parts("slice:2/2 sort:value", ALL, (2, 2), "oppo_1 e d a", None, BY_VALUE),
    parts("note:slice", where("note", "slice"), (1, 1), ""),
    answers("the figures of a slice are those of its objects", PARTS, {"query": "slice:2/2"},
            {**ask(), "query": ALL, "slice": (2, 2)}, ids="a d e oppo_1", total_results=4,
            total_value_one_time=8),
    Case("a page of a slice", "select", PARTS, {"query": "slice:2/2", "_limit": "2"},
         {**ask(limit=2), "query": ALL, "slice": (2, 2)},
         "the slice is taken before the page", {}, {"ids": "a d"}),
)

CASES = (*SORTED, *AS_IN_USE, *WITH_PARAMETERS, *SLICED)
