"""`allegedly explain`: what is read out of a text, by which rule, and what was let go. Nothing is kept."""

from typing import Annotated

import typer

from allegedly.cli.desk import JsonOption, console, json_lines

EXAMPLES = ("allegedly explain note.txt", "pbpaste | allegedly explain -", "allegedly explain post.json --json | head")


def explain(
    files: Annotated[list[str], typer.Argument(help="Texts in any format that `add` reads; - is standard input.")],
    fast: Annotated[bool, typer.Option("--fast", help="As `add --fast` reads: English without its parser.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show each claim of a text, its rule, what it rests on, and what was considered and let go."""
    from allegedly import pipeline
    from allegedly.cli.progress import tell
    from allegedly.methodology import sentences
    from allegedly.publish import explain as page
    from allegedly.read import Options
    from allegedly.settings import read_settings
    from allegedly.stages import Choice
    from allegedly.tally import Tally

    settings, tally = read_settings(extractor="fast" if fast else None), Tally()
    choice, shown = Choice(Options(max_chars=settings.max_chars), settings.extractor), 0
    for found, dropped in pipeline.explained(files, choice, tally):
        shown += 1
        if as_json:
            json_lines([found, *dropped])
            continue
        named = {c.rule for c in found.claims} | {a.rule for a in found.attributions}
        page.explained(found, dropped, sentences(named), console())
    if tally.rejections:
        tell(tally)
    if not shown:
        raise typer.Exit(1)
