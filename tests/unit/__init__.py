"""Tests of one room of the package each; beside the folders those of the package as a whole."""
