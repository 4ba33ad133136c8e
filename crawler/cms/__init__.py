"""The registry of CMSs, written out by hand, and which of them a page looks like."""

from collections.abc import Sequence

from crawler.site import Cms

CMSS: tuple[Cms, ...] = ()


def recognise(html: bytes, registry: Sequence[Cms] = CMSS) -> Cms | None:
    """The CMS of which the page shows at least two tell-tales (or the only one); else None."""
    for cms in registry:
        seen = sum(mark.encode() in html for mark in cms.tell_tales)
        if seen >= min(2, len(cms.tell_tales)) and seen:
            return cms
    return None
