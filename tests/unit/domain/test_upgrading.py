"""What another version of a questionnaire asks as before, otherwise, elsewhere, newly or no longer."""

import copy

from mgi_desktop.domain.upgrading import difference
from tests.versions import MOVED, NEW, REMOVED, RESCALED, REWORDED, instrument, of_2027, of_now

NOW = instrument(of_now())


def codes(found):
    return [one.code for one in found]


def test_each_kind_of_change_is_found_by_permanent_code():
    found = difference(NOW, instrument(of_2027()))
    assert codes(found.reworded) == [REWORDED]
    assert codes(found.rescaled) == [RESCALED]
    assert codes(found.moved) == [MOVED]
    assert codes(found.new) == [NEW]
    assert codes(found.removed) == [REMOVED]
    assert len(found.same) == len(NOW.indicators) - 4


def test_a_version_is_the_same_as_itself_and_the_way_back_is_the_mirror():
    assert len(difference(NOW, NOW).same) == len(NOW.indicators)
    back = difference(instrument(of_2027()), NOW)
    assert (codes(back.new), codes(back.removed), codes(back.moved)) == ([REMOVED], [NEW], [MOVED])


def test_translations_spaces_guidance_and_the_order_of_a_scale_change_nothing():
    document = of_now()
    item = document["domains"][0]["subdomains"][0]["indicators"][0]
    item["question"]["es"] = "Otra pregunta"
    item["question"]["en"] = "  " + item["question"]["en"].replace(" ", "  ")
    item["guidance"]["en"] = "Other guidance"
    item["scale"] = list(reversed(item["scale"]))
    assert len(difference(NOW, instrument(document)).same) == len(NOW.indicators)


def test_a_label_of_the_scale_is_wording_and_a_value_is_not():
    document = of_now()
    item = document["domains"][0]["subdomains"][0]["indicators"][0]
    item["scale"] = copy.deepcopy(item["scale"])
    item["scale"][1]["label"]["en"] = "Another label"
    found = difference(NOW, instrument(document))
    assert (codes(found.reworded), codes(found.rescaled)) == (["L1.1.1"], [])
    item["scale"][1]["presence"] = "absent"
    found = difference(NOW, instrument(document))
    assert (codes(found.reworded), codes(found.rescaled)) == (["L1.1.1"], ["L1.1.1"])
