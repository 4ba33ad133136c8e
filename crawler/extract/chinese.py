"""What a line of a Chinese page says of who wrote and edited a text: `新京报记者 李明`, `责编：王芳`."""

import re

_TOLD = r"[^\s:：/|丨（）()【】，。]{0,12}"
_AUTHOR = rf"{_TOLD}(?:记者|通讯员|作者|实习生|撰稿人)|采写|撰文|撰稿|执笔|文字?(?=\s*[:：/|丨])"
_OTHER = (
    r"(?:实习|值班|责任|执行|网络)?编辑|责编|主编|校对|编审|审核|[初复终]审|监制|统筹|策划|排版|制图"
    r"|摄影|供图|图片?(?=\s*[:：/|丨])"
)
_ROLE = re.compile(rf"(?:(?P<author>{_AUTHOR})|{_OTHER})(?:\s*(?P<mark>[:：/|丨])\s*|\s+)")
_BETWEEN = re.compile(rf"[\s；;]+(?=(?:{_AUTHOR}|{_OTHER})(?:\s*[:：/|丨]|\s))")
_NAMES = re.compile(r"[\s、，,&＆]+")
_NAME = re.compile(r"[一-鿿]{2,4}\Z|[一-鿿]{1,8}·[一-鿿·]{1,12}\Z")
_NOBODY = frozenset(("未知", "佚名", "匿名", "网络", "本站", "小编"))
_EDITED = re.compile("编辑|责编|校对|编审|审核|监制")
_BRACKETS = "【】（）()[]〔〕 "
_LONG = 60
"""Characters of the longest line that only names who did what."""
_WHO = 30
"""Characters of the longest list of editors."""
_OUTLET = re.compile(
    r"[一-鿿A-Za-z\d]{2,14}(?:报|网|社|台|周刊|杂志|通讯|客户端|编辑部|频道|新闻|消息|财经|科技|体育|娱乐)"
    r"(?:[-—][一-鿿]{2,10})?\Z"
)


def parse_roles(text: str) -> tuple[str, ...] | None:
    """The authors of a line that only says who did what, () where it names none; None for any
    other line."""
    if len(text) > _LONG:
        return None
    authors: list[str] = []
    for part in _BETWEEN.split(text.strip(_BRACKETS)):
        role = _ROLE.match(part)
        if role is None:
            return None
        author, mark, who = role["author"], role["mark"], part[role.end() :]
        while inner := _ROLE.match(who):  # `采写：南方都市报记者 李明`
            author, mark, who = author or inner["author"], inner["mark"], who[inner.end() :]
        names = [name for name in _NAMES.split(who) if name]
        whole = bool(names) and all(map(_NAME.match, names))
        if not whole and (author or not mark or len(who) > _WHO):
            return None
        authors += [name for name in names if name not in _NOBODY] if author else ()
    return tuple(authors)


def names_editors(line: str) -> bool:
    """True for a line that only names who edited a text, which is none of it."""
    return len(line) <= _LONG and bool(_EDITED.search(line)) and parse_roles(line) == ()


def is_outlet(name: str) -> bool:
    """True for a paper, an agency or a site by how its name ends: `参考消息`, `新京报`."""
    return bool(_OUTLET.match(name))
