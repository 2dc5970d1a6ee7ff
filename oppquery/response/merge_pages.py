"""Pages of one request put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, cast

from oppquery.errors.wording import shown
from oppquery.response.aggregates import Aggregates
from oppquery.response.response import ListResponse

Page = Mapping[str, Any]

_OF_A_GROUP: Final = frozenset({"key", "objects", *Aggregates.__annotations__})
_OVERLAP: Final = "the pages overlap, or the data changed between them"
_GAP: Final = "a page is missing, or the data changed between them"


def merge_pages(pages: Iterable[Page]) -> ListResponse:
    """One answer from the pages of one request, in their order; groups are joined by key.

    The totals are those of the request, which every page carries; `has_more` is that of the
    last page. The pages are not changed, the objects are theirs.

    Raises `TypeError` for what is no page, and `ValueError`:

    - when there is no page, or when the totals of two differ: they are not of one request;
    - when an id comes twice, or there are more objects than `total_results`: pages overlap;
    - of several pages, when objects are missing though the last page has no more, or a group
      that is not the last is incomplete: pages are missing.

    >>> from oppquery import list_opportunities
    >>> deals = [{"id": str(n), "value": n} for n in range(5)]
    >>> pages = [list_opportunities(deals, {"_limit": 2, "_skip": n}) for n in (0, 2, 4)]
    >>> merge_pages(pages) == list_opportunities(deals)
    True
    >>> merge_pages([pages[0], pages[2]])
    Traceback (most recent call last):
    ValueError: 2 of 5 objects are missing: a page is missing, or the data changed between them
    """
    of_request = list(pages)
    for page in of_request:
        _check_page(page)
    if not of_request:
        raise ValueError("there is no page to merge")
    first, last = of_request[0], of_request[-1]
    if any(_sums(page) != _sums(first) for page in of_request):
        raise ValueError("the pages are not of one request: their totals differ")
    _check_ids(of_request)
    data = [item for page in of_request for item in page["data"]]
    merged = {**last, "data": _joined(data) if _are_groups(data) else data}
    _check_not_too_many(merged)
    if len(of_request) > 1:
        _check_no_gap(merged)
    return cast("ListResponse", merged)


def _check_page(page: Any) -> None:
    if not (
        isinstance(page, Mapping)
        and isinstance(page.get("total_results"), int)
        and isinstance(page.get("data"), list)
        and all(isinstance(item, Mapping) for item in page["data"])
    ):
        raise TypeError("a page must be an answer of list_opportunities")


def _sums(page: Page) -> dict[str, Any]:
    return {name: value for name, value in page.items() if name not in ("data", "has_more")}


def _are_groups(data: Sequence[Page]) -> bool:
    return all(item.keys() >= _OF_A_GROUP for item in data)


def _joined(groups: Iterable[Page]) -> list[dict[str, Any]]:
    by_key: dict[str | None, dict[str, Any]] = {}
    for group in groups:
        if (known := by_key.get(group["key"])) is None:
            by_key[group["key"]] = {**group, "objects": [*group["objects"]]}
        else:
            known["objects"] += group["objects"]
    return list(by_key.values())


def _objects(page: Page) -> Iterator[Page]:
    """The objects of a page, those of its groups one after the other."""
    data: list[Page] = page["data"]
    if not _are_groups(data):
        yield from data
    else:
        for group in data:
            yield from group["objects"]


def _check_ids(pages: Iterable[Page]) -> None:
    """Raises `ValueError` for ids that come twice; objects without a text as id are left out."""
    page_of: dict[str, int] = {}
    twice: dict[str, tuple[int, int]] = {}
    for number, page in enumerate(pages, 1):
        for each in _objects(page):
            if isinstance(id_ := each.get("id"), str):
                if id_ in page_of:
                    twice.setdefault(id_, (page_of[id_], number))
                page_of.setdefault(id_, number)
    if twice:
        id_, (one, other) = next(iter(twice.items()))
        ids = "an id comes" if len(twice) == 1 else f"{len(twice):,} ids come"
        place = f"page {one}" if one == other else f"pages {one} and {other}"
        raise ValueError(f"{ids} twice, {shown(id_)} on {place}: {_OVERLAP}")


def _check_not_too_many(merged: Page) -> None:
    count, total = sum(1 for _ in _objects(merged)), merged["total_results"]
    if count > total:
        raise ValueError(f"there are {count:,} objects, but total_results is {total:,}: {_OVERLAP}")


def _check_no_gap(merged: Page) -> None:
    if _are_groups(merged["data"]):
        for group in merged["data"][:-1]:
            count, total = len(group["objects"]), group["total_results"]
            if count < total:
                missing = f"{total - count:,} of {total:,} objects of the group"
                raise ValueError(f"{missing} {shown(group['key'])} are missing: {_GAP}")
    count, total = sum(1 for _ in _objects(merged)), merged["total_results"]
    if count < total and not merged["has_more"]:
        raise ValueError(f"{total - count:,} of {total:,} objects are missing: {_GAP}")
