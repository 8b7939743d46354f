"""The way in: `voimavara COMMAND`, or `python -m voimavara COMMAND`."""

from __future__ import annotations

import gc
import io
import sys
from typing import NoReturn

import click

from voimavara.cli.commands import cli
from voimavara.cli.refusals import refusal
from voimavara.cli.spoken import Speaking, language_of_arguments
from voimavara.core.errors import UserError
from voimavara.core.message import Message

STOPPED, USER_ERROR = 1, 2
# New objects between two searches for garbage: a command lives for seconds, and searching as often as Python
# does on its own takes a tenth of them.
OBJECTS = 50_000
_FAILED = "{file}: {cause}; give the right to read and write there, and run it again."


def main() -> None:
    """Run the command line; a user's error is a sentence and exit code 2, a bug keeps its traceback.

    What comes out is UTF-8, whatever the system's language, for texts hold − and “.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    gc.set_threshold(OBJECTS)
    speaking = Speaking(language_of_arguments(sys.argv[1:]))
    try:
        code = cli.main(prog_name="voimavara", standalone_mode=False, obj=speaking)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(USER_ERROR)
    except click.UsageError as error:
        _end(refusal(error), speaking)
    except click.Abort:
        sys.exit(STOPPED)
    except UserError as error:
        print(error.within(speaking.language), file=sys.stderr)
        sys.exit(USER_ERROR)
    except OSError as error:
        if error.filename is None:
            raise
        cause = Message(error.strerror or "")
        _end(Message.of(_FAILED, file=str(error.filename), cause=cause), speaking)
    sys.exit(code if isinstance(code, int) else 0)


def _end(message: Message, speaking: Speaking) -> NoReturn:
    print(message.within(speaking.language), file=sys.stderr)
    sys.exit(USER_ERROR)


if __name__ == "__main__":
    main()
