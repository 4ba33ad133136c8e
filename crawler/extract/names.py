"""What names of classes and ids say of an element. Evidence, never proof: see `body`."""

import re
from collections.abc import Mapping

from lxml import etree

FURNITURE, CAPTION, FOREIGN, SPOKEN, UNSEEN, LEAD, TITLE, AUTHOR, DATE, TAGS, SECTION = (
    1 << bit for bit in range(11)
)

HIDDEN, HEAVY = 1, 2

_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|footer|foot|sidebar|side-?bar|related\w*|relate|share|sharing"
    r"|social\w*|breadcrumbs?|menu|navbar|navigation|nav|newsletter|subscri\w+|cookie\w*|popup"
    r"|modal|promo\w*|advert\w*|ads?|banner|sponsor\w*|taboola|outbrain|recommend\w*|most-?\w*read"
    r"|more-?news|read-?more|readmore|tags?|tag-?list|keywords?|tu-?khoa|toolbar|tools|paging"
    r"|pagination|login|rating|vote|poll|print|skip-link\w*|toc|widget|aside|trending"
    r"|popular|masthead|copyright|disclaimer|author-?bio|about-?author|feedback|binhluan"
    r"|binh-luan|lienquan|lien-quan|tinkhac|tin-khac|tin-lien-quan|chia-se|xem-them|quangcao"
    r"|quang-cao|other-?news|news-?other|relatedonenews|audio-?player|pswp|lightbox|gallery-nav"
    r"|follow-?\w*|signup|paywall|donat\w+|mostviewed|most-viewed|onesignal|app-download|teasers?"
    r"|suggest\w*|vjs-[\w-]+|video-(?:js|box|item|resource|player|inline|embed|wrap\w*|container)|jw-[\w-]+|plyr\w*|mejs\w*|mg(?:box|line|id)\w*|adm(?:zone|icro)\w*|onetrust\w*|consent\w*|gdpr\w*|didomi\w*)(?:$|[\s_-])"
    r"|(?:^|[\s_-])(?<!overflow-)(?<!overflow-[xy]-)(?<!label-)(?<!label-visually_)hidden(?:$|[\s_-])",
    re.I,
)
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:container|list|s?area|form|respond)?|cmts?|y-?kien|disqus\w*|onetrust\w*"
    r"|cookie\w*|consent\w*|gdpr\w*|didomi\w*|footer|copyright|taboola\w*|outbrain\w*|binhluan"
    r"|binh-luan|reactions?|respond|privacy)(?:$|[\s_-])",
    re.I,
)
_CAPTION = re.compile(
    r"caption|chu-?thich|chuthich|photo-?(?:desc|credit|note)|image[-_]?(?:desc|credit|note|title)"
    r"|img[-_]?(?:desc|note)|\bavatar-(?:desc|note)|media-?desc|pic-?desc|ghichu|(?:^|\s)fig(?:$|\s)",
    re.I,
)
_SPOKEN = re.compile(
    r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader(?:-text)?|hide-accessible"
    r"|element-invisible)(?:$|\s)",
    re.I,
)
_UNSEEN = re.compile(r"(?:^|\s)(?:hidden|hide|d-none)(?!\S)(?!.*(?:^|\s)d-\w+-(?!none)\w)", re.I)
_LATER = {
    LEAD: re.compile(
        r"sapo|(?:^|[\s_-])(?:lead|summary|standfirst|chapeau|headlines?-?desc|intro|dek|excerpt"
        r"|desc|description|tom-?tat|hometext|trich-?(?:dan|yeu)|chapo|post-summary|article__sapo|detail-sapo"
        r"|subtitle|article-intro|mota)(?:$|[\s_-])",
        re.I,
    ),
    TITLE: re.compile(r"(?<!sub)(?<!sub[-_])(?<!super)title|headline|heading|tieu-?de", re.I),
    AUTHOR: re.compile(
        r"(?<!quote[_-])(?<!comment[_-])(?<!form[_-])(?<!photo[_-])(?<!image[_-])author|byline"
        r"|tac-?gia|nguoi-?viet|writer|but-?danh|news-source|journalist|reporter",
        re.I,
    ),
    DATE: re.compile(r"date|time|ngay|publish|posted|thoi-?gian", re.I),
    SECTION: re.compile(
        r"bread|crumbs?(?![^\W_])|(?<![^\W_])cate?(?![^\W_])|category|chuyen-?muc|section|\bzone|kicker|rubri[ck]|topic",
        re.I,
    ),
    TAGS: re.compile(r"(?:^|[\s_-])(?:tags?|keywords?|tu-?khoa|tag-?list)(?:$|[\s_-])", re.I),
}
_VARIANT = re.compile(r"\S*:\S*")
"""A style for some case (`print:mx-0`, `md:hidden`): no name."""
_WORDS = re.compile("(?<=[a-z])(?=[A-Z])")
"""Between the words of a name that are written as one: `articleLead`."""
_LONGEST = 1000
"""A huge attribute says no more than its beginning."""
_MOST = 50_000
"""Names that are remembered; pages of a site share theirs."""


