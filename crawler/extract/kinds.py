"""What an element is to the walk over a page, by its tag."""

SKIP, BREAK, MEDIA, INLINE, LINK, BOLD, SPAN = range(1, 8)
KINDS = {
    **dict.fromkeys(
        "script style noscript template svg iframe object embed canvas select option textarea "
        "button input head math map audio nav dialog".split(),
        SKIP,
    ),
    **dict.fromkeys(("br", "hr"), BREAK),
    **dict.fromkeys(("img", "amp-img", "video"), MEDIA),
    **dict.fromkeys(
        "abbr acronym bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp "
        "small strike sub sup time tt u var wbr center-inline ruby rt rp nobr o:p source track "
        "st1:place st1:city st1:country-region picture".split(),
        INLINE,
    ),
    "a": LINK,
    **dict.fromkeys(("b", "strong"), BOLD),
    "span": SPAN,
}
"""Tag -> its kind; every other element is a block."""
