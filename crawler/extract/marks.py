"""What a page shows of the system that made it."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from lxml import etree

from crawler.extract.document import Blocks
from crawler.extract.metadata import Metadata
from crawler.extract.tree import parse_html

_CLASSES: Any = etree.XPath("//@class", smart_strings=False)
_IDS: Any = etree.XPath("//@id", smart_strings=False)


class Marks:
    """The names, addresses and generator of a page, to be asked `mark in marks`.

    Names stand as in the source (`class="story__heading"`); a mark with letters beyond ASCII is
    looked for in the page's text, one with a slash among the addresses. Searching these few kB
    instead of the page's bytes is what makes it cheap to ask for many.
    """

    def __init__(
        self, root: etree._Element, names: str | None = None, places: str | None = None
    ) -> None:
        self._root = root
        self._known_names = names
        self._known_places = places

    @classmethod
    def read(cls, root: etree._Element, page: Blocks, metadata: Metadata) -> "Marks":
        """Those of a page of which blocks and metadata are read already."""
        pictures = (block.image.get("src") for block in page.all if block.image is not None)
        generator = (f'content="{name}' for name in metadata.meta.get("generator", ()))
        places = {*metadata.places, *filter(None, pictures), *generator}
        return cls(root, _joined(page.classes, page.idents), "\n".join(places))

    def __contains__(self, mark: object) -> bool:
        if not isinstance(mark, str):
            return False
        if not mark.isascii():
            return mark in self._text
        return mark in (self._places if "/" in mark or mark.startswith("content=") else self._names)

    @cached_property
    def _names(self) -> str:
        if self._known_names is not None:
            return self._known_names
        return _joined({*_CLASSES(self._root)}, {*_IDS(self._root)})

    @cached_property
    def _places(self) -> str:
        if self._known_places is not None:
            return self._known_places
        places = set()
        for element in self._root.iter("link", "script", "img", "meta"):
            if element.tag != "meta":
                places.add(element.get("src") or element.get("href") or "")
            elif (element.get("name") or "").lower() == "generator":
                places.add(f'content="{element.get("content") or ""}')
        return "\n".join(places)

    @cached_property
    def _text(self) -> str:
        return etree.tostring(self._root, method="text", encoding="unicode")


def _joined(classes: Iterable[str], idents: Iterable[str]) -> str:
    names = ('"\nclass="'.join(("", *classes)), '"\nid="'.join(("", *idents)))
    return '"\n'.join((*names, ""))


def marks_of(html: bytes) -> Marks:
    """The marks of a page that is not parsed yet; those of an empty page where it cannot be."""
    try:
        return Marks(parse_html(html))
    except ValueError:
        return Marks(etree.Element("html"))
