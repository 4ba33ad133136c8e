"""JavaScript as scripts write values: objects with bare keys, strings in any quotes.

What is no literal (a call, an expression, a function) is None. Each sign is read a few times at
most, and no script raises.
"""

import re
from collections.abc import Mapping
from typing import Any

_TOKEN = re.compile(
    r"""(?:\s+|/\*(?:.*?\*/|.*)|//[^\n]*)*+(?:
      (?P<string>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|`(?:[^`\\]|\\.)*+`)
    | (?P<number>(?:0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?![\w$]))
    | (?P<name>[\w$]+)
    | (?P<sign>\.\.\.|[^"'`]))""",
    re.S | re.X,
)
_ESCAPE = re.compile(
    r"\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|(\r\n|.))", re.S
)
_MEANT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}  # fmt: skip
_FILLED = re.compile(r"\$\{[^{}]*\}")
"""What a template leaves to a script."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_LONGEST = 18
"""Digits of the longest number that is read."""
DEEPEST = 100
"""Levels of nesting that are read."""


def read_literal(script: str, at: int) -> tuple[Any, int]:
    """The value that begins at `at`, and where it ends."""
    reader = Reader(script, at, {})
    return reader.value(), reader.at


class Reader:
    """Goes through a script by its tokens; `at` is where the next one begins."""

    def __init__(self, script: str, at: int, bound: Mapping[str, Any]) -> None:
        """`bound`: the values of names."""
        self.script = script
        self.at = at
        self.bound = bound
        self.kind = ""
        """Of the token looked at: string, number, name, sign; empty at the end."""
        self._token = ""
        self._known = -1
        self._next = at
        self._depth = 0

    def peek(self) -> str:
        """The next token; empty at the end, which a string is that is never closed."""
        if self._known != self.at:
            found = _TOKEN.match(self.script, self.at)
            self.kind = (found.lastgroup or "") if found else ""
            self._token = found[self.kind] if found else ""
            self._known, self._next = self.at, found.end() if found else len(self.script)
        return self._token

    def step(self) -> str:
        """The next token, passed."""
        token = self.peek()
        self.at = self._next
        return token

    def take(self, token: str) -> bool:
        """True where `token` is next; it is passed."""
        return self.peek() == token and bool(self.step())

    def skip(self) -> bool:
        """Passes what an expression goes on with, up to a comma, a semicolon or a bracket that
        closes another; True where there is any."""
        began, depth = self.at, 0
        while token := self.peek():
            if self.kind == "sign":
                if not depth and (token in _CLOSE or token in ",;"):
                    break
                depth += (token in _OPEN) - (token in _CLOSE)
            self.step()
        return self.at > began

    def skip_block(self) -> None:
        """Passes what stands in a bracket that is open, and the one that closes it."""
        self.skip()
        while self.peek() in (",", ";"):
            self.step()
            self.skip()
        self.step()

    def names(self) -> list[str]:
        """The names up to a bracket that closes, which is passed."""
        found = []
        while (token := self.step()) and token != ")":
            found += [token] if token != "," else []
        return found

    def value(self) -> Any:
        """The value that begins here; None for what is no literal."""
        parts = [self._primary()]
        while isinstance(parts[-1], str) and self.take("+"):
            parts.append(self._primary())
        if self.skip():
            return None
        if len(parts) > 1:
            return "".join(parts) if isinstance(parts[-1], str) else None
        return parts[0]

    def _primary(self) -> Any:
        """The value without what an operator adds to it."""
        if self._depth >= DEEPEST:
            return None
        self._depth += 1
        value = self._simple()
        self._depth -= 1
        return value

    def _simple(self) -> Any:
        token = self.peek()
        if self.kind == "string":
            return _decoded(self.step())
        if self.kind == "number":
            return _number(self.step())
        if self.kind == "name":
            return self._named(self.step())
        if token == "{":
            return self._object()
        if token in ("[", "("):
            self.step()
            found = self.items("]" if token == "[" else ")")
            return found if token == "[" else found[-1] if found else None
        if token == "!":  # `!0` is true
            self.step()
            inner = self._primary()
            return not inner if isinstance(inner, int) else None
        if token == "-":
            self.step()
            inner = self._primary()
            return -inner if isinstance(inner, int | float) else None
        return None

    def _named(self, name: str) -> Any:
        if name in ("true", "false"):
            return name == "true"
        if name == "new" and self.peek() and self.kind == "name":  # `new Date("2024-07-12")`
            self.step()
            arguments = self.items(")") if self.take("(") else []
            return arguments[0] if arguments else None
        if name == "void":
            self._primary()
            return None
        if name == "Array" and self.take("("):
            self.items(")")
            return []
        return self.bound.get(name)

    def items(self, end: str) -> list[Any]:
        """The values up to `end`, which is passed."""
        found: list[Any] = []
        while (token := self.peek()) and token != end:
            if self.take(","):
                continue
            found.append(self.value())
            if self.peek() not in (",", end):
                break
        self.take(end)
        return found

    def _object(self) -> dict[str, Any]:
        self.step()
        found: dict[str, Any] = {}
        while (token := self.peek()) and token != "}":
            if self.take(","):
                continue
            if self.kind == "sign":  # `...rest`, `[computed]: 1`
                self.skip()
            else:
                self._entry(found)
            if self.peek() not in (",", "}"):
                break
        self.take("}")
        return found

    def _entry(self, found: dict[str, Any]) -> None:
        """A key with its value; a name alone, `{title}`, is that of its value."""
        named = self.kind == "name"
        key = self.step() if named or self.kind == "number" else _decoded(self.step())
        if self.take(":"):
            found[key] = self.value()
        elif not self.skip() and named:  # else a method
            found[key] = self.bound.get(key)


def _number(token: str) -> int | float | None:
    if len(token) > _LONGEST:
        return None
    if token[:2] in ("0x", "0X"):
        return int(token, 16)
    return int(token) if token.isdecimal() else float(token)


def _decoded(token: str) -> str:
    """A string without its quotes and escapes."""
    text = token[1:-1]
    if token[0] == "`":
        text = _FILLED.sub("", text)
    if "\\" not in text:
        return text
    text = _ESCAPE.sub(_unescaped, text)
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if not code:
        return _MEANT.get(found[4], found[4])
    return chr(min(int(code, 16), 0x10FFFF))
