"""``kb admin``: what is done once for a server that a team shares."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kb.cli.database import settings_of
from kb.cli.terminal import note

admin = typer.Typer(help="Set up a PostgreSQL server for a team: roles.", no_args_is_help=True)

Logins = list[str] | None


@admin.command("roles")
def roles(
    context: typer.Context,
    owner: Annotated[
        Logins, typer.Option(metavar="LOGIN", help="May migrate and do all below; repeat for more.")
    ] = None,
    editor: Annotated[
        Logins, typer.Option(metavar="LOGIN", help="May load and dump, and read; repeat for more.")
    ] = None,
    reader: Annotated[Logins, typer.Option(metavar="LOGIN", help="May only read; repeat for more.")] = None,
    prefix: Annotated[
        str, typer.Option(metavar="WORD", help="The roles are WORD_owner, WORD_editor and WORD_reader.")
    ] = "kb",
    seconds: Annotated[
        int, typer.Option(min=1, metavar="S", help="How long one statement of a reader may take.")
    ] = 60,
    ask_password: Annotated[
        bool,
        typer.Option(
            "--ask-password",
            help="Ask for the password of each login named; on a pipe, one line of stdin each.",
        ),
    ] = False,
) -> None:
    """Make the roles owner, editor and reader and the logins that hold them; says what changed.

    Run it as a superuser or as the owner of the database, after kb migrate. Run again, it changes only
    what is not so yet. A login that is not named keeps its role; a login named gets exactly that role.
    """
    from kb.db.roles import RolesRequest, set_up_roles

    given = {"owner": owner or [], "editor": editor or [], "reader": reader or []}
    logins = {login: part for part, names in given.items() for login in names}
    passwords = {login: _password(login) for login in logins} if ask_password else {}
    changed = set_up_roles(settings_of(context).database, RolesRequest(prefix, logins, passwords, seconds))
    for line in changed:
        typer.echo(line)
    note(
        f"Roles {prefix}_owner, {prefix}_editor, {prefix}_reader are set up."
        if changed
        else "Nothing to change."
    )


def _password(login: str) -> str:
    """A password that stands neither on the command line nor on the screen."""
    from kb.errors import KbError

    if sys.stdin.isatty():
        from getpass import getpass

        password = getpass(f"Password of {login}: ")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise KbError(f"There is no password for {login}. Give one, or leave out --ask-password.")
    return password


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.add_typer(admin, name="admin")
