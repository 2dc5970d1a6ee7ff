"""How long `import oppquery` takes in a fresh process.

    python -m benchmarks.import_time [--repeat 10]

The clock runs inside the new process, round the import alone: starting the interpreter does not
count. Printed are the best and the median, in milliseconds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from statistics import median

PROGRAM = """
import time
start = time.perf_counter()
import oppquery
print(time.perf_counter() - start)
"""


def measure_import() -> float:
    """Seconds of one import in a process of its own."""
    command = [sys.executable, "-c", PROGRAM]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description="Import time of oppquery.")
    parser.add_argument("--repeat", type=int, default=10)
    seconds = [measure_import() for _ in range(parser.parse_args().repeat)]
    best, middle = min(seconds) * 1e3, median(seconds) * 1e3
    print(f"import oppquery: best {best:.1f} ms, median {middle:.1f} ms of {len(seconds)}")


if __name__ == "__main__":
    main()
