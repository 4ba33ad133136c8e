"""The scorer of benchmarks/ itself: a perfect reading, and each fault in its own figure."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from benchmarks.floors import better, evaluation, rounded
from benchmarks.scoring import Page, Reading, evaluate, score, summary

ANSWER = Reading(
    paragraphs=(
        "Sáng 5/3, chi bộ thôn Bến họp bàn việc mở đường ra bãi.",
        "Cả 42 đảng viên đều nhận phần việc của mình, có ngày hẹn xong.",
    ),
    title="Chi bộ thôn Bến mở đường",
    lead="Một cuộc họp ngắn, mỗi người nhận một việc.",
    captions=("Đoạn đường đã mở.", "Đoạn đường đã mở."),
    authors=("Thu Hằng",),
    published=datetime(2025, 3, 5, 1, 30, tzinfo=UTC),
)
PERFECT = {"f1": 1, "leak": 0, "kept": 1, "captions": 1, "caption_leak": 0, "title": 1, "lead": 1,
           "published": 1, "authors": 1}  # fmt: skip


def test_a_perfect_reading() -> None:
    assert summary([score(ANSWER, ANSWER)]) == PERFECT


@pytest.mark.parametrize(
    ("found", "faults"),
    [
        (replace(ANSWER, title="Chi bộ thôn Bến mở"), {"title": 0}),
        (replace(ANSWER, lead=None), {"lead": 0}),
        (replace(ANSWER, authors=("thu hằng",)), {}),
        (replace(ANSWER, authors=("Thu Hằng", "PV")), {"authors": 0}),
        (replace(ANSWER, published=datetime(2025, 3, 5, 8, 30)), {"published": 0}),
        (replace(ANSWER, captions=ANSWER.captions[:1]), {"captions": round(2 / 3, 4)}),
        (
            replace(ANSWER, paragraphs=(*ANSWER.paragraphs, "Đoạn đường đã mở.")),
            {"leak": round(1 / 3, 4), "caption_leak": 1},
        ),
        (replace(ANSWER, paragraphs=ANSWER.paragraphs[:1]), {"kept": 0.5}),
    ],
)
def test_each_fault_has_its_figure(found: Reading, faults: dict[str, float]) -> None:
    figures = summary([score(ANSWER, found)])
    f1 = figures.pop("f1")
    assert (f1 < 1) == (len(found.paragraphs) != 2 or found.lead is None)
    assert figures == {name: value for name, value in PERFECT.items() if name != "f1"} | faults


def test_a_page_to_refuse_is_wrong_when_it_is_read() -> None:
    page = Page("", b"", "https://example.vn/", None, None)
    assert evaluate(lambda _: None, [page])["refused"] == 1
    assert evaluate(lambda _: ANSWER, [page])["refused"] == 0


def test_a_page_that_is_refused_in_error_is_wrong_in_every_share() -> None:
    page = Page("", b"", "https://example.vn/", None, ANSWER)
    figures = evaluate(lambda _: None, [page])
    assert {figures[name] for name in ("f1", "kept", "captions", "title", "authors")} == {0}


@pytest.mark.skipif(evaluation() is None, reason="../shared/eval is not here")
def test_words_are_counted_as_the_evaluation_counts_them() -> None:
    gold, found = "\n".join(ANSWER.paragraphs), ANSWER.paragraphs[0] + " Tin liên quan: ba bài khác"
    figures = score(replace(ANSWER, lead=None), Reading(paragraphs=(found,)))
    assert (figures["precision"], figures["recall"]) == evaluation().overlap(gold, found)


def test_a_floor_is_rounded_to_the_lower_demand() -> None:
    assert rounded("f1", 0.9649) == 0.964
    assert rounded("leak", 0.0121) == 0.013
    assert better("leak", 0.1, 0.2) == 0.1
    assert better("f1", 0.1, 0.2) == 0.2
