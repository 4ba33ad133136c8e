"""What a survey has shown, as the operator reads it."""

import re
from collections.abc import Iterator

from crawler.items import Article
from crawler.newsite.survey import Survey

FIELDS = ("title", "lead", "body", "published", "authors", "images", "section", "tags", "source",
          "language")  # fmt: skip
NONE = "-"
_DIGEST = re.compile(r":[0-9a-f]{16}\Z")


def tell(survey: Survey) -> Iterator[str]:
    """The site, where its articles are listed, and where each field of them comes from."""
    site = survey.site
    yield f"{site.host}: {site.owner}"
    yield f"  CMS           {site.cms.name if site.cms else 'none that is known'}"
    for name, places in (("feed", survey.feeds), ("sitemap", survey.sitemaps)):
        yield from _places(name, places)
    yield from _places("section", survey.sections)
    yield f"  next page     {survey.next or 'none found'}"
    yield f"  id pattern    {' '.join(site.id_patterns) or _known(survey)}"
    for place, links in survey.links.items():
        yield f"  {len(links):4} articles  {place}"
    for place, why in survey.failed.items():
        yield f"  {why}  {place}"
    yield ""
    yield from table(list(survey.articles.values()))


def _places(name: str, places: list[str]) -> Iterator[str]:
    for place in places[:3]:
        yield f"  {name:13} {place}"
    if len(places) > 3:
        yield f"  {'':13} and {len(places) - 3} more"
    if not places:
        yield f"  {name:13} none found"


def _known(survey: Survey) -> str:
    idents = [article.id or "" for article in survey.articles.values()]
    if not idents or any(_DIGEST.search(ident) for ident in idents):
        return "none found: the whole address is the id"
    return f"not needed: {idents[0]}"


def table(articles: list[Article]) -> Iterator[str]:
    """Field x page: where the value came from, `-` where there is none, how many lack it."""
    rows = [["field", *(str(number) for number in range(1, len(articles) + 1)), "missing"]]
    for name in FIELDS:
        cells = [origin(article, name) for article in articles]
        missing = cells.count(NONE)
        rows.append([name, *cells, f"{missing} of {len(cells)}" if missing else ""])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    for number, article in enumerate(articles, 1):
        yield f"{number}  {article.url}"


def origin(article: Article, name: str) -> str:
    """Where the field came from; `-` where it is empty."""
    value = getattr(article, name)
    if not value:
        return NONE
    return article.provenance.get(name) or (str(len(value)) if name == "images" else "yes")
