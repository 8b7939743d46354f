"""Every command: its arguments, the task it calls, how the answer is printed.

A task is imported when its command is called, for some need three seconds.
"""

from __future__ import annotations

import click

from voimavara.cli import options
from voimavara.cli.commands import estate, programme, rows, workspace
from voimavara.cli.help import SpokenGroup


@click.group(
    cls=SpokenGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="voimavara")
@options.language_of_all
def cli() -> None:
    """The resource programme that a municipality can run.

    A workspace is a folder: the programme as YAML, and files as the city's systems export them.
    """


for each in (
    workspace.init,
    workspace.templates,
    workspace.check,
    workspace.serve,
    rows.load,
    rows.loads,
    rows.rejected,
    programme.run,
    programme.figures,
    programme.verdicts,
    programme.explain,
    estate.simulate,
    estate.plan,
    estate.space,
):
    cli.add_command(each)
