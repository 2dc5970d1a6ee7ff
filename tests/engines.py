"""The ways to ask a request, each as functions of objects, parameters and keyword arguments.

A collection takes only objects with an `id` of their own, and none that holds bad data. So that
every case may run on it, an object without an id, or with that of another, gets one for the time
of the question, which is taken off the answer again.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import Any

import pytest
from hypothesis import note
from strategies.spellings import in_other_spellings

from oppquery import Collection, DataError, list_opportunities, select
from oppquery.index.registry import Index

OF_DATA = (*("status_changes", "leads", "related", "saved_searches", "custom_fields", "currency"),)
STAND_IN = "\x00stand-in "


@dataclass(frozen=True)
class Engine:
    """One way to ask: `list` gives a response, `select` the objects.

    `prepares` says that the objects are copied and checked before anything is asked.
    """

    name: str
    list: Callable[..., Any]
    select: Callable[..., Any]
    prepares: bool = False

    def __str__(self) -> str:
        return self.name


class NotAsked(Exception):
    """Raised by an engine of the laws that cannot hold the objects of a question."""


@dataclass(frozen=True)
class Prepared:
    """A collection made for one question, some kinds of index forced off.

    Where it `stands_in`, objects without an id get one for the time of the question; a question
    may read ids, so the laws do without.
    """

    off: tuple[Index, ...] = ()
    stands_in: bool = True

    def list(self, objects: Iterable[Any], params: Any = (), **options: Any) -> Any:
        return self._asked(Collection.list, objects, params, options)

    def select(self, objects: Iterable[Any], params: Any = (), **options: Any) -> Any:
        return self._asked(Collection.select, objects, params, options)

    def _asked(
        self, ask: Callable[..., Any], objects: Iterable[Any], params: Any, options: dict[str, Any]
    ) -> Any:
        known: dict[str, Any] = {}
        objects = list(objects)
        identified = [with_id(each, known) for each in objects]
        of_data = {name: value for name, value in options.items() if name in OF_DATA}
        if any(name.startswith(STAND_IN) for name in known):
            refuse_strangers(objects, of_data)
            if not self.stands_in:
                raise NotAsked
        of_request = {name: value for name, value in options.items() if name not in OF_DATA}
        try:
            collection = Collection(identified, **of_data)._without(*self.off)
            answer = ask(collection, params, **of_request)
            if isinstance(params, str | dict | list | tuple):
                assert ask(collection, params, **of_request) == answer, "asked again"
            return with_own_ids(answer, known)
        except DataError as error:
            own = known.get(error.id, error.id)
            own = None if own is MISSING else own
            raise DataError(error.index, own, error.field, error.value, error.reason) from None


def refuse_strangers(objects: list[Any], of_data: dict[str, Any]) -> None:
    """Raises the error of an object that is none of its kind, which an id would make one."""
    try:
        Collection(objects, **of_data)
    except DataError as error:
        if error.field == "":
            raise


def with_id(one: Any, known: dict[str, Any]) -> Any:
    """The object with an id that no other has; `known` keeps the one that it came with."""
    if not isinstance(one, Mapping):
        return one
    identity = one.get("id", MISSING)
    if isinstance(identity, str):
        identity = "".join(list(identity))
    if isinstance(identity, str) and identity not in known:
        known[identity] = identity
        return one
    if identity is not MISSING and identity is not None and not isinstance(identity, str):
        return one
    given = f"{STAND_IN}{len(known)}"
    known[given] = identity
    return {**one, "id": given}


MISSING = object()


def with_own_ids(answer: Any, known: Mapping[str, Any]) -> Any:
    """The answer with every object as it was given."""
    if isinstance(answer, list):
        return [with_own_ids(each, known) for each in answer]
    if not isinstance(answer, dict):
        return answer
    if isinstance(answer.get("id"), str) and answer["id"].startswith(STAND_IN):
        own = known[answer["id"]]
        answer = {name: value for name, value in answer.items() if name != "id"}
        return answer if own is MISSING else {**answer, "id": own}
    return {
        name: with_own_ids(value, known) if name in ("data", "objects") else value
        for name, value in answer.items()
    }


def prepared(name: str, *off: Index) -> Engine:
    engine = Prepared(off)
    return Engine(name, engine.list, engine.select, prepares=True)


ONE_SHOT = Engine("one-shot", list_opportunities, select)
PREPARED = (
    prepared("collection"),
    *(prepared(f"collection without {index}", index) for index in Index),
)
ENGINES = (ONE_SHOT, *PREPARED)
USUAL = ENGINES[:2]
IDENTIFIED = Prepared(stands_in=False)
LAWFUL = tuple(
    Engine(name, in_other_spellings(ask), in_other_spellings(ask_rows), prepares)
    for name, ask, ask_rows, prepares in (
        ("one-shot", list_opportunities, select, False),
        ("collection", IDENTIFIED.list, IDENTIFIED.select, True),
    )
)
"""Engines that laws are about; some questions reach them in members of an `Enum` of texts."""


def usual_and_thorough() -> list[Any]:
    """Every engine as a value to parametrize by, those without some index if `--thorough`."""
    unusual = [pytest.param(engine, marks=pytest.mark.thorough) for engine in PREPARED[1:]]
    return [*USUAL, *unusual]


def on_every_engine(law: Callable[..., None]) -> Callable[..., None]:
    """A law about one engine, as one that asks the same question of all that laws are about."""

    @wraps(law)
    def about_all(*args: Any, **kwargs: Any) -> None:
        for engine in LAWFUL:
            note(f"asked of {engine}")
            with suppress(NotAsked):
                law(engine, *args, **kwargs)

    signature = inspect.signature(law)
    others = list(signature.parameters.values())[1:]
    about_all.__signature__ = signature.replace(parameters=others)
    return about_all
