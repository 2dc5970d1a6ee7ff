"""The hand-written definitions from which `tools.write_spec` writes `tests/spec/expected`."""
