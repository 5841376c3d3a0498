"""Thinning of backups: the last ones stay, then one a day, a week, a month; no clock can make it lose the newest."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mgi_desktop.domain.thinning import DAILY, LAST, MONTHLY, WEEKLY, staying

START = date(2025, 1, 1)
DAYS = st.lists(st.dates(date(1990, 1, 1), date(2099, 12, 31)), max_size=120)


def numbered(days):
    return list(enumerate(days, 1))


def test_ten_or_fewer_all_stay():
    assert staying(numbered([START] * LAST)) == set(range(1, LAST + 1))
    assert staying([]) == set()


def test_many_in_one_day_leave_the_last_ten():
    assert staying(numbered([START] * 50)) == set(range(41, 51))


def test_after_two_years_of_four_a_day_there_are_the_last_ten_and_days_weeks_and_months():
    days = [START + timedelta(days=n) for n in range(730) for _ in range(4)]
    made = numbered(days)
    stay = staying(made)
    assert len(stay) <= LAST + DAILY + WEEKLY + MONTHLY
    when = {number: day for number, day in made}
    kept_days = {when[number] for number in stay}
    assert {days[-1] - timedelta(days=n) for n in range(DAILY)} <= kept_days
    assert len({day.isocalendar()[:2] for day in kept_days}) >= WEEKLY
    assert len({(day.year, day.month) for day in kept_days}) == MONTHLY
    assert all(number % 4 == 0 for number in stay - set(range(len(made) - LAST + 1, len(made) + 1)))  # a day's last


def test_days_without_backups_do_not_count():
    sparse = [date(2025, month, 1) for month in range(1, 13)]
    days = [day for day in sparse for _ in range(3)]
    assert {days[number - 1] for number in staying(numbered(days))} == set(sparse)


def test_what_was_made_with_a_clock_in_the_future_pushes_nothing_newer_out():
    days = [date(2099, 1, 1) + timedelta(days=n) for n in range(40)] + [START] * 5
    assert {41, 42, 43, 44, 45} <= staying(numbered(days))


@given(DAYS)
def test_whatever_the_clock_does_the_last_ten_stay_and_thinning_again_takes_nothing_more(days):
    made = numbered(days)
    stay = staying(made)
    assert set(range(max(1, len(days) - LAST + 1), len(days) + 1)) <= stay
    assert staying([one for one in made if one[0] in stay]) == stay
    assert len(stay) <= LAST + DAILY + WEEKLY + MONTHLY
