import json
import math
from itertools import pairwise

import pytest

from mgi_desktop.domain import wheel as geometry
from mgi_desktop.domain.instrument import Instrument, parse
from mgi_desktop.domain.wheel import Shape, Wheel, bar, broken, dot, inner_part, piece, printed, svg_path, wheel
from mgi_desktop.paths import resources

NUMBERS = json.loads((resources() / "look" / "tokens.json").read_text(encoding="utf-8"))["wheel"]


def shipped(level: str) -> Instrument:
    return parse(json.loads((resources() / "instruments" / f"mgi-{level}.json").read_text(encoding="utf-8")), "0" * 64)


@pytest.fixture(scope="module", params=["national", "local"])
def instrument(request: pytest.FixtureRequest) -> Instrument:
    return shipped(request.param)


@pytest.fixture(scope="module")
def whole(instrument: Instrument) -> Wheel:
    return wheel(instrument, NUMBERS)


def corners(shape: Shape) -> list[tuple[float, float]]:
    return [(command[-2], command[-1]) for command in shape.path[:4]]


def test_the_six_sectors_are_equal_and_begin_at_twelve_o_clock(whole: Wheel) -> None:
    assert [sector.code for sector in whole.sectors] == ["1", "2", "3", "4", "5", "6"]
    assert {round(sector.turn, 9) for sector in whole.sectors} == {round(math.tau / 6, 9)}
    assert [round(math.degrees(sector.angle)) for sector in whole.sectors] == [30, 90, 150, 210, 270, 330]


def test_the_cells_tile_their_ring_in_the_order_of_the_instrument(whole: Wheel, instrument: Instrument) -> None:
    assert [cell.code for cell in whole.cells] == list(instrument.indicators)
    for one, other in pairwise(whole.cells):
        assert one.angle + one.turn / 2 == pytest.approx(other.angle - other.turn / 2)
    assert sum(cell.turn for cell in whole.cells) == pytest.approx(math.tau)


def test_a_subdomain_spans_exactly_its_cells(whole: Wheel, instrument: Instrument) -> None:
    for sub in (sub for domain in instrument.domains for sub in domain.subdomains):
        shape = whole.shape(sub.code)
        cells = [whole.shape(indicator.code) for indicator in sub.indicators]
        assert shape.angle - shape.turn / 2 == pytest.approx(cells[0].angle - cells[0].turn / 2)
        assert shape.angle + shape.turn / 2 == pytest.approx(cells[-1].angle + cells[-1].turn / 2)


@pytest.mark.parametrize("ring", ["sectors", "subdomains", "cells"])
def test_gaps_have_constant_width_and_say_what_ends_there(whole: Wheel, ring: str) -> None:
    shapes = getattr(whole, ring)
    met = set()
    for one, other in zip(shapes, (*shapes[1:], shapes[0]), strict=True):
        _, _, outer_end, inner_end = corners(one)
        inner_start, outer_start, _, _ = corners(other)
        gap = one.gaps[1]
        met.add(gap)
        assert other.gaps[0] == gap
        for left, right in ((outer_end, outer_start), (inner_end, inner_start)):
            assert math.dist(left, right) == pytest.approx(gap + 2 * NUMBERS["corner"], abs=1e-4)
        if one.domain != other.domain:
            assert gap == NUMBERS["gaps"]["domain"]
    kinds = {"sectors": ["domain"], "subdomains": ["domain", "subdomain"], "cells": ["domain", "subdomain", "cell"]}
    assert met == {NUMBERS["gaps"][kind] for kind in kinds[ring]}


def test_no_two_shapes_of_a_ring_overlap(whole: Wheel) -> None:
    for ring in (whole.sectors, whole.subdomains, whole.cells):
        for one, other in pairwise(ring):
            end = math.atan2(corners(one)[2][0], -corners(one)[2][1]) % math.tau
            start = math.atan2(corners(other)[1][0], -corners(other)[1][1]) % math.tau
            assert end < start


def test_mirrored_means_that_x_is_negated_and_nothing_else(whole: Wheel, instrument: Instrument) -> None:
    mirror = wheel(instrument, NUMBERS, mirrored=True)
    for one, other in zip(
        (*whole.sectors, *whole.subdomains, *whole.cells),
        (*mirror.sectors, *mirror.subdomains, *mirror.cells),
        strict=True,
    ):
        assert one.code == other.code
        negated = sorted((round(-x, 9), round(y, 9)) for x, y in corners(one))
        assert negated == sorted((round(x, 9), round(y, 9)) for x, y in corners(other))
    for left, right in zip(whole.anchors, mirror.anchors, strict=True):
        assert (left.x, left.y, left.side, left.above) == (pytest.approx(-right.x), right.y, -right.side, right.above)
    assert [round(x, 9) for x, _ in whole.icons] == [round(-x, 9) for x, _ in mirror.icons]


