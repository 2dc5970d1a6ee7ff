"""Programs that write files of the repository; run in `tests/`: `python -m tools.write_spec`."""
