"""What the site needs beside its pages: a whole menu, the notebook as a page, and links that lead out of `docs/`."""

import json
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

NOTEBOOK = "frames.ipynb"
PAGE = "frames.md"
OUTWARD = re.compile(r"\[([^\]]+)\]\((?:\.\./)+([^)]+)\)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The menu as written, then decisions, then whatever page it does not name."""
    docs = Path(config.docs_dir)
    placed = json.dumps(config.nav)
    left = sorted(p.relative_to(docs).as_posix() for p in docs.rglob("*.md"))
    left = [p for p in left if f'"{p}"' not in placed]
    decided = [p for p in left if p.startswith("decisions/")]
    others = [p for p in left if p not in decided]
    groups = {"Decisions": decided, "More": others}
    config.nav = [*(config.nav or ()), *({name: pages} for name, pages in groups.items() if pages)]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The notebook as a page: its words, and its cells as blocks of code."""
    held = json.loads((Path(config.docs_dir) / NOTEBOOK).read_text("utf-8"))
    parts = []
    for cell in held["cells"]:
        source = "".join(cell["source"])
        parts.append(source if cell["cell_type"] == "markdown" else f"```python\n{source}\n```")
    parts.append(f"This page is a notebook: [{NOTEBOOK}]({NOTEBOOK}). A test runs it cell by cell.")
    files.append(File.generated(config, PAGE, content="\n\n".join(parts) + "\n"))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Links to the notebook lead to its page; what lies outside `docs/` is named, since the site does not hold it."""
    here = page.file.src_uri
    if here != PAGE:
        markdown = markdown.replace(f"({NOTEBOOK})", f"({PAGE})")
    up = here.count("/")

    def outward(link: re.Match[str]) -> str:
        climbs = link[0].count("../")
        return f"{link[1]} (`{link[2]}`)" if climbs > up else link[0]

    return OUTWARD.sub(outward, markdown)
