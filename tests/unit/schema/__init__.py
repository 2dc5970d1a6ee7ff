"""Tests of `oppquery.schema`: what objects look like."""
