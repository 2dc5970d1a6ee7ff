"""Tests of `oppquery.index`: the engine of a `Collection`."""
