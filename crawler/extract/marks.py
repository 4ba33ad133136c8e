"""What a page shows of the system that made it."""

from functools import cached_property
from typing import Any

from lxml import etree

from crawler.extract.document import parse_html

_CLASSES: Any = etree.XPath("//@class", smart_strings=False)
_IDS: Any = etree.XPath("//@id", smart_strings=False)


class Marks:
    """The names, addresses and generator of a page, to be asked `mark in marks`.

    Names stand as in the source (`class="story__heading"`); a mark with
    letters beyond ASCII is looked for in the page's text. Searching these few kB instead of the
    page's bytes is what makes it cheap to ask for many.
    """

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    def __contains__(self, mark: object) -> bool:
        return isinstance(mark, str) and mark in (self._names if mark.isascii() else self._text)

    @cached_property
    def _names(self) -> str:
        root = self._root
        classes = (f'class="{name}"' for name in {*_CLASSES(root)})
        ids = (f'id="{name}"' for name in {*_IDS(root)})
        places = set()
        for element in root.iter("link", "script", "img", "meta"):
            if element.tag != "meta":
                places.add(element.get("src") or element.get("href") or "")
            elif (element.get("name") or "").lower() == "generator":
                places.add(f'content="{element.get("content") or ""}')
        return "\n".join((*classes, *ids, *places))

    @cached_property
    def _text(self) -> str:
        return etree.tostring(self._root, method="text", encoding="unicode")


def marks_of(html: bytes) -> Marks:
    """The marks of a page that is not parsed yet; those of an empty page where it cannot be."""
    try:
        return Marks(parse_html(html))
    except ValueError:
        return Marks(etree.Element("html"))
