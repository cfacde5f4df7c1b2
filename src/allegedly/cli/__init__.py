"""The command line: thin commands, no logic. Heavy parts are imported inside the commands that need them."""

import sys

__all__ = ["main"]


def main() -> None:
    """Entry point. Exit status: 0 done, 1 the run failed or found nothing, 2 wrong use, 130 stopped by Ctrl-C."""
    try:
        from allegedly.cli.app import run  # here, so that Ctrl-C while it loads ends in no traceback

        run()
    except KeyboardInterrupt:
        print("Stopped by Ctrl-C.", file=sys.stderr)
        sys.exit(130)
