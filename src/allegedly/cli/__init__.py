"""The command line: thin commands, no logic. Heavy parts are imported inside the commands that need them."""

from allegedly.cli.app import main

__all__ = ["main"]
