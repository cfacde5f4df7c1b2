"""Measures that take a path to data and print what they saw. `python -m benchmarks --help`."""
