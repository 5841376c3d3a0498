"""Starts the command line, or the window where no command is given."""

import sys


def main() -> int:
    """Run the program; return its exit code."""
    from mgi_desktop.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
