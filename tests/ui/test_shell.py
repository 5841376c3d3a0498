"""The shell of the window."""


def test_the_window_opens_on_the_library(window):
    assert window.page().name == "library"


def test_the_sample(sample_window):
    assert sample_window.page().name == "overview"


def test_restart(program, sample_window):
    sample_window.go("findings")
    program.stop()
    assert program.start().page().name == "findings"
