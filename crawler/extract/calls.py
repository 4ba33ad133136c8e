"""A function that is called where it stands, as Nuxt 2 writes the state of a page.

Its parameters stand for what is said more than once: `(function(a){return {title:a}}("..."))`.
"""

from typing import Any

from crawler.extract.literals import DEEPEST, Reader

_MOST = 200_000
"""Values that one call makes at most: what it names twice is made twice."""


def read_call(script: str, at: int) -> tuple[Any, int]:
    """What the function returns that is called at `at`, its parameters filled in, and where the
    call ends; None and `at` where nothing is called."""
    reader = Reader(script, at, {})
    reader.take("(")
    if not (reader.take("function") and reader.take("(")):
        return None, at
    names = reader.names()
    if not (names and reader.take("{")):
        return None, at
    body = reader.at
    reader.skip_block()
    reader.take(")")
    if not reader.take("("):
        return None, at
    bound = dict.fromkeys(names) | dict(zip(names, reader.items(")"), strict=False))
    return _Copies().of(_returned(Reader(script, body, bound)), 0), reader.at


def _returned(body: Reader) -> Any:
    """What a function returns whose body begins here; what it first adds to what is bound is
    added (`a.title="...";`)."""
    while (token := body.peek()) and token != "}":
        if body.take("return"):
            return body.value()
        if body.kind == "name" and isinstance(body.bound.get(token), dict | list):
            body.step()
            _assign(body, body.bound[token])
        body.skip()
        if not body.take(";") and not body.take(","):
            break
    return None


def _assign(body: Reader, owner: Any) -> None:
    key: Any = None
    if body.take("."):
        key = body.step()
    elif body.take("["):
        key = body.value()
        body.take("]")
    if not body.take("="):
        return
    value = body.value()
    if isinstance(owner, dict) and isinstance(key, str):
        owner[key] = value
    elif isinstance(owner, list) and isinstance(key, int):
        owner.append(value)


class _Copies:
    """Copies of a value that may hold itself, or one part many times."""

    def __init__(self) -> None:
        self._left = _MOST
        self._open: set[int] = set()

    def of(self, value: Any, depth: int) -> Any:
        """A copy in which each part stands once; None for what holds itself, is too deep or too
        much."""
        self._left -= 1
        if not isinstance(value, dict | list):
            return value
        if depth > DEEPEST or self._left < 0 or id(value) in self._open:
            return None
        self._open.add(id(value))
        copy: Any
        if isinstance(value, dict):
            copy = {key: self.of(part, depth + 1) for key, part in value.items()}
        else:
            copy = [self.of(part, depth + 1) for part in value]
        self._open.discard(id(value))
        return copy
