"""The names at the head of a byline that goes on: `By ANNA BERG, Executive Editor | 7 June`."""

import re
from itertools import zip_longest

from crawler.extract.agencies import is_role
from crawler.extract.credits import label_abroad
from crawler.extract.months import MONTHS
from crawler.extract.persons import PARTICLES, is_capitalised, is_full_name
from crawler.extract.toneless import toneless

_BREAK = re.compile(r"\d|\s[-–—]\s|[@(|•·:]")
"""Behind it stands something else than names."""
_WORD = r"\s+(?:and|und|et|y|e|og|och|en|ve|i)\s+"
_AND = re.compile(rf"{_WORD}|&")
_BETWEEN = re.compile(rf"(\s*[,;/&]\s*|{_WORD})")
_WEEKDAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun|diens|donners|frei|sams|sonn)(?:day|tag)\Z"
    r"|montag\Z|mittwoch\Z",
    re.I,
)


def names_behind_label(text: str) -> tuple[str, ...]:
    """The full names right behind the label of `text`, a byline in another language than
    Vietnamese, up to the first thing that is no name: an office, a paper, a date; () where none is
    certain."""
    start = label_abroad(text)
    return leading_names(text, start) if start else ()


def leading_names(text: str, start: int = 0) -> tuple[str, ...]:
    """The full names that `text` begins with at `start`, up to the first thing that is none."""
    found = _BREAK.search(text, start)
    line = text[start : found.start() if found else len(text)].rstrip()
    if found and found[0].isdigit() and toneless(line.rpartition(" ")[2]).strip(".") in MONTHS:
        line = line.rpartition(" ")[0]
    names: list[str] = []
    comma = False
    for part, mark in zip_longest(*[iter(_BETWEEN.split(line))] * 2, fillvalue=""):
        name = _leading_name(part.split())
        if not is_full_name(name) or is_role(part) or (comma and not name.isupper()):
            break  # behind a comma alone stands a place, or a paper
        names.append(name)
        comma = "," in mark and not _AND.search(line)
        if name != part.strip(" ."):
            break  # his office, or whence he writes
    return tuple(names)


def _leading_name(words: list[str]) -> str:
    """The words at the beginning that are written as those of a name; where the first ones are in
    capitals, as long as they are."""
    loud = len(words) > 1 and words[0].isupper() and words[1].isupper()
    end = 0
    for place, word in enumerate(words, start=1):
        if word in PARTICLES:
            continue
        if not is_capitalised(word) or (loud and not word.isupper()) or _WEEKDAY.match(word):
            break
        end = place
    return " ".join(words[:end])
