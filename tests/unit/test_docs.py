"""The examples in the docstrings are true, and the public names have some."""

import doctest
import importlib
import inspect
import pkgutil
from types import ModuleType
from typing import is_typeddict

import pytest

import oppquery


def modules() -> list[ModuleType]:
    """Every module of the package but the one that runs when it is imported."""
    names = [each.name for each in pkgutil.walk_packages(oppquery.__path__, "oppquery.")]
    return [oppquery, *map(importlib.import_module, sorted(set(names) - {"oppquery.__main__"}))]


def examples(module: ModuleType) -> list[doctest.DocTest]:
    return [test for test in doctest.DocTestFinder().find(module) if test.examples]


PUBLIC = {name: getattr(oppquery, name) for name in oppquery.__all__}
ANNOTATIONS = {name for name, public in PUBLIC.items() if is_typeddict(public)}


@pytest.mark.parametrize(
    "module", [each for each in modules() if examples(each)], ids=lambda module: module.__name__
)
def test_examples_run(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted > 0
    assert results.failed == 0


def test_there_are_examples_in_many_modules() -> None:
    assert sum(bool(examples(module)) for module in modules()) >= 8


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_every_module_and_every_name_it_exports_says_what_it_is(module: ModuleType) -> None:
    assert module.__doc__
    named = [
        value
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__ == module.__name__
    ]
    assert [value.__qualname__ for value in named if not value.__doc__] == []


@pytest.mark.parametrize("name", sorted(PUBLIC.keys() - ANNOTATIONS))
def test_every_public_name_has_an_example(name: str) -> None:
    assert ">>> " in (PUBLIC[name].__doc__ or "")


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_names_are_documented_and_typed(name: str) -> None:
    public = PUBLIC[name]
    assert public.__doc__
    if inspect.isfunction(public):
        parameters = inspect.signature(public).parameters
        assert set(public.__annotations__) == {*parameters, "return"}
