"""Furniture: lines of the page's furniture and the byline go from a raw body."""

from dataclasses import replace

from crawler.extract.boilerplate import is_furniture_line, tail_start
from crawler.extract.bylines import parse_byline
from crawler.extract.text import fold
from crawler.items import Article


class Furniture:
    """Cuts the tail and single lines of furniture; a byline at the end becomes authors."""

    def process_item(self, item: Article) -> Article:
        if item.provenance or not item.body:
            return item
        lines = item.body.split("\n\n")
        if not item.title:
            item, lines = replace(item, title=lines[0]), lines[1:]
        elif lines and fold(lines[0]) == fold(item.title):
            lines = lines[1:]
        lines = lines[: tail_start(lines)]
        lines = [line for line in lines if not is_furniture_line(line)]
        found = parse_byline(lines[-1]) if lines else None
        if found:
            lines = lines[:-1]
            item = replace(
                item,
                authors=item.authors or found.authors,
                source=item.source or found.source,
            )
        return replace(item, body="\n\n".join(lines) or None)
