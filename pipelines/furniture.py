"""Furniture: lines of the page's furniture and the byline go from a raw body."""

from dataclasses import replace

from crawler.extract.boilerplate import is_furniture_line, tail_start
from crawler.extract.bylines import parse_byline
from crawler.extract.datelines import split_dateline
from crawler.extract.text import fold
from crawler.items import Article


class Furniture:
    """Leaves the article's own paragraphs: tail, furniture, repeats of title and lead go; a byline
    at the end becomes authors, the code before the first words the dateline."""

    def process_item(self, item: Article) -> Article:
        if item.provenance or not item.body:
            return item
        lines = item.body.split("\n\n")
        if not item.title:
            item, lines = replace(item, title=lines[0]), lines[1:]
        lines = lines[: tail_start(lines)]
        lines = [line for line in lines if not is_furniture_line(line)]
        for text in (item.title, item.lead):
            if text and lines and fold(lines[0]) == fold(text):
                lines = lines[1:]
        item, lines = _take_byline(item, lines)
        item, lines = _take_dateline(item, lines)
        return replace(item, body="\n\n".join(lines) or None)


def _take_byline(item: Article, lines: list[str]) -> tuple[Article, list[str]]:
    found = parse_byline(lines[-1]) if lines else None
    if not found:
        return item, lines
    authors, source = item.authors or found.authors, item.source or found.source
    return replace(item, authors=authors, source=source), lines[:-1]


def _take_dateline(item: Article, lines: list[str]) -> tuple[Article, list[str]]:
    opening = item.lead or (lines[0] if lines else "")
    code, rest = split_dateline(opening)
    if not code or not rest:
        return item, lines
    item = replace(item, dateline=item.dateline or code)
    return (replace(item, lead=rest), lines) if item.lead else (item, [rest, *lines[1:]])
