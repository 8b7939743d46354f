"""Faults of the command line itself, which click tells in English only, as messages of our own."""

from __future__ import annotations

import click

from voimavara.core.errors import did_you_mean, hinted
from voimavara.core.message import Message


def refusal(error: click.UsageError) -> Message:
    """What was got and what was expected; faults that are not known here are told as click tells them."""
    match error:
        case click.NoSuchOption():
            if error.option_name in _options_of_commands(error):
                return Message.of(
                    "{name} goes behind the command: `voimavara COMMAND {name} …`", name=error.option_name
                )
            options = [name for param in _params(error) for name in param.opts if name.startswith("--")]
            said = Message.of("there is no option {name}", name=error.option_name)
            return hinted(said, did_you_mean(error.option_name, options))
        case click.exceptions.NoSuchCommand():
            said = Message.of("there is no command {name}", name=error.command_name)
            return hinted(said, did_you_mean(error.command_name, _commands(error)))
        case click.MissingParameter(param=click.Parameter() as param):
            return Message.of("{name} is missing; `--help` tells what the command needs.", name=_name(param))
        case click.BadParameter(param=click.Parameter() as param):
            return _bad_value(param) or Message(error.format_message())
        case click.UsageError(ctx=click.Context(command=click.Group(), invoked_subcommand=None)):
            return Message("a command is missing; `voimavara --help` lists them.")
    return Message(error.format_message())


def _bad_value(param: click.Parameter) -> Message | None:
    """What the parameter accepts; None where only click knows."""
    name = _name(param)
    match param.type:
        case click.Choice() as kind:
            return Message.of(
                "{name} can't be that; use one of: {words}.", name=name, words=", ".join(kind.choices)
            )
        case click.IntRange() as kind:
            least, most = int(kind.min or 0), int(kind.max or 0)
            text = "{name} can't be that; write a whole number from {least} to {most}."
            return Message.of(text, name=name, least=least, most=most)
        case click.Path(file_okay=False):
            return Message.of("{name} can't be that; name a folder.", name=name)
        case click.Path(dir_okay=False):
            return Message.of("{name} can't be that; name a file.", name=name)
    return None


def _name(param: click.Parameter) -> str:
    return (
        param.opts[-1]
        if isinstance(param, click.Option)
        else param.make_metavar(click.Context(click.Command("")))
    )


def _params(error: click.UsageError) -> list[click.Parameter]:
    return error.ctx.command.params if error.ctx else []


def _options_of_commands(error: click.UsageError) -> set[str]:
    group = error.ctx.command if error.ctx else None
    commands = group.commands.values() if isinstance(group, click.Group) else ()
    return {name for command in commands for param in command.params for name in param.opts}


def _commands(error: click.UsageError) -> list[str]:
    group = error.ctx.command if error.ctx else None
    return list(group.commands) if isinstance(group, click.Group) else []
