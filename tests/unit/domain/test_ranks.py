"""Order as a text: there is always room between two ranks, and ranks stay short."""

from hypothesis import given
from hypothesis import strategies as st

from mgi_desktop.domain.ranks import between, is_rank

RANKS = st.from_regex(r"[0-9A-Za-z]{0,6}[1-9A-Za-z]", fullmatch=True)


@given(RANKS, RANKS)
def test_there_is_always_a_rank_strictly_between(one, other):
    low, high = sorted([one, other])
    if low < high:
        assert low < between(low, high) < high
    assert between(high, low) > high
    assert between(None, low) < low
    assert between(high, None) > high
    assert all(map(is_rank, (between(low, high), between(None, low), between(high, None))))


@given(st.lists(st.integers(min_value=0), max_size=60))
def test_a_list_made_by_moves_keeps_its_order(places):
    ranks = []
    for place in places:
        place %= len(ranks) + 1
        before = ranks[place - 1] if place else None
        after = ranks[place] if place < len(ranks) else None
        ranks.insert(place, between(before, after))
    assert ranks == sorted(set(ranks))


def test_two_ranks_made_apart_may_be_equal_and_the_next_comes_after_both():
    assert between("V", "V") > "V"
    assert between("b", "a") > "b"


def test_what_is_no_rank_is_no_bound():
    for odd in ("", "~", "V0", "0", "é"):
        assert not is_rank(odd)
        assert between(odd, None) == between(None, None)
        assert between("V", odd) > "V"
    assert is_rank(between("1", "10"))


def test_two_thousand_sources_one_after_the_other_have_short_ranks():
    last = None
    for _ in range(2000):
        last = between(last, None)
    assert len(last) < 40


def test_always_inserting_in_the_same_place_grows_slowly():
    first, last = between(None, None), between(between(None, None), None)
    for _ in range(300):
        last = between(first, last)
    assert len(last) < 65
