"""`_limit`, `_skip` and `has_more`, with and without groups."""

# Tables, laid out by hand:
# fmt: off
from .vocabulary import Case, Row, answers, ask, rows

SEVEN = rows("id value", *((name, 1_00) for name in "abcdefg"))
GROUPED = rows(
    "id date_won value", ("a", "2024-02-01", 1_00), ("b", "2024-01-01", 2_00),
    ("c", "2024-02-02", 4_00), ("d", "2024-03-01", 8_00), ("e", "2024-01-02", 16_00),
    ("f", None, 32_00), ("g", "2024-02-03", 64_00),
)
"""By month: 2024-01 holds b and e, 2024-02 a, c and g, 2024-03 d, and f has no date."""
MANY = rows("id", *((f"o{number:03}",) for number in range(101)))


def page(name: str, limit: str | None, skip: str | None, ids: str, more: bool,
         why: str | None = None, objects: list[Row] = SEVEN) -> Case:
    params = {key: text for key, text in (("_limit", limit), ("_skip", skip)) if text is not None}
    return answers(name, objects, params,
                   ask(limit=None if limit is None else int(limit),
                       skip=None if skip is None else int(skip)),
                   why=why, ids=ids, has_more=more, total_results=len(objects))


def cut(name: str, limit: int, skip: int, ids: dict[str | None, str], more: bool,
        why: str | None = None) -> Case:
    """A page of groups: what each group shows; the figures of the groups stay whole."""
    whole = {"2024-01": 18_00, "2024-02": 69_00, "2024-03": 8_00, None: 32_00}
    return answers(
        name, GROUPED, {"_group_by": "date_won__month", "_limit": limit, "_skip": skip},
        ask(group=("date_won", "month", "asc"), limit=limit, skip=skip), why=why, keys=list(ids),
        groups={key: {"ids": text, "total_value_one_time": whole[key]}
                for key, text in ids.items()},
        has_more=more, total_results=7, total_value_one_time=127_00,
    )


FLAT: tuple[Case, ...] = (
    page("the first page", "3", None, "a b c", True),
    page("a page in the middle", "3", "3", "d e f", True, "g is left"),
    page("the last page, not full", "3", "6", "g", False),
    page("a page that ends exactly at the end", "3", "4", "e f g", False,
         "4 + 3 = 7, none is left"),
    page("a limit of all", "7", None, "a b c d e f g", False),
    page("a limit of one less than all", "6", None, "a b c d e f", True),
    page("a limit beyond all", "1000", None, "a b c d e f g", False),
    page("skip without a limit", None, "5", "f g", False),
    page("skip exactly all", None, "7", "", False),
    page("skip past the end", "3", "8", "", False,
         "an empty page, and the same totals: seven times $1"),
    page("skip far past the end", None, "1000000000000000000000000000000", "", False),
    page("_limit=0 gives aggregates only", "0", None, "", True, "all seven remain after it"),
    page("_limit=0 of nothing", "0", None, "", False, None, []),
    page("_limit=0 after the end", "0", "7", "", False, "nothing remains after the seventh"),
    page("_limit=0 before the end", "0", "6", "", True),
    page("_skip=0", None, "0", "a b c d e f g", False),
    answers("_limit and _skip as Python ints", SEVEN, {"_limit": 2, "_skip": 1},
            ask(limit=2, skip=1), ids="b c", has_more=True),
    answers("leading zeros", SEVEN, {"_limit": "02", "_skip": "001"}, ask(limit=2, skip=1),
            ids="b c", has_more=True),
    answers("a page of an order", SEVEN, {"_order_by": "-id", "_limit": "2", "_skip": "1"},
            ask(order=(("id", "desc"),), limit=2, skip=1), ids="f e", has_more=True),
    answers("a page of the matches, not of the input", GROUPED,
            {"date_won__gte": "2024-02", "_limit": "2", "_skip": "2"},
            ask(("date", "date_won", ">=", ("month", 2024, 2)), limit=2, skip=2),
            why="the matches are a, c, d, g: 1 + 4 + 8 + 64 = $77", ids="d g", has_more=False,
            total_results=4, total_value_one_time=77_00),
    answers("the default limit is 100", MANY, {"_fields": "id"}, ask(fields=("id",)),
            why="of 101 objects o000 to o099 are shown",
            ids=" ".join(f"o{number:03}" for number in range(100)), has_more=True,
            total_results=101),
)

CUTS: tuple[Case, ...] = (
    cut("pages run over objects in group order", 100, 0,
        {"2024-01": "b e", "2024-02": "a c g", "2024-03": "d", None: "f"}, False),
    cut("a page that cuts its last group", 3, 0, {"2024-01": "b e", "2024-02": "a"}, True,
        "group order is b e | a c g | d | f; February shows a, and the total of a, c and g"),
    cut("a page that cuts its first group", 3, 3, {"2024-02": "c g", "2024-03": "d"}, True),
    cut("a page within one group", 1, 3, {"2024-02": "c"}, True,
        "one object is shown, and the total of a, c and g: 1 + 4 + 64 = $69"),
    cut("a page that ends at the end of a group", 2, 0, {"2024-01": "b e"}, True,
        "February is left out: none of its objects is on the page"),
    cut("a page that begins at the start of a group", 4, 2, {"2024-02": "a c g", "2024-03": "d"},
        True),
    cut("the last page of groups", 3, 6, {None: "f"}, False),
    cut("groups past the end", 3, 7, {}, False),
    cut("groups with _limit=0", 0, 0, {"2024-01": "", "2024-02": "", "2024-03": "", None: ""},
        True, "every group is given, without objects"),
    cut("groups with _limit=0 and a skip", 0, 5,
        {"2024-01": "", "2024-02": "", "2024-03": "", None: ""}, True,
        "still every group; f and g, the last two in group order, remain"),
    answers("a page of reversed groups", GROUPED,
            {"_group_by": "-date_won__month", "_limit": "2"},
            ask(group=("date_won", "month", "desc"), limit=2), keys="2024-03 2024-02",
            why="reversed the order is d | a c g | b e | f",
            groups={"2024-03": {"ids": "d"}, "2024-02": {"ids": "a", "total_results": 3}},
            has_more=True),
    answers("a cut inside an ordered group", GROUPED,
            {"_group_by": "date_won__month", "_order_by": "-value", "_limit": "2", "_skip": "1"},
            ask(group=("date_won", "month", "asc"), order=(("value", "desc"),), limit=2, skip=1),
            why="January is e ($16), b ($2); February g, c, a", keys="2024-01 2024-02",
            groups={"2024-01": {"ids": "b"}, "2024-02": {"ids": "g"}}, has_more=True),
)

CASES = (*FLAT, *CUTS)
