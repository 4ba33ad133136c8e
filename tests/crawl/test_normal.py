"""What is normal for a site: generated histories of sites that fare well, and of some that do not."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from crawler.ledger import Ledger
from crawler.memory import EXPORTED, RunRecord
from crawler.normal import lost_fields, lost_sections, silence_allowed, usual_links
from crawler.outcome import HEALTHY, judge, record_of

START = datetime(2025, 1, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass
class Life:
    """A site over time, with what the memory keeps of it: runs and news."""

    seed: int
    links: int = 20
    """Links on the first page of its one section."""
    wobble: float = 0.0
    """How far that number strays, in links (a standard deviation)."""
    short: float = 0.0
    """Share of runs in which a page comes with up to three links less (doubles, an advert)."""
    fills: dict[str, float] = field(default_factory=lambda: {"lead": 0.97, "authors": 0.8})
    """Field -> share of articles that have it."""
    now: datetime = START
    runs: list[RunRecord] = field(default_factory=list)
    news: list[datetime] = field(default_factory=list)
    verdicts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def run(self, articles: int) -> str:
        """One run that finds so many new articles: its verdict."""
        book = Ledger()
        book.listings["mau.vn", "/"] = 1
        count = self.links + round(self.chance.gauss(0, self.wobble)) if self.wobble else self.links
        if self.chance.random() < self.short:
            count -= self.chance.randint(1, 3)
        book.links["mau.vn", "/"] = count
        for number in range(max(count, articles, 1)):
            book.found[str(number)] = ("mau.vn", "/")
            book.answer(str(number), EXPORTED if number < articles else "known")
        book.articles["mau.vn"] = articles
        for name, share in self.fills.items():
            filled = sum(self.chance.random() < share for _ in range(articles))
            book.filled["mau.vn"][name] = filled
        verdict = judge("mau.vn", book, self.now, self.runs, self.news).name
        self.runs = thinned([*self.runs, record_of("mau.vn", book, self.now, verdict)])
        if articles:
            self.news.append(self.now)
        self.verdicts.append(verdict)
        return verdict

    def live(self, days: int, pace: "Pace", step: timedelta = timedelta(hours=6)) -> None:
        """So many days of runs, one every `step`."""
        end = self.now + days * DAY
        while self.now < end:
            self.run(pace(self))
            self.now += step


class Pace:
    """How many articles a run finds."""

    def __init__(self, *rates: float) -> None:
        """`rates`: articles a day, Monday first."""
        self.rates = rates

    def __call__(self, life: Life) -> int:
        rate = self.rates[life.now.weekday()] / 4
        if holidays(life.now):
            rate = 0
        return sum(life.chance.random() < rate / 20 for _ in range(20))


def holidays(moment: datetime) -> bool:
    """Tết of 2025 and 2026, a week each."""
    return any(
        first <= moment.replace(tzinfo=None) < first + 7 * DAY
        for first in (datetime(2025, 1, 27), datetime(2026, 2, 16))
    )


def thinned(runs: list[RunRecord]) -> list[RunRecord]:
    """As the memory does it: the last sixty, and one a day before."""
    late, days = runs[-60:], {}
    for run in runs[:-60]:
        days[run.started.date()] = run
    return [*days.values(), *late][-460:]


DAILY = Pace(12, 12, 12, 12, 10, 3, 1)
OFFICE = Pace(4, 4, 4, 4, 4, 0, 0)
WEEKLY = Pace(0, 0, 0, 9, 0, 0, 0)
QUIET = {
    "daily paper": (DAILY, {}),
    "daily paper, noisy page": (DAILY, {"links": 40, "wobble": 2.0, "short": 0.05}),
    "office without weekends": (OFFICE, {"links": 15, "short": 0.05}),
    "weekly magazine": (WEEKLY, {"links": 12, "short": 0.02}),
    "bare village page": (Pace(0.3, 0.3, 0.3, 0.3, 0.3, 0.1, 0.1), {"links": 8}),
}


def years() -> Iterator[tuple[str, Life]]:
    for number, (name, (pace, how)) in enumerate(QUIET.items()):
        life = Life(seed=number, **how)
        life.live(410, pace)
        yield name, life


@pytest.mark.long
def test_quiet_years_are_quiet() -> None:
    """Alarms (drift) are false ones here; `late` is told, but it is no alarm."""
    runs = alarms = late = holiday = 0
    for name, life in years():
        drift = life.verdicts.count("drift")
        told = life.verdicts.count("late")
        runs, alarms, late = runs + len(life.verdicts), alarms + drift, late + told
        starts = [START + number * DAY / 4 for number in range(len(life.verdicts))]
        holiday += sum(
            verdict == "late" and (holidays(start) or holidays(start - 8 * DAY))
            for verdict, start in zip(life.verdicts, starts, strict=True)
        )
        print(f"{name}: {len(life.verdicts)} runs, {drift} false alarms, {told} late")
    print(f"quiet years: {runs} runs, {alarms} false alarms, {late} late, {holiday} around Tết")
    assert alarms / runs < 1e-3
    assert (late - holiday) / runs < 0.01


def test_a_listing_that_yields_half_is_drift_at_once() -> None:
    for links in (8, 12, 20, 50):
        life = Life(seed=links, links=links, short=0.02)
        life.live(30, DAILY)
        assert "drift" not in life.verdicts
        life.links = links // 2
        assert life.run(1) == "drift", links


def test_a_selector_that_gives_a_little_less_each_week_is_found_out() -> None:
    life = Life(seed=3, links=40, wobble=0.6)
    life.live(120, DAILY, DAY)
    assert "drift" not in life.verdicts
    while life.verdicts[-1] != "drift" and life.links > 20:
        life.links -= 1
        life.live(7, DAILY, DAY)
    assert life.verdicts[-1] == "drift"
    assert life.links > 28, "found out before a third is lost"


def test_an_office_that_writes_less_and_less_is_no_fault() -> None:
    life = Life(seed=4)
    for articles in (12, 10, 8, 6, 5, 4, 3, 2):
        life.live(40, Pace(*[articles] * 7))
    assert not {"drift", "partial"} & set(life.verdicts)
    assert life.verdicts.count("late") < 20


def test_a_drift_stays_one_until_somebody_looks() -> None:
    life = Life(seed=5)
    life.live(20, DAILY)
    life.links = 9
    for _ in range(300):
        life.now += timedelta(hours=6)
        assert life.run(1) == "drift"


def test_a_field_that_goes_missing_is_drift_within_a_dozen_articles() -> None:
    life = Life(seed=6)
    life.live(60, DAILY)
    assert "drift" not in life.verdicts
    life.fills = {"lead": 0.0, "authors": 0.8}
    seen = 0
    while life.run(2) != "drift":
        life.now += timedelta(hours=6)
        seen += 2
    assert seen <= 14


def test_silence_is_judged_by_the_sites_own_rhythm() -> None:
    daily, weekly = Life(seed=7), Life(seed=8)
    daily.live(90, OFFICE)
    weekly.live(150, WEEKLY)
    allowed = {name: silence_allowed(life.news) for name, life in (("d", daily), ("w", weekly))}
    assert allowed["d"] and allowed["w"]
    assert 2.5 * DAY < allowed["d"] < 6 * DAY  # a weekend and a bit
    assert 7 * DAY < allowed["w"] < 11 * DAY
    for life in (daily, weekly):
        life.live(12, Pace(*[0] * 7))
        assert life.verdicts[-1] == "late"


@pytest.mark.parametrize("runs", [0, 1, 7])
def test_without_a_history_nothing_is_said(runs: int) -> None:
    history = [RunRecord(START + n * DAY, "ok", 1, 1, {"/": 20}, {"lead": 1}) for n in range(runs)]
    now = RunRecord(START + 9 * DAY, "ok", 1, 20, {"/": 3}, {})
    assert usual_links([20] * runs) is None
    assert lost_sections(dict(now.links), history) == []
    assert lost_fields(now, history) == []
    assert silence_allowed([one.started for one in history]) is None
    assert all(run.verdict in HEALTHY for run in history)
