"""The command line: parse, call one function of the library, print."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from phoihop.errors import PhoihopError

# name -> (module below this package, one line of help). A command's module is imported when it is called.
_COMMANDS = {
    "build": ("building", "Turn a data folder into a checked store."),
    "query": ("asking", "Ask a question of the catalogue."),
    "sparql": ("asking", "Ask any SPARQL query."),
    "validate": ("validating", "Check records or RDF."),
    "draw": ("showing", "Draw the graph as one HTML file."),
    "export": ("showing", "Write the graph in another format."),
    "explain": ("showing", "Say why something is in the graph."),
    "ref": ("reference", "Browse the ontology, the record's fields and the catalogue."),
    "place": ("finding", "Find a place by name."),
    "same": ("finding", "Compare two personal names."),
    "search": ("finding", "Search labels, with or without diacritics."),
    "reconcile": ("reconciling", "Propose and decide what is the same."),
    "extract": ("extracting", "Read articles into draft records."),
    "review": ("extracting", "Accept, correct or reject a draft, fact by fact."),
    "evaluate": ("extracting", "Score extraction against annotations."),
    "add": ("changing", "Add records to a store."),
    "retract": ("changing", "Take a source out of a store."),
    "diff": ("changing", "Say what a batch or another store would change."),
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in _COMMANDS if _available(name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS or not _available(cmd_name):
            return None
        command: click.Command = getattr(import_module(f"phoihop.cli.{_COMMANDS[cmd_name][0]}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # The one-line help stands here so that --help need not import every command.
        with formatter.section("Commands"):
            formatter.write_dl([(name, _COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and name not in self.list_commands(ctx):
            import difflib

            close = difflib.get_close_matches(name, self.list_commands(ctx), n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            raise click.UsageError(f"there is no command {name!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)


def _available(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(f"phoihop.cli.{_COMMANDS[name][0]}") is not None


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="phoihop")
def program() -> None:
    """Coordination between Party bodies and State agencies in Vietnam, as a checked knowledge graph."""


def main(arguments: list[str] | None = None) -> None:
    """Run the program; errors are one line on standard error, the exit code says of what kind."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        code = program.main(args=given or ["--help"], prog_name="phoihop", standalone_mode=False)
    except PhoihopError as error:
        _complain(str(error))
        code = error.exit_code
    except click.UsageError as error:
        _complain(error.format_message())
        code = 2
    except click.exceptions.Exit as error:
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _complain("interrupted; nothing is half done")
        code = 130
    except BrokenPipeError:
        # The reader went away, as with `| head`: no complaint, and none from the interpreter at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        _complain(f"{error.filename or 'the system'}: {error.strerror or error}")
        code = 3
    sys.exit(code if isinstance(code, int) else 0)


def _complain(message: Any) -> None:
    click.echo(f"phoihop: {message}", err=True)
