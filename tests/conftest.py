"""Which tests run: engines, hypothesis profiles, the quick ones.

HYPOTHESIS_PROFILE chooses one of dev (the default), ci (that of `--thorough`), nightly. A commit
passes or fails for what it changes: dev and ci draw the same examples every time, and nightly draws
new ones.
"""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

sys.path.append(str(Path(__file__).parent.parent))
"""For the benchmarks, which no package installs; at the end, so that what is installed wins."""

SLOW_DATA = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
QUICK_ROOMS = ("unit", "oracle")

settings.register_profile(
    "dev", max_examples=20, deadline=None, suppress_health_check=SLOW_DATA, derandomize=True
)
settings.register_profile(
    "ci", max_examples=50, deadline=None, suppress_health_check=SLOW_DATA, derandomize=True
)
settings.register_profile(
    "nightly", max_examples=5_000, deadline=None, suppress_health_check=SLOW_DATA
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--thorough",
        action="store_true",
        help="also ask collections with one kind of index forced off each; hypothesis profile ci",
    )


def pytest_configure(config: pytest.Config) -> None:
    usual = "ci" if config.getoption("thorough") else "dev"
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", usual))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if is_quick(item):
            item.add_marker(pytest.mark.quick)
    if not config.getoption("thorough"):
        left_out = [item for item in items if item.get_closest_marker("thorough")]
        items[:] = [item for item in items if item.get_closest_marker("thorough") is None]
        config.hook.pytest_deselected(items=left_out)


def is_quick(item: pytest.Item) -> bool:
    """Whether it is a test of a room or of an oracle for which hypothesis draws nothing."""
    room = item.path.relative_to(Path(__file__).parent).parts[0]
    drawn = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return room in QUICK_ROOMS and not drawn
