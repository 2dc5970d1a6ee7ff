"""The hand-written definitions from which `write_spec.py` writes `tests/spec/*.json`."""
