"""Lists of names: taken apart, freed of what is no name, each in its fullest spelling."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from crawler.extract.agencies import (
    is_agency,
    is_host,
    is_nobody,
    is_role,
    is_staff,
    is_team,
    is_wire,
)
from crawler.extract.chinese import is_outlet, parse_roles
from crawler.extract.credits import DONE, split_credits, without_verb
from crawler.extract.offices import is_organisation, without_titles
from crawler.extract.persons import INITIALS, is_name, is_spelt_as_name, is_word_of_names
from crawler.extract.text import ASIAN, clean, fold
from crawler.extract.toneless import toneless

_SEPARATORS = re.compile(
    r"\s+[-–—|+]\s+|\s*[;,|•·、]\s*(?:(?:and|und|&)\s+)?"
    r"|\s+(?:và|and|&|und|(?-i:et|og|och|ve|dan|ja|és|și|και|и|та))\s+|\s*\n\s*",
    re.I,
)
_ALSO_IN_NAMES = re.compile(r"\s(?:y|e|i|a|en|і)\s")
"""Words for `and` that stand within names, too: `José Ortega y Gasset`."""
_NO_NAME = re.compile(r"\S*@\S+|https?://\S+|\([^)]*\)")
_ODD = re.compile("[@(/]")
_NO_LETTERS = re.compile("[<>《》?？!！:：]")
"""What stands in no name."""
_PLACEHOLDERS = frozenset("name author null undefined none".split())
"""What a template says where nobody is stated."""
_BY = re.compile(
    rf"\A\W*(?:(?:{DONE} )?(?:by|von|par|por|di|da|door|av|af|oleh|przez)"
    r"|(?:(?:được )?(?:viết|đăng) )?bởi|theo)(?:\s+|\Z)",
    re.I,
)
_FOR = re.compile(
    r"\s+(?:for|from|in|aus|avec)\s+(?:\S+\.\w+|(?-i:[A-Z])[^;,]*?)(?=[;,]|\s(?:and|und|et)\s|\Z)",
    re.I,
)
"""For which site somebody wrote, whence, and with which agency."""
_SUFFIX = re.compile(r",\s+(?=(?:Jr|Sr|II|III|IV)\b)")
_BEHIND = re.compile(
    r",\s*(?:Ph\.?D\.?|M\.?D\.?|M\.?Sc?\.?|M\.?A\.?|B\.?Sc?\.?|B\.?A\.?|RDN?|RN|MPH|MBA|JD|DDS|DVM|CPA"
    r"|LL\.?M\.?|Esq\.?)(?=\s*(?:[,;]|\Z))"
)
"""Degrees behind a name in English."""
_SIGNS = re.compile("[\\s®™©★☆\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]+\\Z")
"""What stands behind a name and is no letter: a mark, a heart."""
_SOURCE = re.compile(r"theo\s|(?:trích )?nguồn(?: tin)?\s*:", re.I)
"""How a part begins that says whence a text comes."""
_CAPITALS = re.compile(r"\s[A-Z]\w")
_HAN = "\u4e00"
_ABBREVIATED = re.compile(r"\s[A-ZĐ]\.\Z")
_SHORT = 4
"""Characters of the longest abbreviation in small letters."""
_KOREAN = re.compile(
    r"(?:[\[(][^\])=]{1,20}=[^\])=]{1,20}[\])]\s*)?([가-힣]{2,5}) ?(?:기자|특파원|논설위원)"
    r"(?: \S+@\S+)?(?:\s*=)?\Z"
)
"""A name, what he is ("reporter"), perhaps place and agency before it, his address behind it."""
_JAPANESE = re.compile(
    r"(?:(?:取材)?・?文(?:・写真)?[・／/＝:：]\s*)?([\u3040-\u30ff\u4e00-\u9fff々]{2,8}?)(?:記者|特派員|編集委員)?\Z"
)
_CHINESE = re.compile(
    r"(?:(?:本报)?(?:记者|通讯员)|作者|文)?[:： ]*([一-鿿·]{2,5})[ /]?(?:综合报道|报道|编译|供稿|摄影报道)\Z"
)


@lru_cache(maxsize=1_000)
def split_names(text: str) -> tuple[str, ...]:
    """The names in a line of names, degrees and ranks apart."""
    parts = (without_titles(name).strip(" ,") for name in _parts(text))
    return tuple(name for name in parts if name)


def _parts(text: str) -> list[str]:
    """What separators tell apart in `text`, a dash without blanks between two full names too."""
    found: list[str] = []
    for part in map(str.strip, _SEPARATORS.split(text)):
        for parted in (part.split("-", 1), _ALSO_IN_NAMES.split(part, 1)):
            if len(parted) > 1 and " " in parted[1] and " " in parted[0] and "/" not in parted[0]:
                found += parted
                break
        else:
            found.append(part)
    return [part for part in found if part]


def _unslashed(part: str) -> list[str]:
    """The names before and behind a slash; one word behind a full name is a paper or a place."""
    one, slash, other = map(str.strip, part.partition("/"))
    if not slash or " " not in one:
        return [part]
    return [one, other] if " " in other or is_word_of_names(other) else [one]


def asian_reporter(text: str) -> str | None:
    """The name in a line that a Korean or Chinese reporter signs: `박두리 특파원`, `明德 报道`."""
    found = _KOREAN.match(text) or _CHINESE.match(text)
    return found[1] if found else None


def clean_authors(raw: str | Iterable[str], site_names: Sequence[str] = ()) -> tuple[str, ...]:
    """Names out of texts that are known to name authors; roles, agencies, the site itself go."""
    if not raw:
        return ()
    known = {fold(name) for name in site_names if name}
    desks = tuple(f"{fold(name)} " for name in site_names if name[:1].isupper())
    authors: dict[str, str] = {}
    wired = False
    for text in (raw,) if isinstance(raw, str) else raw:
        parts = _named_in(text)
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


@lru_cache(maxsize=1_000)
def _named_in(text: str) -> tuple[str, ...]:
    """What a text that is known to name authors names, bit by bit; the pages of a site share them."""
    told = parse_roles(text) if text > ASIAN else None
    return told or tuple(name for part in _parts(_unlabelled(text)) for name in _unslashed(part))


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
        text = _SUFFIX.sub(" ", _BEHIND.sub("", text))
    text = without_verb(_BY.sub("", text, count=1))
    credits = split_credits(text)
    for works in (("text",), ("photos", "other")):
        if found := [credit.who for credit in credits if credit.work in works]:
            return _FOR.sub("", "; ".join(found))
    return ""


def _bare(text: str) -> str:
    name = _SIGNS.sub("", clean(text))
    dotted = INITIALS.match(name) or _ABBREVIATED.search(name)
    name = without_titles(name if dotted else name.strip(" .|/-–—:")).strip(" ,")
    if name > ASIAN and (found := _JAPANESE.match(name)):
        name = found[1]
    return asian_reporter(name) or name


@lru_cache(maxsize=1_000)
def _is_person(name: str) -> bool:
    """False for a role, an agency, an office, an address, and what has no name's size."""
    if not 2 <= len(name) <= 60 or len(name.split()) > 6 or any(map(str.isdigit, name)):
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
    if is_nobody(name) or is_staff(name) or _is_account(name) or _SOURCE.match(name):
        return False
    if not is_spelt_as_name(name) and (name[0].isupper() or _CAPITALS.search(name)):
        return is_team(name)  # `Tin tức`, `our own Jane Doe`
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
