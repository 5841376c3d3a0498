"""Kills a process without warning while it works, and returns what it had acknowledged until then."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator

Acknowledge = Callable[..., None]


def killed(work: Callable[[Acknowledge], None], seconds: float) -> list[list[str]]:
    """Let a process work for ever, and kill it so long after its first word, which is `ready`."""
    reading, writing = os.pipe()
    child = os.fork()  # not a new interpreter: fifty of those would take half a minute
    if child == 0:
        try:
            work(lambda *words: os.write(writing, (" ".join(map(str, words)) + "\n").encode()) and None)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as said:
        assert said.readline() == "ready\n"
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
        return [line.split() for line in said]


def moments(times: int, longest: float, chance: int = 0) -> Iterator[float]:
    """So many random moments, the same in every run."""
    moment = random.Random(f"{times}/{chance}")
    return (moment.uniform(0, longest) for _time in range(times))
