"""JavaScript literals: what scripts write, and what breaks them."""

import json
import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.extract.calls import read_call
from crawler.extract.literals import read_literal


def value(script: str) -> Any:
    return read_literal(script, 0)[0]


@pytest.mark.parametrize(
    ("script", "meant"),
    [
        ("{tên:'Lê Hà',\"quê\":`Đồng Tháp`,}", {"tên": "Lê Hà", "quê": "Đồng Tháp"}),
        ("[1,-2.5e1,.5,0x1F,,]", [1, -25.0, 0.5, 31]),
        (
            "{a:!0,b:!1,c:true,d:void 0,e:null,f:NaN}",
            {"a": True, "b": False, "c": True, "d": None, "e": None, "f": None},
        ),
        (r"'Ti\u1ebfng \x56i\u{1ec7}t\n\'ta\' \/ \ud83c\udf3e'", "Tiếng Việt\n'ta' / 🌾"),
        ("'Đất ' + \"nước\"", "Đất nước"),
        ("`Xin chào ${user.name}!`", "Xin chào !"),
        (
            "{a:new Date(1720746900000),b:new Date('2024-07-12'),c:(1,2)}",
            {"a": 1720746900000, "b": "2024-07-12", "c": 2},
        ),
        (
            "{a:f(x,{b:1}),c:function(){return {d:1}},e:()=>{},g(h){return 1},i:1?2:3,j:4}",
            {"a": None, "c": None, "e": None, "i": None, "j": 4},
        ),
        ("{...rest,[key]:1,/* hết */a:2// cuối\n,b:3}", {"a": 2, "b": 3}),
        ("{a:[1,{b:'dở", {"a": [1, {"b": None}]}),
        ("x.y", None),
        ("", None),
    ],
)
def test_what_is_meant(script: str, meant: Any) -> None:
    assert value(script) == meant


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(JSON)
def test_json_is_javascript(data: Any) -> None:
    for ascii_only in (False, True):
        text = json.dumps(data, ensure_ascii=ascii_only)
        assert read_literal(text, 0) == (data, len(text))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet="{}[]()'\"`\\,:;.+-!?/*= \na1$function returnnew", max_size=60))
@example("!" * 3000)
@example("new x(" * 3000)
@example("1" * 5000)
def test_no_script_raises(script: str) -> None:
    for start in range(min(len(script), 3)):
        assert read_literal(script, start)[1] <= len(script)
        read_call(f"(function(a){{{script}", start)
    read_call(f"(function(a,b){{{script};return [a,{script}]}}({{}},{script}))", 0)


@pytest.mark.parametrize(
    ("script", "meant"),
    [
        ('(function(a,b){return {title:a,none:b,left:c}}("Mùa lúa"));', {"title": "Mùa lúa", "none": None, "left": None}),
        ('(function(a){return [a]})("x")', ["x"]),
        ("function(a,b){a.x=1;a.y=b;b[0]='z';b[1]=a;return {a,b}}({},Array(2))", {"a": {"x": 1, "y": ["z", None]}, "b": ["z", {"x": 1, "y": None}]}),
        ('(function(a){var q={r:1};if(a){s()};return a}("x"))', "x"),
        ('(function(a){return a', None),
        ('(function(a){return a})', None),
        ('(function(){return 1}())', None),
        ("(function(", None),
    ],
)  # fmt: skip
def test_a_call_fills_in_what_it_is_given(script: str, meant: Any) -> None:
    assert read_call(script, 0)[0] == meant


@pytest.mark.parametrize(
    "piece",
    [
        "'\\",
        "\"a'b`",
        "/* ",
        "[",
        "{a:",
        "(",
        "-",
        "!",
        "void ",
        "'a'+",
        "[1,",
        "a:{b:1},",
        "(function(a){",
    ],  # fmt: skip
)
def test_time_grows_with_the_script(piece: str) -> None:
    def seconds(count: int) -> float:
        script = f"(function(a){{return {{{piece * count}"
        start = time.process_time()
        read_call(script, 0)
        read_literal(script, 20)
        return time.process_time() - start

    seconds(100)
    attempts = ((seconds(40_000), seconds(10_000)) for _ in range(3))
    assert any(large < 9 * max(small, 0.004) for large, small in attempts)
