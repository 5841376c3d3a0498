"""Starts the window where no argument is given, else the command line."""

import sys

from mgi_desktop.domain.errors import Refused


def main() -> int:
    """Run the program; return its exit code."""
    if len(sys.argv) < 2:  # the usual start: the first frame waits for nothing that only commands need
        from mgi_desktop.app import start
        from mgi_desktop.paths import data_folder

        try:
            folder = data_folder()
        except Refused:
            pass  # the command line asks again, and says why not
        else:
            return start(folder)
    from mgi_desktop.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
