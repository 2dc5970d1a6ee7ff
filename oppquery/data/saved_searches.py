"""Smart Views: the `saved_searches` argument, looked up by id and by name (spec §12)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from oppquery.data.looks import PAGE, is_page, look_of_stranger
from oppquery.errors.errors import DataError
from oppquery.rows import plain_text

_ARGUMENT = "in saved_searches, "


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """One Smart View: the ids of its leads, or a query as text or JSON that says which they are."""

    id: str
    name: str | None = None
    type: str | None = None
    query: Any = None
    s_query: Any = None
    lead_ids: frozenset[str] | None = None


class SavedSearches:
    """The Smart Views of a call. Raises `DataError` for what is none, and `TypeError`."""

    def __init__(self, given: Iterable[Any] | Mapping[str, Any]) -> None:
        self._keep(read() for read in readings(given))

    def _keep(self, views: Iterable[SavedSearch]) -> None:
        self._views = tuple(views)
        self._by_id: dict[str, SavedSearch] = {}
        self._by_name: dict[str, tuple[SavedSearch, ...]] = {}
        for view in self._views:
            self._by_id[view.id] = view
            if view.name is not None:
                folded = view.name.casefold()
                self._by_name[folded] = (*self._by_name.get(folded, ()), view)

    def copied(self) -> SavedSearches:
        """The same Smart Views, which no change of the caller's JSON reaches."""
        again = SavedSearches(())
        again._keep(
            replace(view, query=_copy(view.query), s_query=_copy(view.s_query))
            for view in self._views
        )
        return again

    def ids(self) -> Iterable[str]:
        """The ids of all Smart Views."""
        return self._by_id

    def names(self) -> Iterable[str]:
        """The names of those that have one."""
        return [view.name for view in self._by_id.values() if view.name is not None]

    def of_id(self, id_: str) -> SavedSearch | None:
        """The Smart View of that id."""
        return self._by_id.get(id_)

    def called(self, name: str) -> tuple[SavedSearch, ...]:
        """The Smart Views of that name, in any case where none is spelled so, else of that id."""
        if named := self._by_name.get(name.casefold()):
            return tuple(view for view in named if view.name == name) or named
        view = self._by_id.get(name)
        return () if view is None else (view,)


def readings(given: object) -> Iterator[Callable[[], SavedSearch]]:
    """A call for each Smart View that reads it, or raises its `DataError`.

    Raises `DataError` for a page of Smart Views, `TypeError` for what is none.
    """
    match given:
        case Mapping() if is_page(given):
            reason = f"a Smart View must be given by itself (this looks like {PAGE})"
            raise _bad(None, None, "", given, reason)
        case Mapping():
            for index, (id_, value) in enumerate(given.items()):
                yield partial(_of_mapping, index, id_, value)
        case Iterable() if not isinstance(given, str | bytes):
            for index, value in enumerate(given):
                yield partial(_of_element, index, value)
        case _:
            raise TypeError("saved_searches must be Smart Views or map their ids to lead ids")


def _of_element(index: int, value: Any) -> SavedSearch:
    if not isinstance(value, Mapping):
        raise _bad(index, None, "", value, "a Smart View must be an object")
    return _of_object(index, value.get("id"), value)


def _of_mapping(index: int, id_: Any, value: Any) -> SavedSearch:
    match value:
        case Mapping():
            return _of_object(index, id_, value)
        case str() | bytes():
            pass
        case Collection():
            ids = list(value)
            for each in ids:
                if not isinstance(each, str):
                    raise _bad(index, id_, "", each, "the id of a lead must be a string")
            return SavedSearch(_checked(index, id_), lead_ids=frozenset(map(plain_text, ids)))
    raise _bad(index, id_, "", value, "a Smart View must be an object or a collection of lead ids")


def _of_object(index: int, id_: Any, value: Mapping[str, Any]) -> SavedSearch:
    if id_ is None and (look := look_of_stranger(value)) is not None:
        reason = f"a Smart View must be given by itself (this looks like {look})"
        raise _bad(index, None, "", value, reason)
    checked = _checked(index, id_)
    for field in ("name", "type"):
        if not isinstance(value.get(field), str | None):
            raise _bad(index, id_, field, value.get(field), f"a {field} must be a string")
    name, type_, query = (_plain(value.get(key)) for key in ("name", "type", "query"))
    return SavedSearch(checked, name, type_, query, value.get("s_query"))


def _checked(index: int, id_: Any) -> str:
    if not isinstance(id_, str):
        raise _bad(index, id_, "id", id_, "an id must be a string")
    return plain_text(id_)


def _plain(value: Any) -> Any:
    return plain_text(value) if isinstance(value, str) else value


def _bad(index: int | None, id_: object, field: str, value: object, reason: str) -> DataError:
    return DataError(index, id_, field, value, _ARGUMENT + reason)


def _copy(value: Any) -> Any:
    """A copy of JSON of any depth, in which what is one object stays one, loops included."""
    copies: dict[int, tuple[Any, Any]] = {}
    left: list[tuple[Any, Any]] = []

    def copied(each: Any) -> Any:
        if not isinstance(each, Mapping | list | tuple):
            return _plain(each)
        if id(each) not in copies:
            copies[id(each)] = (each, {} if isinstance(each, Mapping) else [])
            left.append(copies[id(each)])
        return copies[id(each)][1]

    whole = copied(value)
    while left:
        given, copy = left.pop()
        if isinstance(given, Mapping):
            copy.update((name, copied(each)) for name, each in given.items())
        else:
            copy.extend(map(copied, given))
    return whole
