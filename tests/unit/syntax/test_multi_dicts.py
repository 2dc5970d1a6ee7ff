"""The multi-dicts of web frameworks: all pairs are read, none is lost without a word.

Each framework is asked where it is installed. The stand-ins have the methods that its multi-dict
has, and answer as it does, so that the same is tested where it is not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from asking import faults, ids

from oppquery import Collection

DEALS: list[dict[str, Any]] = [
    {"id": "a", "user_id": "user_1", "note": "call back"},
    {"id": "b", "user_id": "user_2", "note": "call"},
    {"id": "c", "user_id": "user_3", "note": None},
    {"id": "d", "note": None},
]
Pairs = list[tuple[str, str]]


def by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for name, value in pairs:
        lists.setdefault(name, []).append(value)
    return lists


# --- stand-ins


class StarletteQueryParams(Mapping[str, str]):
    """`starlette.datastructures.QueryParams`: a mapping to the last value."""

    def __init__(self, pairs: Pairs) -> None:
        self._list = pairs

    def __getitem__(self, name: str) -> str:
        return dict(self._list)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict(self._list))

    def __len__(self) -> int:
        return len(dict(self._list))

    def multi_items(self) -> Pairs:
        return list(self._list)

    def getlist(self, name: str) -> list[str]:
        return [value for each, value in self._list if each == name]


class WerkzeugMultiDict(dict[str, Any]):
    """`werkzeug.datastructures.MultiDict`: a dict that holds lists and shows the first of each."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__(by_name(pairs))

    def __getitem__(self, name: str) -> str:
        first: str = super().__getitem__(name)[0]
        return first

    def items(self, multi: bool = False) -> Any:
        for name, values in super().items():
            for value in values if multi else values[:1]:
                yield name, value

    def values(self) -> Any:
        return (values[0] for values in super().values())

    def lists(self) -> Iterator[tuple[str, list[str]]]:
        for name, values in super().items():
            yield name, list(values)

    def getlist(self, name: str) -> list[str]:
        return list(super().get(name, ()))


class DjangoQueryDict(dict[str, Any]):
    """`django.http.QueryDict`: a dict that holds lists and shows the last of each."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__(by_name(pairs))

    def __getitem__(self, name: str) -> Any:
        values = super().__getitem__(name)
        return values[-1] if values else []

    def items(self) -> Any:
        return ((name, self[name]) for name in self)

    def values(self) -> Any:
        return (self[name] for name in self)

    def lists(self) -> Iterator[tuple[str, list[str]]]:
        return iter(super().items())

    def getlist(self, name: str) -> list[str]:
        return list(super().get(name, ()))


class SanicRequestParameters(dict[str, Any]):
    """`sanic.request.RequestParameters`: a dict of lists of which only `get` shows the first."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__(by_name(pairs))

    def getlist(self, name: str) -> list[str]:
        return super().get(name) or []


class MultiDictProxy(Mapping[str, str]):
    """`multidict.MultiDictProxy`: keys, values, items and length of all pairs."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs

    def __getitem__(self, name: str) -> str:
        return self.getall(name)[0]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def getall(self, name: str) -> list[str]:
        return [value for each, value in self._pairs if each == name]


# --- the frameworks


def starlette(pairs: Pairs) -> Any:
    return import_module("starlette.datastructures").QueryParams(pairs)


def werkzeug(pairs: Pairs) -> Any:
    return import_module("werkzeug.datastructures").MultiDict(pairs)


def django(pairs: Pairs) -> Any:
    settings = import_module("django.conf").settings
    if not settings.configured:
        settings.configure()
    return import_module("django.http").QueryDict(urlencode(pairs))


def multidict(pairs: Pairs) -> Any:
    module = import_module("multidict")
    return module.MultiDictProxy(module.MultiDict(pairs))


STAND_INS: dict[str, Callable[[Pairs], Any]] = {
    "like Starlette": StarletteQueryParams,
    "like Werkzeug": WerkzeugMultiDict,
    "like Django": DjangoQueryDict,
    "like Sanic": SanicRequestParameters,
    "like multidict": MultiDictProxy,
}
INSTALLED: dict[str, Callable[[Pairs], Any]] = {
    make.__name__: make
    for make in (starlette, werkzeug, django, multidict)
    if find_spec(make.__name__)
}
FRAMEWORKS = STAND_INS | INSTALLED
of_each_framework = pytest.mark.parametrize("multi_dict", FRAMEWORKS.values(), ids=FRAMEWORKS)


@of_each_framework
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "a b c d"),
        ("user_id=user_2", "b"),
        ("user_id=", "d"),
        ("user_id__in=user_1&note=call&user_id__in=user_3&user_id__in=", "a"),
        ("user_id__in=user_1&user_id__in=user_2,user_3", "a b c"),
        ("note=call+back&_limit=5", "a"),
    ],
)
def test_a_multi_dict_asks_as_its_query_string(
    multi_dict: Callable[[Pairs], Any], query: str, found: str
) -> None:
    params = multi_dict(parse_qsl(query, keep_blank_values=True))
    assert ids(DEALS, params) == ids(DEALS, query) == found
    assert [row["id"] for row in Collection(DEALS).select(params)] == found.split()


@of_each_framework
def test_no_value_of_a_repeated_parameter_is_lost(multi_dict: Callable[[Pairs], Any]) -> None:
    twice = multi_dict([("status_type", "won"), ("user_id", "user_1"), ("status_type", "lost")])
    assert faults(twice) == [("status_type", "duplicate_parameter")]


def test_a_mapping_of_ones_own_is_no_multi_dict() -> None:
    """An attribute alone does not make one: the class needs the method."""

    class Params(dict[str, str]):
        lists = None

    params = Params(user_id="user_1")
    params.getall = "no method"  # type: ignore[attr-defined]  # as classes without slots allow
    assert ids(DEALS, params) == "a"
