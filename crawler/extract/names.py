"""What names of classes and ids say of an element. Evidence, never proof: see `body`."""

import re

FURNITURE, CAPTION, FOREIGN = 1, 2, 4

_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|footer|foot|sidebar|side-?bar|related\w*|relate|share|sharing"
    r"|social\w*|breadcrumbs?|menu|navbar|navigation|nav|newsletter|subscri\w+|cookie\w*|popup"
    r"|modal|promo\w*|advert\w*|ads?|banner|sponsor\w*|taboola|outbrain|recommend\w*|most-?\w*read"
    r"|more-?news|read-?more|readmore|tags?|tag-?list|keywords?|toolbar|tools|paging|pagination"
    r"|login|rating|vote|poll|print|hidden|skip-link\w*|toc|widget|aside|trending|popular|masthead"
    r"|copyright|disclaimer|author-?bio|about-?author|feedback|binhluan|binh-luan|lienquan"
    r"|lien-quan|tinkhac|tin-khac|tin-lien-quan|chia-se|xem-them|quangcao|quang-cao|other-?news"
    r"|news-?other|relatedonenews|audio-?player|pswp|lightbox|gallery-nav|follow-?\w*|signup"
    r"|paywall|donat\w+|mostviewed|most-viewed|onesignal|app-download|teasers?|suggest\w*"
    r"|onetrust\w*|consent\w*|gdpr\w*|didomi\w*)"
    r"(?:$|[\s_-])",
    re.I,
)
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:container|list|s?area|form|respond)?|disqus\w*|onetrust\w*|cookie\w*"
    r"|consent\w*|gdpr\w*|didomi\w*|footer|copyright|taboola\w*|outbrain\w*|binhluan|binh-luan"
    r"|reactions?|respond|privacy)(?:$|[\s_-])",
    re.I,
)
_CAPTION = re.compile(
    r"caption|chu-?thich|chuthich|photo-?(?:desc|credit|note)|image-?(?:desc|credit|note|title)"
    r"|img-?(?:desc|note)|\bavatar-(?:desc|note)|media-?desc|pic-?desc|ghichu|PhotoCMS_Caption",
    re.I,
)
_known: dict[str, int] = {"": 0}
_MOST = 50_000
"""Names that are remembered; pages of a site share theirs."""


def _flags(names: str) -> int:
    found = _known.get(names)
    if found is None:
        if len(_known) > _MOST:
            _known.clear()
        short = names[:1000]  # a huge attribute says no more than its beginning
        found = (
            bool(_FURNITURE.search(short)) * FURNITURE
            | bool(_CAPTION.search(short)) * CAPTION
            | bool(_FOREIGN.search(short)) * FOREIGN
        )
        _known[names[:1000]] = found
    return found


def name_flags(names: str | None, ident: str | None) -> int:
    """FURNITURE, CAPTION and FOREIGN (what others wrote: comments, consent), or'ed, as `class`
    and `id` of an element suggest them."""
    return (_flags(names) if names else 0) | (_flags(ident) if ident else 0)
