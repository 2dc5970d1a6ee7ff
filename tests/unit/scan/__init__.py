"""Tests of `oppquery.scan`: the one-shot engine."""