@pytest.mark.parametrize("mirrored", [False, True])
def test_every_shape_is_found_at_its_middle(instrument: Instrument, mirrored: bool) -> None:
    whole = wheel(instrument, NUMBERS, mirrored=mirrored)
    for shape in (*whole.sectors, *whole.subdomains, *whole.cells):
        assert whole.at(*shape.middle) == shape


def test_the_ring_of_cells_takes_the_nearest_and_the_rest_is_nothing(whole: Wheel) -> None:
    first, second = whole.cells[:2]
    boundary = first.angle + first.turn / 2
    assert whole.at(*geometry.point(0.95, boundary - 0.001)) == first
    assert whole.at(*geometry.point(0.95, boundary + 0.001)) == second
    assert whole.at(*geometry.point(1.04, first.angle)) == first
    assert whole.at(0, 0) is None
    assert whole.at(1.2, 0) is None


def test_the_begun_part_stays_within_its_cell(whole: Wheel) -> None:
    for cell in whole.cells:
        part = inner_part(cell, 0.5, NUMBERS["corner"])
        assert part[0] == cell.path[0]
        assert math.hypot(*part[1][1:]) == pytest.approx((cell.inner + cell.outer) / 2 - NUMBERS["corner"])


def test_printed_has_no_cells_and_its_edge_is_the_subdomains(instrument: Instrument) -> None:
    domains = [
        (domain.code, [(sub.code, len(sub.indicators)) for sub in domain.subdomains]) for domain in instrument.domains
    ]
    files = printed(domains, NUMBERS)
    assert files.cells == ()
    assert [sub.code for sub in files.subdomains] == [sub for _, subs in domains for sub, _ in subs]
    assert {round(sub.outer, 3) for sub in files.subdomains} == {1.0}
    assert max(math.hypot(*corner) for sub in files.subdomains for corner in corners(sub)) <= 1.0


def test_a_questionnaire_of_single_and_empty_parts_still_makes_a_wheel() -> None:
    domains = [(str(n), [(f"{n}.1", 1)] if n % 2 else []) for n in range(1, 7)]
    files = printed(domains, NUMBERS)
    assert len(files.sectors) == 6
    assert [sub.code for sub in files.subdomains] == ["1.1", "3.1", "5.1"]


def test_a_piece_too_thin_for_its_gaps_is_a_sliver_and_not_inside_out() -> None:
    path = piece(0.9, 1.0, 1.0, 0.01, (0.026, 0.016), 0.008)
    begin, end = path[1], path[2]
    assert math.atan2(begin[1], -begin[2]) < math.atan2(end[-2], -end[-1])


def test_a_path_as_svg_is_scaled_and_moved() -> None:
    assert svg_path((("M", 0.5, -1.0), ("A", 1.0, 0, 1, 1.0, 0.0), ("Z",)), 100, 10, 20) == (
        "M60.00 -80.00A100.00 100.00 0 0 1 110.00 20.00Z"
    )


@pytest.mark.parametrize("level", ["national", "local"])
def test_names_are_broken_evenly_into_few_lines_and_never_elided(level: str) -> None:
    instrument = shipped(level)
    for domain in instrument.domains:
        for name in domain.title.values():
            lines = broken(name, len, 20)
            assert " ".join(lines) == name
            assert len(lines) <= 4
    assert broken("Bienestar socioeconómico de las personas migrantes", len, 25) == [
        "Bienestar socioeconómico",
        "de las personas migrantes",
    ]
    assert broken("one two three four five six", len, 3) == ["one two", "three", "four", "five six"]
    assert broken("", len, 10) == [""]
    assert broken("a\u00a0b c", len, 3) == ["a\u00a0b", "c"]


def test_a_name_of_very_many_words_is_broken_at_once() -> None:
    name = "ab " * 33_000
    lines = broken(name, len, 20, 3)
    assert " ".join(lines) == name.strip()
    assert len(lines) == 3
    assert max(map(len, lines)) < len(name) / 2


def test_bar_and_dot_stand_in_the_middle_of_what_is_drawn(whole: Wheel) -> None:
    for cell in whole.cells:
        x, y, radius = dot(cell, **NUMBERS["cell"]["verify_dot"])
        assert (x, y) == cell.middle
        assert radius < cell.arc / 2
        across = bar(cell, **NUMBERS["cell"]["not_applicable_bar"])
        points = [(command[-2], command[-1]) for command in across[:4]]
        middle = sum(x for x, _ in points) / 4, sum(y for _, y in points) / 4
        assert math.dist(middle, cell.middle) < 0.002
        left, right = (math.dist(cell.middle, points[at]) for at in (0, 3))
        assert left == pytest.approx(right)
