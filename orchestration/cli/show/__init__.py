"""`gipfel show`: meetings, an actor, a meeting, an article, with the words of the articles that say so."""

import typer

from orchestration.cli.show import actor, article, meeting, meetings

app = typer.Typer(no_args_is_help=True, help="Show what the warehouse knows, with the evidence.")
app.command()(meetings.meetings)
app.command()(actor.actor)
app.command()(meeting.meeting)
app.command()(article.article)
