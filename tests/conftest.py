"""Hypothesis profiles; HYPOTHESIS_PROFILE chooses one of dev (the default), ci, nightly.

A commit passes or fails for what it changes: dev and ci draw the same examples every time, and
nightly draws new ones.
"""

import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

sys.path.append(str(Path(__file__).parent.parent))
"""For the benchmarks, which no package installs; at the end, so that what is installed wins."""

SLOW_DATA = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)

settings.register_profile(
    "dev", max_examples=30, deadline=None, suppress_health_check=SLOW_DATA, derandomize=True
)
settings.register_profile(
    "ci", max_examples=50, deadline=None, suppress_health_check=SLOW_DATA, derandomize=True
)
settings.register_profile(
    "nightly", max_examples=5_000, deadline=None, suppress_health_check=SLOW_DATA
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
