"""What a byline says: a short line that names authors, a source, or both."""

import re
from dataclasses import dataclass
from functools import lru_cache

from crawler.extract.agencies import (
    is_agency,
    is_nobody,
    is_role,
    is_staff,
    is_team,
    without_staff,
)
from crawler.extract.chinese import parse_roles
from crawler.extract.credits import (
    LONG,
    WORDS,
    Credit,
    Work,
    is_labelled_abroad,
    split_credits,
    without_verb,
)
from crawler.extract.namelists import asian_reporter, split_names
from crawler.extract.offices import MOST, part_office
from crawler.extract.persons import (
    CAPITAL,
    INITIALS,
    PLACES,
    is_name,
    is_opening_name,
    may_name,
    without_particles,
)
from crawler.extract.sources import is_vague, parse_address, parse_source, split_paper, split_source
from crawler.extract.text import ASIAN, fold

_CLOSING = re.compile(r"\s*(?:\./\.|/\.)\s*\Z")
"""What ends an official text, and now and then the name under it."""
_FORMS = frozenset("()（）-–—*●•■◆▪♦")
"""What bylines begin or end with that are told by their form."""
_NAMED = 4
"""Words at the beginning of a line of which one is of a name."""
_WORDS = WORDS | {
    *("theo", "nguồn", "trích", "source", "источник", "nhóm", "ban", "bbt", "btg", "tòa", "quản"),
    *("admin", "administrator", "pv", "ctv", "phóng", "cộng"),
    *("đại", "thượng", "trung", "thiếu"),
    *("ttxvn", "vna", "vns", "vietnam+", "vietnamplus"),
}
_LONGEST = 400
"""Characters of the longest line that only names a source with its address."""
_MOST = 4
"""Authors of one line."""
_RANKS: tuple[Work, ...] = ("text", "photos", "other", "editing")
"""Of a line that says more than one thing the first counts."""
_ARCHIVE = re.compile(
    r"\s*(?:tư liệu|t\.?l|internet|st|nvcc|minh h(?:ọa|oạ)|(?:tác giả|nhân vật|cơ sở|đơn vị)(?: cung cấp)?)\s*\Z",
    re.I,
)
"""What stands for a photographer who is not named."""
_MAIL = re.compile(r"[\s(,|–-]*(?:e-?mail\s*:?\s*)?\S+@\S+\.\w+\)?", re.I)
_FROM = re.compile(rf"\s*\((?:từ|tại) [{CAPITAL}][^()]{{1,40}}\)\Z")
"""Whence somebody writes, behind the name."""
_ORNAMENTS = "*●•■◆▪♦ "
_OPENING = re.compile(r"\s*[/,&]\s*|\s+(?:and|và|[-–—])\s+")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline states."""

    authors: tuple[str, ...] = ()
    source: str | None = None
    photographers: tuple[str, ...] = ()
    """They are the authors where nobody else is."""


def parse_byline(text: str) -> Byline | None:
    """Authors and source of a short line that is a byline; None for any other line."""
    if len(text) > MOST and ("http" not in text or len(text) >= _LONGEST):
        return None
    return _byline(text) if text else None


def _may_be(text: str) -> bool:
    """False where neither form nor words are such as a byline has: most lines are told so."""
    if text[0] in _FORMS or text[-1] in _FORMS or text[0] > ASIAN:
        return True
    words = text.split(None, _NAMED)
    first = words[0].rstrip(",:").casefold()
    if first in _WORDS or "." in first or "/" in text or "'" in text or "’" in text:
        return True
    return may_name(words[:_NAMED]) or text.rstrip(".").rpartition(" ")[2] in WORDS


@lru_cache(maxsize=2_000)
def _byline(text: str) -> Byline | None:
    """`parse_byline`, once for each of the short lines that several rooms ask about, and that the
    pages of a site share."""
    if not _may_be(text):
        return None
    if source := parse_address(text):
        return Byline((), source)
    text = _unwrapped(_CLOSING.sub("", _undressed(text)))
    if len(text) > MOST or text.endswith((":", "?", "!", ";")):
        return None
    who, office = part_office(text)
    if office and not is_agency(office) and (names := _names_of(who)):
        return Byline(names)
    if len(text) > LONG:
        return None
    if is_nobody(text):
        return Byline()
    if is_team(team := without_verb(text)):
        return Byline((team,))
    if name := asian_reporter(text):
        return Byline((name,))
    if text.lstrip("([")[:1] > ASIAN and (told := parse_roles(text)) is not None:
        return Byline(told)
    who, source = split_source(text)
    if source and (not who or is_agency(who) or fold(who) in PLACES):
        return Byline((), source)
    if not source and (source := parse_source(text)):
        return Byline((), None if is_vague(source) else source)
    return _signed(who, source)


def _undressed(text: str) -> str:
    """`text` without ornaments around it, and the place and the mail address behind a name."""
    text = text.strip(_ORNAMENTS)
    if text[:1] in "-–—" and text[-1:] in "-–—":
        text = text.strip("-–— ")
    text = _FROM.sub("", text) if text.endswith(")") else text
    return _MAIL.sub("", text) if "@" in text else text


def _unwrapped(text: str) -> str:
    """What a line holds that stands in brackets as a whole, where it names an author."""
    inner = text[1:-1]
    if text[:1] not in ("(", "（") or text[-1] not in ")）" or "(" in inner:
        return text
    labelled = any(credit.labelled for credit in split_credits(inner))
    return inner if labelled or is_name(inner) else text


def _names_of(who: str) -> tuple[str, ...]:
    """The names before an office; () where not all are names."""
    parts = (name for credit in split_credits(who) for name in split_names(credit.who))
    names = tuple(map(without_staff, parts))
    return names if all(map(is_name, names)) else ()


def _signed(text: str, source: str | None) -> Byline | None:
    """The byline of a line that consists of names, labels and what they are."""
    credits = split_credits(text)
    works = {credit.work for credit in credits}
    told = min(works, key=_RANKS.index, default=None)
    names: list[str] = []
    for credit in credits:
        if credit.work != told:
            continue
        found, paper = _names(credit, sure=bool(source))
        if found is None:
            return None
        if credit.labelled and is_labelled_abroad(text):
            found = _without_places(found)
        names += found
        if told == "text":
            source = source or paper
    if not credits or len(names) > _MOST:
        return None
    unique = tuple(dict.fromkeys(names))
    if told == "text":
        return Byline(unique, source)
    return Byline((), source, unique if told == "photos" else ())


def _names(credit: Credit, *, sure: bool) -> tuple[list[str] | None, str | None]:
    """(names, the agency or paper beside them) of what one label names; (None, None) where other
    words stand there."""
    if credit.work == "photos" and _ARCHIVE.match(credit.who):
        return [], None
    text, paper = split_paper(_without_verb(credit.who))
    if paper and not text:
        return [], paper
    bare = without_staff(text)
    said = split_names(bare)
    names = [without_staff(name) for name in said if not _is_desk(name, len(said))]
    agencies = [name for name in names if is_agency(name)]
    names = [name for name in names if name not in agencies]
    if not said or (agencies and not names and not credit.labelled):
        return None, None
    paper = paper or next(iter(agencies), None)
    if sure or credit.labelled or paper or bare != credit.who.strip(" |.,"):  # names stand here
        fits = all(is_name(without_particles(name), labelled=True) for name in names)
    else:
        fits = all(map(is_name, names))
    return (names, paper) if fits else (None, None)


def _without_verb(text: str) -> str:
    text = text.strip(" |")
    return text if INITIALS.match(text) else without_verb(text.strip(".,")).strip(" |.,")


def _is_desk(name: str, among: int) -> bool:
    """True for who stands for the paper; a team does where others have names."""
    return is_nobody(name) or is_staff(name) or (among > 1 and is_team(name))


def _without_places(names: list[str]) -> list[str]:
    """`names` without the words behind a full name: where its bearer writes."""
    full = bool(names) and " " in names[0]
    return [name for name in names if not full or " " in name]


def parse_opening(text: str) -> tuple[str, ...]:
    """The names in a line that stands where a signature does, such as no list tells: `Sáu Nghệ`,
    `JANE DOE/John Roe`; () for any other line."""
    names = [name.strip() for name in _OPENING.split(text)]
    if not 1 <= len(names) <= 3 or not all(map(is_opening_name, names)):
        return ()
    if is_role(text) or any(fold(name) in PLACES for name in (text, *names)):
        return ()
    return tuple(names)
