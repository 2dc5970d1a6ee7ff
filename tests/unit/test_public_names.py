"""What `import oppquery` shows: every public name, whether it is imported already or not."""

import dataclasses
import inspect
import subprocess
import sys
from collections.abc import Iterator

import pytest

import oppquery
from oppquery import ast, format_query, parse_query

TEXT = """
    note:(a or "b c") value >= $5 -status in (won, lost) user:me custom.x:*
    or not call(date:today *) foo sort:-value slice:1/2
"""


def python(program: str) -> str:
    """What a program prints in an interpreter of its own, in which nothing was imported yet."""
    command = [sys.executable, "-W", "error", "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_dir_shows_the_public_names_and_no_others() -> None:
    shown = [name for name in dir(oppquery) if not name.startswith("__")]
    assert shown == sorted([*oppquery.__all__, "ast"])
    assert {"__doc__", "__file__", "__path__", "__all__"} <= set(dir(oppquery))


def test_dir_is_the_same_before_anything_was_asked_for() -> None:
    assert python("import oppquery; print(dir(oppquery))").strip() == str(dir(oppquery))


def test_every_name_is_there_in_a_fresh_interpreter() -> None:
    program = "import oppquery as o; print([each for each in dir(o) if getattr(o, each) is None])"
    assert python(program) == "[]\n"


def test_a_star_imports_the_public_names_and_hides_no_module() -> None:
    printed = python("import ast; from oppquery import *; print(ast.__name__, *sorted(globals()))")
    module, *names = printed.split()
    assert module == "ast"
    assert set(oppquery.__all__) <= set(names)


def test_what_is_seldom_asked_for_is_not_imported() -> None:
    program = "import oppquery, sys; print({'lark', 'oppquery.collection'} & set(sys.modules))"
    assert python(program) == "set()\n"


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'oppquery' has no attribute 'lists'"):
        _ = oppquery.lists


def nodes(tree: object) -> Iterator[object]:
    """Every dataclass instance inside a tree, itself included."""
    if isinstance(tree, tuple):
        for each in tree:
            yield from nodes(each)
    elif dataclasses.is_dataclass(tree):
        yield tree
        for field in dataclasses.fields(tree):
            yield from nodes(getattr(tree, field.name))


def test_the_nodes_of_a_tree_are_public() -> None:
    tree = parse_query(TEXT)
    classes = {type(node) for node in nodes(tree)}
    assert {"And", "Or", "Not", "Condition", "Term", "Scope", "Word", "Phrase", "Items"} <= {
        each.__name__ for each in classes
    }
    for each in classes:
        assert getattr(ast, each.__name__) is each
        assert inspect.getdoc(each)
    assert parse_query(format_query(tree)) == tree
