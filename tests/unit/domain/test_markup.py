"""The simple form of a written section: what is a sign, what is text, and what comes from a word processor."""

import gc
import time

import pytest

from mgi_desktop.domain.markup import Item, Run, literal, parse, pasted, plain


def styled(text):
    """The first line, as text and style of each run."""
    (first, *_) = parse(text)[0].items[0].lines
    return [(run.text, "b" * run.bold + "i" * run.italic) for run in first]


def shape(text):
    """Kind of each block, with number and text of its items."""
    return [(block.kind, [(item.number, item.text) for item in block.items]) for block in parse(text)]


def test_a_blank_line_ends_a_paragraph_and_a_single_line_end_is_kept():
    assert shape("Primera\nlínea.\n\n \nSegunda.") == [
        ("paragraph", [(None, "Primera\nlínea.")]),
        ("paragraph", [(None, "Segunda.")]),
    ]


def test_lists_need_no_blank_line_and_go_on_over_one():
    assert shape("Medidas:\n- una\n- dos\n  y más\n\n- tres\nFin.") == [
        ("paragraph", [(None, "Medidas:")]),
        ("bullets", [(None, "una"), (None, "dos\ny más"), (None, "tres")]),
        ("paragraph", [(None, "Fin.")]),
    ]


def test_numbers_are_printed_as_they_were_typed():
    assert shape("3. tres\n4. cuatro\n\n9. nueve") == [("numbers", [(3, "tres"), (4, "cuatro"), (9, "nueve")])]


@pytest.mark.parametrize(
    "text", ["2019. Un año", "-no", "1.no", "- ", "1. ", "  - x", "–\u00a0no", "10 - 3", "1) no", "* no", "# no", "---"]
)
def test_what_only_looks_like_a_list_is_a_paragraph(text):
    assert shape(text) == [("paragraph", [(None, text)])]


def test_bold_and_italic():
    assert styled("a **b** *c* ***d*** e") == [
        ("a ", ""), ("b", "b"), (" ", ""), ("c", "i"), (" ", ""), ("d", "bi"), (" e", ""),
    ]  # fmt: skip
    assert styled("**a *b** c*") == [("a ", "b"), ("b", "bi"), (" c", "i")]
    assert styled("这是**重要**的*好*") == [("这是", ""), ("重要", "b"), ("的", ""), ("好", "i")]
    assert styled("و**الهجرة**") == [("و", ""), ("الهجرة", "b")]
    assert styled("و*الهجرة*") == [("و", ""), ("الهجرة", "i")]
    assert parse("- **x**: y")[0].items == (Item(((Run("x", bold=True), Run(": y")),)),)


@pytest.mark.parametrize(
    "text",
    [
        "5*3*2", "10 * 2 * 3", "*Datos de 2019.", "Tasa* y empleo", "** a **", "****", "*", "**", "*a\nb*", "a**",
        "**a", "C:\\carpeta\\otra", "\\\\servidor\\x", "__a__", "_a_", "`a`", "<b>a</b>", "[a](b)", "#let x", "2*n*m",
    ],
)  # fmt: skip
def test_asterisks_and_all_else_that_meant_themselves_still_do(text):
    assert plain(text) == text
    assert all(not run.bold and not run.italic for block in parse(text) for item in block.items
               for line in item.lines for run in line)  # fmt: skip


def test_a_backslash_takes_from_a_sign_what_it_means():
    assert styled("\\*a*") == [("*a*", "")]
    assert styled("\\**a**") == [("**a**", "")]
    assert styled("\\\\*a*") == [("\\", ""), ("a", "i")]
    assert shape("\\- a\n1\\. b") == [("paragraph", [(None, "- a\n1. b")])]


@pytest.mark.parametrize("name", ["La *Palma*", "**x**", "a\\*b*", "\\\\*a*", "***", "N'Zérékoré"])
def test_a_name_is_printed_as_it_is(name):
    assert plain(f"Sobre {literal(name)}.") == f"Sobre {name}."


def test_bullets_and_numbers_of_a_word_processor_become_lists():
    assert pasted("•\tuno\n\t·\tdos\n\uf0b7  tres\no\tcuatro\n–\tcinco\n1.\tseis\n2)\tsiete") == (
        "- uno\n- dos\n- tres\n- cuatro\n- cinco\n1. seis\n2. siete"
    )
    for text in ("§ 5 de la ley", "o también", "– una raya", "2023.\tAño", "5 • 6", "·interpunct"):
        assert pasted(text) == text


def test_a_long_text_takes_no_longer_than_in_proportion():
    for text in (
        "*a " * 33_000,
        "**" * 50_000,
        "\\" * 99_999 + "*",
        "- a\n" * 25_000,
        "**a** " * 16_000,
        "x" * 100_000,
        "\\" * 100_000,
    ):
        tenth = min(_work(text[-(len(text) // 10) :]) for _again in range(3))
        whole = min(_work(text) for _again in range(2))
        assert whole < 50 * max(tenth, 0.001), text[:10]  # in the square of the length it would be a hundred


def _work(text: str) -> float:
    """The processor's seconds that reading a text takes, whatever else the machine and the tests before it do."""
    gc.disable()  # it would search what all other tests have left
    try:
        begun = time.process_time()
        parse(text)
        return time.process_time() - begun
    finally:
        gc.enable()
