"""Pages of one request put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

from oppquery.response.response import Aggregates, ListResponse

_OF_A_GROUP: Final = frozenset({"key", "objects", *Aggregates.__annotations__})


def merge_pages(pages: Iterable[Mapping[str, Any]]) -> ListResponse:
    """One answer from the pages of one request, in their order; groups are joined by key.

    The totals are those of the request, which every page carries; `has_more` is that of the
    last page. The pages are not changed, the objects are theirs. Raises `TypeError` for what is
    no page, `ValueError` when there is none, or when their totals differ: they are not of one
    request then.

    >>> from oppquery import list_opportunities
    >>> deals = [{"id": str(n), "value": n} for n in range(5)]
    >>> pages = [list_opportunities(deals, {"_limit": 2, "_skip": n}) for n in (0, 2, 4)]
    >>> merge_pages(pages) == list_opportunities(deals)
    True
    """
    merged: dict[str, Any] | None = None
    data: list[Any] = []
    for page in pages:
        if not isinstance(page, Mapping) or not isinstance(page.get("data"), list):
            raise TypeError("a page must be an answer of list_opportunities")
        if merged is not None and _sums(page) != _sums(merged):
            raise ValueError("the pages are not of one request: their totals differ")
        merged = dict(page)
        data += page["data"]
    if merged is None:
        raise ValueError("there is no page to merge")
    merged["data"] = _joined(data) if all(map(_is_group, data)) else data
    return cast("ListResponse", merged)


def _sums(page: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in page.items() if name not in ("data", "has_more")}


def _is_group(item: Mapping[str, Any]) -> bool:
    return item.keys() >= _OF_A_GROUP


def _joined(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_key: dict[str | None, dict[str, Any]] = {}
    for group in groups:
        if (known := by_key.get(group["key"])) is None:
            by_key[group["key"]] = {**group, "objects": [*group["objects"]]}
        else:
            known["objects"] += group["objects"]
    return list(by_key.values())
