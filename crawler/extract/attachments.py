"""Files that an article offers."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from crawler.extract.document import Block, last_kept
from crawler.extract.text import clean
from crawler.extract.tree import raw_text
from crawler.extract.urls import absolute_url

_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|rar|zip)(?:$|\?)", re.I)
_LONGEST = 120
"""Characters of the longest name of a file."""
_BEHIND = 8
"""Blocks behind the text in which its files may be offered."""


def names_file(address: str) -> bool:
    """True for an address, or a name, that ends as one of a file does."""
    return _FILE.search(address) is not None


def links_of_text(
    root: etree._Element, container: etree._Element | None, blocks: Sequence[Block]
) -> Iterator[etree._Element]:
    """The links in which an article may offer files: in its text and right behind it, or anywhere
    on a page without a text."""
    if container is None:
        yield from root.iter("a")
        return
    yield from container.iter("a")
    last = last_kept(blocks, len(blocks))
    seen: set[etree._Element] = set()
    for block in blocks[last:]:
        if block.index >= last + _BEHIND:
            break
        if block.link and block.furniture is None and block.element not in seen:
            seen.add(block.element)
            links = list(block.element.iter("a"))
            yield from links
            if any(names_file(link.get("href") or "") for link in links):
                last = block.index  # the next file may stand in the next row


def find_files(links: Iterable[etree._Element], base: str) -> dict[str, str | None]:
    """URL of each file -> what the link to it says, in page order; `base`: what relative links
    start from."""
    found: dict[str, str | None] = {}
    for element in links:
        href = (element.get("href") or "").strip()
        said = raw_text(element)
        # an address may hide its kind, as /documents/d/guest/1544-tb-ubnd-pdf does
        named = "." in said and href[:1] not in ("", "#") and _names_file(clean(said))
        if (named or names_file(href)) and (url := absolute_url(base, href)):
            found.setdefault(url, clean(said) or None)
    return found


def _names_file(text: str) -> bool:
    """True for what a link says that names its file."""
    return len(text) < _LONGEST and names_file(text)
