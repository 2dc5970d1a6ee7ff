"""Cases on leads: each has an opportunity named like it, and two more have no lead that is here.

`lead_a` has the opportunity `a`; `n` has no lead and `u` one that was not given, so that each
positive and each negated condition shows that those two never match.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .trees import Tree
from .vocabulary import MISSING, Case, Row, ask, selects

PREFIX = "lead_"


def leads(columns: str, *lines: tuple[Any, ...]) -> list[Row]:
    """Leads from a table: first comes the name of the opportunity, from which the id follows."""
    names = columns.split()
    return [
        {"id": f"{PREFIX}{line[0]}"}
        | {k: v for k, v in zip(names, line[1:], strict=True) if v is not MISSING}
        for line in lines
    ]


def opportunities(given: Sequence[Row]) -> list[Row]:
    """One for each lead, one without a lead, and one whose lead was not given."""
    owned = [{"id": one["id"].removeprefix(PREFIX), "lead_id": one["id"]} for one in given]
    return [*owned, {"id": "n", "lead_id": None}, {"id": "u", "lead_id": "lead_unknown"}]


def lead_query(
    given: list[Row],
    text: str,
    tree: Tree,
    ids: str,
    why: str | None = None,
    *,
    name: str | None = None,
    objects: list[Row] | None = None,
    views: Iterable[tuple[Row, Tree | None]] = (),
    **options: Any,
) -> Case:
    """The opportunities whose lead passes a `lead_query`; the text is the name where it can be."""
    request = {**ask(), "lead_query": tree, **view_trees(views)}
    return selects(
        text if name is None else name,
        opportunities(given) if objects is None else objects,
        {"lead_query": text},
        request,
        why=why,
        options={"leads": given, **saved(views), **options},
        ids=ids,
    )


def keeps(
    given: list[Row],
    text: str,
    tree: Tree,
    ids: str,
    why: str | None = None,
    *,
    name: str | None = None,
    **options: Any,
) -> Case:
    """The leads that a compiled query keeps; opportunities are one of `related` then."""
    return Case(
        text if name is None else name,
        "keeps",
        given,
        {"query": text},
        {**ask(), "query": tree},
        why,
        {"schema": "lead", **options},
        {"ids": ids},
    )


def in_view(
    name: str,
    given: list[Row],
    view: tuple[Row, Tree | None],
    ids: str,
    why: str | None = None,
    *,
    others: Iterable[tuple[Row, Tree | None]] = (),
    objects: list[Row] | None = None,
    **options: Any,
) -> Case:
    """The opportunities whose lead is in a Smart View."""
    views = (view, *others)
    return selects(
        name,
        opportunities(given) if objects is None else objects,
        {"lead_saved_search_id": view[0]["id"]},
        {**ask(), "lead_view": view[0]["id"], **view_trees(views)},
        why=why,
        options={"leads": given, **saved(views), **options},
        ids=ids,
    )


def text_view(key: str, text: str, tree: Tree, name: str | None = None) -> tuple[Row, Tree]:
    """A Smart View as the API returns it, its query as text."""
    named = name or key.removeprefix("save_")
    return {"id": key, "name": named, "query": text, "s_query": None}, tree


def json_view(
    s_query: Mapping[str, Any], key: str = "save_1", name: str | None = None
) -> tuple[Row, None]:
    """A Smart View as the API returns it, its query as JSON."""
    named = name or key.removeprefix("save_")
    return {"id": key, "name": named, "query": None, "s_query": dict(s_query)}, None


def saved(views: Iterable[tuple[Row, Tree | None]]) -> dict[str, Any]:
    given = [view for view, _ in views]
    return {"saved_searches": given} if given else {}


def view_trees(views: Iterable[tuple[Row, Tree | None]]) -> dict[str, Any]:
    return {"views": {view["id"]: tree for view, tree in views if tree is not None}}
