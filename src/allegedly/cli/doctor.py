"""`allegedly doctor`: is everything there, and how is it mended?"""

import typer

from allegedly.cli.desk import JsonOption, StoreOption, console, json_lines

EXAMPLES = ("allegedly doctor", "allegedly doctor --store desk.db")


def doctor(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Check the installation and the store, and say how to mend what is wrong."""
    from allegedly.checkup import checkup
    from allegedly.settings import read_settings

    findings = checkup(read_settings(store=store).store)
    if as_json:
        json_lines(findings)
    else:
        out = console()
        for one in findings:
            mark = "[green]ok[/]   " if one.ok else "[bold red]FAULT[/]"
            out.print(mark, end=" ")
            out.print(f"{one.name}: {one.detail}", markup=False, soft_wrap=True)
            if one.mend:
                out.print(f"      mend it: {one.mend}", markup=False, soft_wrap=True)
    if not all(one.ok for one in findings):
        raise typer.Exit(1)
