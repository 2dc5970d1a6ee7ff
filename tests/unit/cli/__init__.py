"""Tests of `oppquery.cli`: the command line."""