class _Flags(dict[str, int]):
    """Names -> what they say: a page has few, and a look-up is all that most cost."""

    def __init__(self, patterns: Mapping[int, re.Pattern[str]]) -> None:
        super().__init__()
        self._patterns = patterns

    def __missing__(self, names: str) -> int:
        if len(names) > _LONGEST:
            return self[names[:_LONGEST]]
        if len(self) > _MOST:
            self.clear()
        told = self._told(names)
        found = self[names] = sum(
            flag for flag, pattern in self._patterns.items() if pattern.search(told)
        )
        return found

    def _told(self, names: str) -> str:
        """What of `names` is looked at."""
        return _VARIANT.sub("", names) if ":" in names else names


class _Declared(_Flags):
    """The same of declarations of CSS."""

    def _told(self, names: str) -> str:
        return names


FLAGS = _Flags(
    {
        FURNITURE: _FURNITURE,
        CAPTION: _CAPTION,
        FOREIGN: _FOREIGN,
        SPOKEN: _SPOKEN,
        UNSEEN: _UNSEEN,
    }
)
"""FURNITURE, CAPTION, FOREIGN (what others wrote: comments, consent), SPOKEN (for screen readers
alone) and UNSEEN, or'ed, as the value of `class` or `id` suggests them."""


STYLES = _Declared(
    {
        HIDDEN: re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I),
        HEAVY: re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I),
    }
)
"""HIDDEN and HEAVY (how editors set in bold what they put into no <b>), or'ed, as the value of
`style` says: what comes from Word has one in each line, and mostly the same."""


class _Parted(_Flags):
    """The same with the words of `articleLead` told apart."""

    def __missing__(self, names: str) -> int:
        found = self[names] = super().__missing__(_WORDS.sub("-", names[:_LONGEST]))
        return found


_NAMED = {
    flag: (_Parted if flag == LEAD else _Flags)({flag: pattern}) for flag, pattern in _LATER.items()
}
_NAMING = frozenset(("class", "id", "itemprop", "rel", "data-testid", "data-component"))


def is_named(element: etree._Element, flag: int) -> bool:
    """True where class, id, rel or itemprop of `element` name it LEAD, TITLE, ..."""
    named = _NAMED[flag]
    for attribute in element.keys():
        if attribute in _NAMING and (names := element.get(attribute)) and named[names]:
            return True
    return False


def named_around(element: etree._Element, flag: int, steps: int) -> bool:
    """True where `element` or one of the next `steps - 1` around it is named so."""
    node: etree._Element | None = element
    for _ in range(steps):
        if node is None:
            return False
        if is_named(node, flag):
            return True
        node = node.getparent()
    return False
