"""The way in: `voimavara COMMAND`, or `python -m voimavara COMMAND`."""

from __future__ import annotations

import sys

from voimavara.cli.commands import cli
from voimavara.core.errors import UserError

USER_ERROR = 2


def main() -> None:
    """Run the command line; a user's error is a sentence and exit code 2, a bug keeps its traceback."""
    try:
        cli.main(prog_name="voimavara", standalone_mode=True)
    except UserError as error:
        print(error, file=sys.stderr)
        sys.exit(USER_ERROR)


if __name__ == "__main__":
    main()
