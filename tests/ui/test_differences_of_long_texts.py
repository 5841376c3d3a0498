"""Two long texts in conflict are shown at once: comparing their words never holds the window up."""

import random
import time

import pytest

from mgi_desktop.domain.fields import TEXT_LIMIT
from mgi_desktop.ui.parts.conflict import differences

chance = random.Random(1)
WORDS = [f"palabra{chance.randint(0, 500)}" for _ in range(9000)]
OTHERS = [word if chance.random() > 0.03 else "otra" for word in WORDS]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (" ".join(WORDS), " ".join(OTHERS)),
        (" ".join(WORDS), " ".join(sorted(WORDS))),
        ("a " * 49_000, "a b " * 24_000),
        ("a" * 99_000, "b" * 99_000),
        ("." * 99_000, "," * 50_000 + "." * 49_000),
    ],
)
def test_it_takes_no_time_that_one_notices(text, other):
    text, other = text[:TEXT_LIMIT], other[:TEXT_LIMIT]
    begun = time.process_time()
    found = differences(text, other)
    assert time.process_time() - begun < 10
    assert found == sorted(found)
    assert all(0 <= begin < end <= len(text) for begin, end in found)


def test_short_texts_are_compared_word_by_word():
    assert differences("una casa roja", "una casa azul") == [(9, 13)]
