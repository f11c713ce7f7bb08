"""Build build/site/: README and docs/ as pages, and dbt's documentation of every model beside them.

    python tools/site.py            # the models as warehouse/ holds them; reads the five examples first where it is empty
    python tools/site.py FILE       # as the warehouse of another published file holds them

Everything lies in the folder: no page asks for anything from the network.
"""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

from orchestration import dbt
from orchestration.paths import DBT_PROJECT, PROJECT, WarehousePaths
from orchestration.warehouse import Warehouse

SITE = PROJECT / "build" / "site"
DBT_PAGE = "dbt.html"
STYLE = """
body { font: 16px/1.55 system-ui, sans-serif; color: #1c2733; max-width: 70em; margin: 0 auto; padding: 0 1em 4em }
nav { padding: 1em 0; border-bottom: 1px solid #d5dce4 } nav a { margin-right: 1.2em }
a { color: #1f5fa8 } img { max-width: 100% } code, pre { background: #f2f4f7; font-size: 0.9em }
pre { padding: 0.8em; overflow-x: auto } table { border-collapse: collapse; display: block; overflow-x: auto }
th, td { border: 1px solid #d5dce4; padding: 0.25em 0.6em; text-align: left; vertical-align: top }
"""


def page(markdown: str, pages: Iterable[tuple[str, str]]) -> str:
    """A Markdown text as an HTML page; `pages` are the links on top, as title and address.

    Links to other Markdown files lead to their pages, headings can be linked to as on GitHub.

    >>> '<h2 id="who-met-whom">Who met whom?</h2>' in page("## Who met whom?", [])
    True
    """
    reader = MarkdownIt("commonmark").enable("table")
    tokens = reader.parse(markdown)
    title = "Gipfel"
    for token, inside in itertools.pairwise(tokens):
        if token.type == "heading_open":
            words = "".join(part.content for part in inside.children or [])
            token.attrSet("id", re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-"))
            title = words if token.tag == "h1" else title
        for part in token.children or []:
            if part.type == "link_open":
                part.attrSet("href", _address(str(part.attrGet("href"))))
            if part.type == "image":
                part.attrSet("src", str(part.attrGet("src")).removeprefix("docs/"))
    links = "".join(f'<a href="{address}">{escape(name)}</a>' for name, address in pages)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>\n'
        f"<body><nav>{links}</nav>\n{reader.renderer.render(tokens, reader.options, {})}</body></html>\n"
    )


def build(warehouse: WarehousePaths, site: Path = SITE) -> list[Path]:
    """Write the whole site; returns its pages."""
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    sources = {"index.html": PROJECT / "README.md"} | {
        f"{file.stem}.html": file for file in sorted((PROJECT / "docs").glob("*.md"))
    }
    texts = {name: file.read_text(encoding="utf-8") for name, file in sources.items()}
    pages = [(_title(text), name) for name, text in texts.items()] + [("dbt: models and lineage", DBT_PAGE)]
    for name, text in texts.items():
        (site / name).write_text(page(text, pages), encoding="utf-8")
    shutil.copytree(PROJECT / "docs" / "images", site / "images")
    with Warehouse(warehouse).writing():
        shutil.copyfile(dbt.generate_docs(warehouse, DBT_PROJECT), site / DBT_PAGE)
    return sorted(site.glob("*.html"))


def _title(markdown: str) -> str:
    return markdown.partition("\n")[0].removeprefix("# ")


def _address(link: str) -> str:
    """Where a link between the files leads in the site; other links stay."""
    if "://" in link or link.startswith("#"):
        return link
    file, mark, part = link.removeprefix("docs/").removeprefix("../").partition("#")
    return re.sub(r"^README\.md$", "index.md", file).replace(".md", ".html") + mark + part


def main() -> None:
    paths = WarehousePaths.from_file(Path(sys.argv[1]) if sys.argv[1:] else None)
    if not paths.build.exists():
        subprocess.run([Path(sys.executable).with_name("gipfel"), "run", "--warehouse", paths.link], check=True)
    pages = build(paths)
    print(f"{len(pages)} pages. Open {SITE / 'index.html'}")


if __name__ == "__main__":
    main()
