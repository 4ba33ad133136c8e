"""Lists of names: taken apart, freed of what is no name, each in its fullest spelling."""

import re
from collections.abc import Iterable, Sequence

from crawler.extract.agencies import is_agency, is_host, is_nobody, is_role, is_team, is_wire
from crawler.extract.chinese import is_outlet
from crawler.extract.credits import split_credits, without_verb
from crawler.extract.offices import is_organisation, without_titles
from crawler.extract.persons import INITIALS, is_name, is_spelt_as_name, is_word_of_names
from crawler.extract.text import clean, fold
from crawler.extract.toneless import toneless

_SEPARATORS = re.compile(
    r"\s+[-–—|]\s+|\s*[;,|•·、]\s*(?:(?:and|und|&)\s+)?|\s+(?:và|and|&|und|(?-i:et|y|og|och|ve))\s+|\s*\n\s*",
    re.I,
)
_NO_NAME = re.compile(r"\S*@\S+|https?://\S+|\([^)]*\)")
_ODD = re.compile("[@(/]")
_NO_LETTERS = re.compile("[<>《》?？!！]")
"""What stands in no name."""
_PLACEHOLDERS = frozenset("name author unknown null undefined none".split())
"""What a template says where nobody is stated."""
_BY = re.compile(
    r"\A\W*(?:by|(?:(?:được )?(?:viết|đăng) )?bởi|theo|von|par|por|di|door|av)(?:\s+|\Z)", re.I
)
_FOR = re.compile(r"\s+(?:for|from)\s+(?:\S+\.\w+|(?-i:[A-Z])[^;,]*)(?=[;,]|\Z)", re.I)
"""For which site somebody wrote."""
_BEHIND = re.compile(
    r",\s*(?:Ph\.?D\.?|M\.?D\.?|M\.?Sc?\.?|M\.?A\.?|B\.?Sc?\.?|B\.?A\.?|RDN?|RN|MPH|MBA|JD|DDS|DVM|CPA"
    r"|LL\.?M\.?|Esq\.?)(?=\s*(?:[,;]|\Z))"
)
"""Degrees behind a name in English."""
_SIGNS = re.compile("[\\s®™©★☆\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]+\\Z")
"""What stands behind a name and is no letter: a mark, a heart."""
_HAN = "\u4e00"
_SHORT = 4
"""Characters of the longest abbreviation in small letters."""
_KOREAN = re.compile(r"([가-힣]{2,5}) ?(?:기자|특파원|논설위원)(?: \S+@\S+)?\Z")
"""A name, what he is ("reporter") and perhaps his address."""
_CHINESE = re.compile(
    r"(?:(?:本报)?(?:记者|通讯员)|作者|文)?[:： ]*([一-鿿·]{2,5})[ /]?(?:综合报道|报道|编译|供稿|摄影报道)\Z"
)


def split_names(text: str) -> list[str]:
    """The names in a line of names, degrees and ranks apart."""
    parts = (without_titles(name).strip(" ,") for name in _parts(text))
    return [name for name in parts if name]


def _parts(text: str) -> list[str]:
    """What separators tell apart in `text`, a dash without blanks between two full names too."""
    found: list[str] = []
    for part in map(str.strip, _SEPARATORS.split(text)):
        one, dash, other = part.partition("-")
        found += [one, other] if dash and " " in one and " " in other else [part]
    return [part for part in found if part]


def asian_reporter(text: str) -> str | None:
    """The name in a line that a Korean or Chinese reporter signs: `박두리 특파원`, `明德 报道`."""
    found = _KOREAN.match(text) or _CHINESE.match(text)
    return found[1] if found else None


