"""The files that describe a site, as text: spider, row of portals.csv, fixture."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from itertools import takewhile
from typing import Any

from crawler.cms import CMSS
from crawler.extract.marks import marks_of
from crawler.items import Article
from crawler.newsite.survey import Page
from crawler.site import Site

PRINTED = tuple(takewhile(lambda name: name != "provenance", (f.name for f in fields(Article))))
"""Fields that a page decides: what `item.json` holds."""
_OF_A_PART = ("url", "caption", "credit", "after", "name")
_WIDTH = 100


def spider_text(name: str, site: Site, day: date) -> str:
    """The module of a spider with one site, formatted as `make format` would."""
    imports = ["from crawler.site import Site", "from crawler.spider import BulletinSpider"]
    if site.cms:
        imports.insert(0, f"from crawler.cms.{site.cms.name} import {site.cms.name.upper()}")
    if site.verified:
        imports = ["from datetime import date", "", *imports]
    lines = [
        f'"""{site.owner}. Drafted by `scrapy newsite` on {day}."""',
        "",
        *imports,
        "",
        "",
        f"class {name.capitalize()}Spider(BulletinSpider):",
        f'    name = "{name}"',
        "    sites = (",
        "        Site(",
        *_fields(site),
        "        ),",
        "    )",
    ]
    return "\n".join(lines) + "\n"


def _fields(site: Site) -> Iterator[str]:
    values = {
        "host": _quoted(site.host),
        "start": None if site.start == ("/",) else site.start,
        "cms": site.cms.name.upper() if site.cms else None,
        "owner": _quoted(site.owner),
        "id_patterns": site.id_patterns or None,
        "language": None if site.language == "vi" else _quoted(site.language or ""),
        "scheme": None if site.scheme == "https" else _quoted(site.scheme),
        "verified": f"date({site.verified:%Y, %-m, %-d})" if site.verified else None,
        "verified_by": _quoted(site.verified_by) if site.verified else None,
    }
    for name, value in values.items():
        if isinstance(value, tuple):
            prefix = "r" if name == "id_patterns" else ""
            yield from _tuple(name, [f'{prefix}"{text}"' for text in value])
        elif value:
            yield f"            {name}={value},"


def _tuple(name: str, items: Sequence[str]) -> Iterator[str]:
    line = f"            {name}=({', '.join(items)}{',' if len(items) == 1 else ''}),"
    if len(line) <= _WIDTH:
        yield line
        return
    yield f"            {name}=("
    yield from (f"                {item}," for item in items)
    yield "            ),"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def row_text(site: Site, province: str, kind: str, day: date) -> str:
    """The site's row of portals.csv."""
    start = [
        url if site.scheme == "http" else path
        for url, path in zip(site.start_urls, site.start, strict=True)
    ]
    cms = site.cms.name if site.cms else ""
    source = f"looked at by scrapy newsite on {day}"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(
        [site.host, province, kind, cms, " ".join(start), "active", source]
    )
    return out.getvalue()


def table_with(table: str, row: str) -> str:
    """The text of portals.csv with `row` in the place of that of its host, by host."""
    head, *rows = table.splitlines(keepends=True)
    host = row.partition(",")[0]
    kept = [other for other in rows if other.partition(",")[0] != host]
    at = next((n for n, other in enumerate(kept) if other.partition(",")[0] > host), len(kept))
    return "".join([head, *kept[:at], row, *kept[at:]])


def group_of(page: Page) -> str:
    """The folder of a page's fixture: its CMS where it shows one alone."""
    marks = marks_of(page.body)
    shown = {c.name for cms in CMSS for c in (cms, *cms.former) if c.shown_by(marks)}
    return shown.pop() if len(shown) == 1 else "general"


def fixture_text(page: Page, article: Article, day: date) -> str:
    """`item.json` of an article as the reader gives it, to be checked by hand."""
    told: dict[str, Any] = {
        "url": page.url,
        "origin": "as-served",
        "unchecked": f"the reader's own answer of {day}: compare each field, then strike this line",
        "note": f"An article of {article.site}.",
    }
    if page.encoding:
        told["encoding"] = page.encoding
    values = asdict(article)
    told["item"] = {name: _typed(name, values[name]) for name in PRINTED}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _typed(name: str, value: Any) -> Any:
    if name == "body":
        return value.split("\n\n") if value else None
    if name in ("images", "attachments"):
        return [{k: v for k, v in part.items() if k in _OF_A_PART or v} for part in value]
    return value.isoformat() if isinstance(value, datetime) else value
