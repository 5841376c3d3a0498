"""Lets single calls to the system fail, by strace, in a process that is already at work."""

import ctypes
import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Tell = Callable[..., None]


def traced(work: Callable[[Tell], None], log: Path, calls: str, injected: str = "") -> list[list[str]]:
    """Let a process work to its end under strace; return what it told, which goes by a call that nobody lets fail."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    child = os.fork()  # a new interpreter would make thousands of calls before it is at work
    if child == 0:
        _work(work, there)
    there.close()
    words = ["strace", "-f", "-e", f"trace={calls}", *(["-e", f"inject={injected}"] if injected else [])]
    here.recv(100)
    with subprocess.Popen([*words, "-o", str(log), "-p", str(child)], stderr=subprocess.PIPE, text=True) as strace:
        said = strace.stderr.readline()
        if "attached" not in said:
            here.close()
            os.waitpid(child, 0)
            pytest.skip(f"no process can be traced here: {said}")
        here.send(b"go")
        told = []
        while packet := here.recv(10_000):
            told.append(packet.decode().split(" ", 2))
        os.waitpid(child, 0)
        strace.communicate()
    here.close()
    return told


def _work(work: Callable[[Tell], None], there: socket.socket) -> None:
    try:
        ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)  # a process beside may trace this one
        there.send(b"ready")
        if there.recv(100) == b"go":
            work(lambda *words: there.send(" ".join(words).encode()) and None)
    finally:
        os._exit(0)
