"""The wheel as SVG: well-formed, named, mirrored, with every name whole and inside the picture."""

from xml.etree import ElementTree

import pytest

from mgi_desktop.export import exporter, svg
from tests.documents import small

SPACE = "{http://www.w3.org/2000/svg}"
LANGUAGES = ["en", "fr", "es", "ar", "pt", "ru", "zh"]


def drawn(profile):
    return ElementTree.fromstring(exporter("svg")(profile).data)


def texts(root, name):
    return [text for text in root.iter(f"{SPACE}text") if text.get("class") == name]


def test_it_has_a_title_a_description_and_no_count_or_cell(profile_of):
    root = drawn(profile_of(small()))
    assert root.get("role") == "img"
    assert root.find(f"{SPACE}title").text == "Perfil de gobernanza de la migración: Río Claro (El Salvador)"
    description = root.find(f"{SPACE}desc").text
    assert "1 Derechos de las personas migrantes" in description
    assert "no puntúa" in description
    paths = [path.get("class") for path in root.iter(f"{SPACE}path")]
    assert (paths.count("sector"), paths.count("subdomain"), paths.count("cell")) == (6, 21, 0)
    assert [text.text for text in texts(root, "number")] == ["1", "2", "3", "4", "5", "6"]
    assert [text.text for text in texts(root, "subject")] == ["Río Claro"]
    assert [text.text for text in texts(root, "year")] == ["2023"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_whole_and_inside_the_picture(profile_of, language):
    profile = profile_of(small(), language)
    root = drawn(profile)
    left, top, across, down = map(float, root.get("viewBox").split())
    names = [text for text in texts(root, "name")]
    assert " ".join(text.text for text in names) == " ".join(part.title for part in profile.domains)
    for text in names:
        x, y = float(text.get("x")), float(text.get("y"))
        size = svg.width(text.text) * float(text.get("font-size"))
        towards = size if x > 0 else -size
        assert left < x < left + across
        assert left < x + towards < left + across
        assert top < y - 10 < y + 5 < top + down


def test_right_to_left_mirrors_places_and_not_icons(profile_of):
    spanish, arabic = drawn(profile_of(small())), drawn(profile_of(small(), "ar"))
    assert (spanish.get("direction"), arabic.get("direction")) == ("ltr", "rtl")
    for one, other in zip(texts(spanish, "number"), texts(arabic, "number"), strict=True):
        assert float(one.get("x")) == -float(other.get("x"))
    first = texts(arabic, "name")[0]
    assert float(first.get("x")) < 0
    assert first.get("text-anchor") == "start"
    icons = [group.get("transform") for group in arabic.iter(f"{SPACE}g") if group.get("class") == "icon"]
    assert len(icons) == 6
    assert all("scale(-" not in icon for icon in icons)


def test_a_long_subject_fits_the_hub(profile_of):
    subject = {"country": "SLV", "name": "Mancomunidad de municipios de la cuenca del río", "level": "local"}
    root = drawn(profile_of(small(subject=subject)))
    lines = texts(root, "subject")
    assert " ".join(line.text for line in lines) == subject["name"]
    for line in lines:
        assert svg.width(line.text) * float(line.get("font-size")) < 2 * 0.334 * svg.RADIUS


def test_widths_are_near_those_of_the_font():
    from fontTools.ttLib import TTFont

    from mgi_desktop.paths import resources

    font = TTFont(resources() / "fonts" / "NotoSans-SemiBold.ttf")
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    for text in ("Bienestar socioeconómico", "Approche associant", "Общегосударственный подход", "Whole of government"):
        real = sum(advances[glyphs[ord(letter)]][0] for letter in text) / font["head"].unitsPerEm
        assert svg.width(text) == pytest.approx(real, rel=0.04)


def test_the_stage_stands_below_the_wheel_until_it_is_published(profile_of):
    root = drawn(profile_of(small(stage="consultation")))
    (stage,) = texts(root, "stage")
    assert stage.text == "En consulta"
    _left, top, _across, down = map(float, root.get("viewBox").split())
    assert all(float(text.get("y")) < float(stage.get("y")) for text in root.iter(f"{SPACE}text") if text is not stage)
    assert float(stage.get("y")) < top + down
    assert texts(drawn(profile_of(small(id=None, stage="published"))), "stage") == []