def clean_authors(raw: str | Iterable[str], site_names: Sequence[str] = ()) -> tuple[str, ...]:
    """Names out of texts that are known to name authors; roles, agencies, the site itself go."""
    known = {fold(name) for name in site_names if name}
    desks = tuple(f"{fold(name)} " for name in site_names if name[:1].isupper())
    authors: dict[str, str] = {}
    wired = False
    for text in (raw,) if isinstance(raw, str) else raw:
        parts = _parts(_unlabelled(text))
        first = clean(parts[0]) if parts else ""
        site = fold(first) in known or is_host(first)
        wired = wired or is_agency(first) or is_wire(first)
        office = len(parts) > 1 and is_organisation(first)
        for part in parts:
            name = _bare(part)
            key = fold(name)
            if " " not in name and (site or wired and not is_word_of_names(name)):
                continue  # a place behind the name of the site, or of an agency
            if office and not is_name(name):
                continue  # what else it is an office of
            if key and not key.startswith(desks) and _is_person(name):
                authors.setdefault(key, name)
    found = without_site(tuple(authors.values()), site_names)
    # who keeps a site may be called as its address is; beside others that is the paper
    return tuple(name for name in found if fold(name).replace(" ", "") not in known) or found


def without_site(names: Sequence[str], site_names: Sequence[str]) -> tuple[str, ...]:
    """`names` without the site's own, with or without other words around it (`Ediciones El País`,
    `网易` of `网易财经`); one word of it alone tells nothing, since it may be a name."""
    known = {fold(name) for name in site_names}
    whole = [f" {key} " for key in known if " " in key]
    keys = ((name, fold(name)) for name in names)
    return tuple(
        name
        for name, key in keys
        if key not in known and not any(site in f" {key} " for site in whole)
        if not (key > _HAN and any(site.startswith(key) for site in known))
    )


def _unlabelled(text: str) -> str:
    """`text` without what stands before and behind the names: labels, addresses, brackets."""
    if _ODD.search(text):
        text = _NO_NAME.sub(" ", text)
    if "," in text:
        text = _BEHIND.sub("", text)
    text = without_verb(_BY.sub("", text, count=1))
    credits = split_credits(text)
    for works in (("text",), ("photos", "other")):
        if found := [credit.who for credit in credits if credit.work in works]:
            return _FOR.sub("", "; ".join(found))
    return ""


def _bare(text: str) -> str:
    name = _SIGNS.sub("", clean(text))
    name = without_titles(name if INITIALS.match(name) else name.strip(" .|/-–—:")).strip(" ,")
    return asian_reporter(name) or name


def _is_person(name: str) -> bool:
    """False for a role, an agency, an office, an address, and what has no name's size."""
    if not 2 <= len(name) <= 60 or len(name.split()) > 6 or any(c.isdigit() for c in name):
        return False
    if _NO_LETTERS.search(name) or fold(name) in _PLACEHOLDERS:
        return False
    if (
        is_agency(name.partition("/")[0].strip())
        or is_wire(name)
        or is_host(name)
        or is_organisation(name)
        or is_outlet(name)
    ):
        return False
    if is_nobody(name) or _is_account(name):
        return False
    if name[0].isupper() and not is_spelt_as_name(name):
        return is_team(name)  # `Tin tức`
    return not is_role(name) or is_team(name)


def _is_account(name: str) -> bool:
    """True for what somebody logs in with: `nhungnt`."""
    return len(name) > _SHORT and name.isascii() and name.isalpha() and name.islower()


def fullest_names(names: Sequence[str], shown: Iterable[str]) -> tuple[str, ...]:
    """`names`, each as the fullest of its spellings in `shown`, texts that name authors too:
    `H. Thu` and `Hoang Thu` are `Hoàng Thu` where the page prints that as well."""
    others = [name for text in shown for name in split_names(clean(text))]
    return tuple(
        dict.fromkeys(
            max([name, *(other for other in others if _is_spelling(other, name))], key=_fullness)
            for name in names
        )
    )


def _fullness(name: str) -> tuple[int, int]:
    return len(name), sum(not letter.isascii() for letter in name)


def _is_spelling(one: str, other: str) -> bool:
    """True for two spellings of one name: without diacritics, with initials for words."""
    words, others = toneless(fold(one)).split(), toneless(fold(other)).split()
    return len(words) == len(others) and all(
        a == b or (1 in (len(a), len(b)) and a[0] == b[0])
        for a, b in zip(words, others, strict=True)
    )
