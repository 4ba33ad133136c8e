"""CSS selectors on one page.

A search of the whole tree costs a third of a parse, and a CMS names a dozen selectors. Nearly all
of them end in a class, a tag or the value of an attribute: what has it is found at once, and what
stands around those few is looked at upwards. Any other selector is searched for by libxml2.
"""

from collections.abc import Callable, Iterable, Set
from functools import lru_cache
from typing import Any, NamedTuple

import cssselect
from cssselect.parser import Attrib, Class, CombinedSelector, Element, Hash
from lxml import etree
from parsel.csstranslator import HTMLTranslator

_Test = Callable[[etree._Element], bool]


class _Unsupported(Exception):
    """What only the translation to XPath understands."""


_OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "=": lambda have, wanted: have == wanted,
    "~=": lambda have, wanted: wanted in have.split(),
    "*=": lambda have, wanted: bool(wanted) and wanted in have,
    "^=": lambda have, wanted: bool(wanted) and have.startswith(wanted),
    "$=": lambda have, wanted: bool(wanted) and have.endswith(wanted),
}
_FEW = 20
"""Elements of a class that are searched inside; of more, one may lie in the other."""


class _Plan(NamedTuple):
    """How one alternative of a selector is looked for: by the class or attribute in which it ends,
    inside a class that is around it, or by its tag, whichever is there first."""

    fits: _Test
    classes: frozenset[str]
    """All without which it selects nothing."""
    last: str | None
    attribute: tuple[str, str] | None
    around: str | None
    tag: str | None


@lru_cache(maxsize=1000)
def _search(css: str) -> Any:
    return etree.XPath(HTMLTranslator().css_to_xpath(css), smart_strings=False)


@lru_cache(maxsize=1000)
def _values(attribute: str) -> Any:
    return etree.XPath(f"//@{attribute}", smart_strings=False)


@lru_cache(maxsize=1000)
def _plans(css: str) -> tuple[_Plan, ...] | None:
    """One for each alternative; None where one of them needs a search. Raises ValueError for what
    is no selector."""
    try:
        parsed = cssselect.parse(css)
    except cssselect.SelectorError as error:
        raise ValueError(f"{css!r} is no CSS selector: {error}") from error
    try:
        return tuple(_plan(one.parsed_tree) for one in parsed)
    except _Unsupported:
        return None


def _plan(tree: Any) -> _Plan:
    fits = _test(tree)
    classes: set[str] = set()
    last = attribute = around = None
    while not isinstance(tree, Element):
        if isinstance(tree, CombinedSelector):
            outer = _plan(tree.selector)
            classes |= outer.classes
            around = outer.last or outer.around
            tree = tree.subselector
            continue
        if isinstance(tree, Class):
            last = tree.class_name
            classes.add(last)
        elif isinstance(tree, Hash):
            attribute = "id", tree.id
        elif tree.operator == "=":
            attribute = tree.attrib, tree.value.value
        tree = tree.selector
    if not (last or attribute or around or tree.element):
        raise _Unsupported
    return _Plan(fits, frozenset(classes), last, attribute, around, tree.element)


def _test(tree: Any) -> _Test:
    """Whether an element is what the selector means."""
    if isinstance(tree, Element):
        tag = tree.element
        return (lambda element: True) if tag is None else (lambda element: element.tag == tag)
    if isinstance(tree, CombinedSelector) and tree.combinator in (" ", ">"):
        return _inside(_test(tree.selector), _test(tree.subselector), tree.combinator == " ")
    if isinstance(tree, Class):
        name, rest = tree.class_name, _test(tree.selector)
        return lambda element: name in (element.get("class") or "").split() and rest(element)
    if isinstance(tree, Hash):
        ident, rest = tree.id, _test(tree.selector)
        return lambda element: element.get("id") == ident and rest(element)
    if isinstance(tree, Attrib) and tree.operator in _OPERATORS and tree.value is not None:
        if tree.namespace:
            raise _Unsupported
        key, value, rest = tree.attrib, tree.value.value or "", _test(tree.selector)
        holds = _OPERATORS[tree.operator]
        return lambda element: (
            (have := element.get(key)) is not None and holds(have, value) and rest(element)
        )
    raise _Unsupported


def _inside(outer: _Test, inner: _Test, deep: bool) -> _Test:
    def fits(element: etree._Element) -> bool:
        if not inner(element):
            return False
        node = element.getparent()
        while node is not None:
            if outer(node):
                return True
            node = node.getparent() if deep else None
        return False

    return fits


class Css:
    """The elements of a page, to be selected by CSS."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._named: dict[str, list[tuple[int, etree._Element]]] | None = None
        """Value of `class` -> (place in the page, element) of those that have it."""
        self._classes: dict[str, list[etree._Element]] = {}
        self._attributes: dict[str, frozenset[str]] = {}
        self._gone: set[etree._Element] = set()

    def take_out(self, gone: Set[etree._Element]) -> None:
        """The elements `gone` no longer belong to the page."""
        self._gone |= gone

    def select(self, css: str) -> list[etree._Element]:
        """What `css` selects, in page order, each once; nothing for an empty `css`.

        Raises ValueError for what is no selector.
        """
        if not css:
            return []
        plans = _plans(css)
        if plans is None:
            return list(_search(css)(self._root))
        found: list[etree._Element] = []
        for plan in plans:
            more = [
                element
                for element in self._candidates(plan)
                if element not in self._gone and plan.fits(element)
            ]
            if found and more and found != more:
                wanted = {*found, *more}
                found = [element for element in self._root.iter() if element in wanted]
            found = found or more
        return found

    def _candidates(self, plan: _Plan) -> Iterable[etree._Element]:
        for name in plan.classes:
            if not self._of_class(name):
                return ()
        if plan.last:
            return self._of_class(plan.last)
        if plan.attribute and not self._has(*plan.attribute):
            return ()
        tag = plan.tag or etree.Element
        if plan.around and len(outer := self._of_class(plan.around)) <= _FEW:
            return dict.fromkeys(inner for element in outer for inner in element.iter(tag))
        return self._root.iter(tag)

    def _of_class(self, name: str) -> list[etree._Element]:
        if self._named is None:
            self._named = {}
            for place, element in enumerate(self._root.iter(etree.Element)):
                if value := element.get("class"):
                    self._named.setdefault(value, []).append((place, element))
        found = self._classes.get(name)
        if found is None:
            places = [
                place
                for value, elements in self._named.items()
                if name in value and name in value.split()
                for place in elements
            ]
            found = self._classes[name] = [element for _, element in sorted(places)]
        return found

    def _has(self, attribute: str, value: str) -> bool:
        known = self._attributes.get(attribute)
        if known is None:
            known = self._attributes[attribute] = frozenset(_values(attribute)(self._root))
        return value in known
