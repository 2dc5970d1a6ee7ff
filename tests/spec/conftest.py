"""Gives each test of this folder the spec cases that it takes, on the engines of the run."""

import pytest
from engines import ENGINES, USUAL

from spec.case_files import params_of_cases, params_on_engines


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    mark = metafunc.definition.get_closest_marker("spec_cases")
    if mark is None:
        return
    (holds,) = mark.args
    if "engine" in metafunc.fixturenames:
        asked = ENGINES if metafunc.config.getoption("thorough") else USUAL
        metafunc.parametrize(("case", "engine"), params_on_engines(holds, asked))
    else:
        metafunc.parametrize("case", params_of_cases(holds))
