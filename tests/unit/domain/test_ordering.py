"""Ranks for the order of a list: right, few, and none where it stands right already."""

from hypothesis import given
from hypothesis import strategies as st

from mgi_desktop.domain.ordering import new_ranks
from mgi_desktop.domain.ranks import between, is_rank

KEYS = st.lists(st.sampled_from("abcdefghijkl"), unique=True, max_size=12)
RANKS = st.sampled_from(["1", "2", "2V", "3", "V", "VV", "z", "zz", "zz1"])


def standing_in(order):
    """Ranks in this order."""
    ranks = {}
    last = None
    for key in order:
        last = ranks[key] = between(last, None)
    return ranks


@given(KEYS, st.dictionaries(st.sampled_from("abcdefghijkl"), RANKS))
def test_the_list_stands_as_it_was_asked_for(order, known):
    standing = {key: rank for key, rank in known.items() if key in order}
    ranks = new_ranks(order, standing)
    assert all(is_rank(rank) for rank in ranks.values())
    placed = {**standing, **ranks}
    assert sorted(order, key=lambda key: (placed[key], key)) == order
    assert new_ranks(order, placed) == {}


@given(KEYS, st.data())
def test_one_move_gives_one_rank(order, data):
    standing = standing_in(order)
    if order:
        moved = order.pop(data.draw(st.integers(0, len(order) - 1)))
        order.insert(data.draw(st.integers(0, len(order))), moved)
    assert len(new_ranks(order, standing)) <= 1


def test_what_is_new_goes_between_what_stands():
    standing = standing_in("abc")
    assert new_ranks("anbc", standing).keys() == {"n"}


def test_equal_ranks_stand_by_their_keys():
    assert new_ranks("abc", dict.fromkeys("abc", "V")) == {}
    assert len(new_ranks("ba", dict.fromkeys("ab", "V"))) == 1
    assert sorted("anb", key=lambda key: {"a": "V", "b": "V", **new_ranks("anb", {"a": "V", "b": "V"})}[key]) == [
        *"anb"
    ]


def test_only_what_has_the_same_rank_gives_way():
    standing = {"a": "1", "b": "1", "c": "1V", "d": "2"}
    assert new_ranks("anbcd", standing).keys() == {"n", "b"}
