"""`python -m oppquery` is the command line."""

import sys

from oppquery.cli import main

sys.exit(main())
