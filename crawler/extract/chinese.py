"""What a line of a Chinese page says of who wrote and edited a text: `新京报记者 李明`, `责编：王芳`."""

import re

_TRADITIONAL = dict(
    zip(
        "记员实习责编辑执络网对审监统划图摄写笔报闻财经体娱乐频杂志讯户来发布时间标题资为",
        "記員實習責編輯執絡網對審監統劃圖攝寫筆報聞財經體娛樂頻雜誌訊戶來發佈時間標題資為",
        strict=True,
    )
)


def either(pattern: str) -> str:
    """`pattern` for traditional letters, too; it has none of them in a class."""
    return "".join(f"[{c}{_TRADITIONAL[c]}]" if c in _TRADITIONAL else c for c in pattern)


_TOLD = r"[^\s:：/|丨（）()【】，。]{0,12}"
_AUTHOR = either(
    rf"{_TOLD}(?:记者|通讯员|作者|实习生|撰稿人)|(?:采|採)写|撰文|撰稿|执笔|文字?(?=\s*[:：/|丨])"
)
_OTHER = either(
    r"(?:实习|值班|责任|执行|网络)?编辑|责编|主编|校对|编审|审核|[初复终]审|监(?:制|製)|统筹|策划|排版"
    r"|(?:制|製)图|摄影|供图|图片?(?=\s*[:：/|丨])"
)
_ROLE = re.compile(rf"(?:(?P<author>{_AUTHOR})|{_OTHER})(?:\s*(?P<mark>[:：/|丨])\s*|\s+)")
_BETWEEN = re.compile(rf"[\s；;]+(?=(?:{_AUTHOR}|{_OTHER})(?:\s*[:：/|丨]|\s))")
_NAMES = re.compile(r"[\s、，,&＆]+")
_NAME = re.compile(r"[一-鿿]{2,4}\Z|[一-鿿]{1,8}·[一-鿿·]{1,12}\Z")
NOBODY = frozenset(("未知", "佚名", "匿名", "网络", "網絡", "網路", "本站", "小编", "小編"))
_EDITED = re.compile(either("编辑|责编|校对|编审|审核|监制"))
_BRACKETS = "【】（）()[]〔〕 "
_LONG = 60
"""Characters of the longest line that only names who did what."""
_WHO = 30
"""Characters of the longest list of editors."""
_OUTLET = re.compile(
    either(
        r"[一-鿿A-Za-z\d]{2,14}(?:报|网|社|台|臺|周刊|杂志|通讯|客户端|编辑部|频道|新闻|消息|财经|科技|体育"
        r"|娱乐)(?:[-—][一-鿿]{2,10})?\Z"
    )
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
        authors += [name for name in names if name not in NOBODY] if author else ()
    return tuple(authors)


def names_editors(line: str) -> bool:
    """True for a line that only names who edited a text, which is none of it."""
    return len(line) <= _LONG and bool(_EDITED.search(line)) and parse_roles(line) == ()


def is_outlet(name: str) -> bool:
    """True for a paper, an agency or a site by how its name ends: `参考消息`, `新京报`."""
    return bool(_OUTLET.match(name))
