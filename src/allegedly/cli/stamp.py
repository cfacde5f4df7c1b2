"""`allegedly stamp`: time stamps on the log's checkpoint, by the authorities of the settings."""

import typer

from allegedly.cli.desk import JsonOption, StoreOption

EXAMPLES = ("allegedly stamp", "allegedly stamp --json")


def stamp(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Ask every configured authority to stamp the newest checkpoint, and again for what is still pending."""
    from allegedly.preserve.keeper import kept_beside
    from allegedly.preserve.stamps import asked
    from allegedly.preserve.stamps import stamp as stamped
    from allegedly.settings import read_settings
    from allegedly.store import Store

    settings = read_settings(store=store)
    if not settings.authorities:
        raise typer.BadParameter("no authority is configured: see `authorities` in docs/preserve.md")
    authorities = [asked(one.name, one.url, one.certificate) for one in settings.authorities]
    desk = Store.open(settings.store)
    kept_beside(desk, settings.archive, settings.operator).seal()
    done = stamped(desk, authorities)
    desk.close()
    if as_json:
        from allegedly.cli.desk import json_lines

        json_lines(
            {"authority": s.authority, "size": s.size, "state": s.state, "at": s.at, "told": s.told} for s in done
        )
    else:
        for one in done:
            when = f"stamped {one.at:%Y-%m-%d %H:%M:%S} UTC" if one.state == "stamped" else f"pending: {one.told}"
            typer.echo(f"{one.authority}, checkpoint {one.size}: {when}")
        if not done:
            typer.echo("Every authority has stamped the newest checkpoint already.")
    if any(one.state == "pending" for one in done):
        raise typer.Exit(1)
