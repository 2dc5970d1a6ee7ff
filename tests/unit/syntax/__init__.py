"""Tests of `oppquery.syntax`: the ways to write a request."""
