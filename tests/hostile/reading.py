"""Reads packages as a process of its own; prints what was said of each, its seconds, and the most megabytes so far."""

import json
import sys
import tempfile
import time
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange import package
from tests.hostile import memory
from tests.packages import PEM


def main(paths: list[str]) -> None:
    for path in paths:
        began = time.process_time()
        with tempfile.TemporaryDirectory() as private:
            try:
                package.read(Path(path), Path(private), package.Secrets("geheim", PEM))
                said = "taken"
            except Refused as refused:
                said = f"refused: {refused}"
            left = len(list(Path(private).iterdir()))
        seconds = time.process_time() - began
        print(json.dumps({"said": said, "seconds": seconds, "megabytes": memory.most(), "left": left}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
