"""The way in: `voimavara COMMAND`, or `python -m voimavara COMMAND`."""

from __future__ import annotations

import gc
import io
import sys

from voimavara.cli.commands import cli
from voimavara.core.errors import UserError

USER_ERROR = 2
# New objects between two searches for garbage: a command lives for seconds, and searching as often as Python
# does on its own takes a tenth of them.
OBJECTS = 50_000


def main() -> None:
    """Run the command line; a user's error is a sentence and exit code 2, a bug keeps its traceback.

    What comes out is UTF-8, whatever the system's language, for texts hold − and “.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    gc.set_threshold(OBJECTS)
    try:
        cli.main(prog_name="voimavara", standalone_mode=True)
    except UserError as error:
        print(error, file=sys.stderr)
        sys.exit(USER_ERROR)
    except OSError as error:
        if error.filename is None:
            raise
        print(
            f"{error.filename}: {error.strerror}; give the right to read and write there, and run it again.",
            file=sys.stderr,
        )
        sys.exit(USER_ERROR)


if __name__ == "__main__":
    main()
