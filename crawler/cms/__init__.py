"""The registry of CMSs, written out by hand, and which of them a page looks like."""

from collections.abc import Sequence

from crawler.cms.dnn import DNN
from crawler.cms.joomla import JOOMLA
from crawler.cms.liferay import LIFERAY
from crawler.cms.nukeviet import NUKEVIET
from crawler.cms.onecms import ONECMS
from crawler.cms.section import SECTION
from crawler.cms.slug_id import SLUG_ID
from crawler.cms.story import STORY
from crawler.cms.vccorp import VCCORP
from crawler.cms.wordpress import WORDPRESS
from crawler.extract.marks import Marks
from crawler.site import Cms

CMSS: tuple[Cms, ...] = (
    DNN,
    ONECMS,
    VCCORP,
    STORY,
    LIFERAY,
    JOOMLA,
    NUKEVIET,
    SECTION,
    SLUG_ID,
    WORDPRESS,
)


def recognise(marks: Marks, registry: Sequence[Cms] = CMSS) -> Cms | None:
    """The CMS, in the layout that the page shows, whose tell-tales it shows; else None."""
    for cms in registry:
        for layout in (cms, *cms.former):
            if layout.shown_by(marks):
                return layout
    return None
