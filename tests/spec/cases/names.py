"""The names of groups: the smallest of those that disagree, and the order that they give."""

# Tables, laid out by hand:
# fmt: off
from .vocabulary import MISSING, Case, Row, answers, ask, rows


def deals(*pairs: tuple[str | None, object]) -> list[Row]:
    """Opportunities a, b, c … of (user_id, user_name)."""
    return rows("id user_id user_name", *((name, *pair) for name, pair in zip("abcdefgh", pairs)))


def by_user(name: str, objects: list[Row], keys: list[str | None],
            names: dict[str | None, str | None], *, reverse: bool = False, why: str | None = None,
            ) -> Case:
    return answers(name, objects, {"_group_by": "-user_id" if reverse else "user_id"},
                   ask(group=("user_id", None, "desc" if reverse else "asc")), why=why, keys=keys,
                   groups={key: {"user_name": text} for key, text in names.items()})


SAME = deals(("u_2", "Sam"), ("u_1", "SAM"), ("u_3", "Pat"))
NAMELESS = deals(("u_3", None), ("u_1", "Zoe"), ("u_2", MISSING), (None, "Nobody"), ("u_4", "Abe"))

CASES: tuple[Case, ...] = (
    by_user("the smallest name of a group is shown", deals(("u_1", "Jon"), ("u_1", "Jack")),
            ["u_1"],
            {"u_1": "Jack"}, why="jack < jon"),
    by_user("smallest by case-folded text", deals(("u_1", "Zoe"), ("u_1", "anna")), ["u_1"],
            {"u_1": "anna"}, why="in plain text Z comes before a, case-folded it does not"),
    by_user("then smallest by plain text", deals(("u_1", "jo"), ("u_1", "JO"), ("u_1", "Jo")),
            ["u_1"], {"u_1": "JO"}, why="case-folded all are jo; JO < Jo < jo"),
    by_user("a null name does not win", deals(("u_1", None), ("u_1", "Jo"), ("u_1", MISSING)),
            ["u_1"], {"u_1": "Jo"}),
    by_user("an empty name is a name", deals(("u_1", ""), ("u_1", "Jo")), ["u_1"], {"u_1": ""},
            why="only null is no name, and '' is smaller than 'jo'"),
    by_user("the shown name decides the order", deals(("u_1", "Zoe"), ("u_2", "Bob"),
                                                      ("u_1", "Abe")), ["u_1", "u_2"],
            {"u_1": "Abe", "u_2": "Bob"}, why="u_1 shows Abe, which comes before Bob"),
    by_user("names alike when case-folded are ordered by id", SAME, ["u_3", "u_1", "u_2"],
            {"u_1": "SAM", "u_2": "Sam"}),
    by_user("and reversed by id downwards", SAME, ["u_2", "u_1", "u_3"], {}, reverse=True),
    by_user("two users with one name stay two groups", deals(("u_1", "Jo"), ("u_2", "Jo")),
            ["u_1", "u_2"], {"u_1": "Jo", "u_2": "Jo"}),
    by_user("groups without a name come after, by id, then those without a user", NAMELESS,
            ["u_4", "u_1", "u_2", "u_3", None], {"u_2": None, None: None},
            why="the null group has null attributes, even where an object carries a name"),
    by_user("reversed, the nameless and the null group are still last", NAMELESS,
            ["u_1", "u_4", "u_3", "u_2", None], {}, reverse=True),
    by_user("names of other scripts by code point", deals(("u_1", "Éva"), ("u_2", "Zoe"),
                                                          ("u_3", "Яна")), ["u_2", "u_1", "u_3"],
            {},
            why="é is U+00E9 and я is U+044F, both after z"),
    answers("the name is that of the whole group, not of the page", deals(("u_1", "Jon"),
                                                                         ("u_1", "Jack")),
            {"_group_by": "user_id", "_limit": "1"}, ask(group=("user_id", None, "asc"), limit=1),
            why="the page shows Jon's object only", keys="u_1",
            groups={"u_1": {"user_name": "Jack", "ids": "a", "total_results": 2}}),
    answers("names of objects that do not match do not count", deals(("u_1", "Jon"),
                                                                     ("u_1", "Jack")),
            {"_group_by": "user_id", "user_name": "jon"},
            ask(("words", "user_name", ("jon",)), group=("user_id", None, "asc")), keys="u_1",
            groups={"u_1": {"user_name": "Jon"}}),
    answers("labels of a status that was renamed",
            rows("id status_id status_label", ("a", "stat_1", "Proposal"), ("b", "stat_1", "Offer"),
                 ("c", "stat_2", "Demo")),
            {"_group_by": "status_id"}, ask(group=("status_id", None, "asc")),
            why="stat_1 shows Offer, after Demo", keys="stat_2 stat_1",
            groups={"stat_1": {"status_label": "Offer"}}),
)
