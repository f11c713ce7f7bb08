"""The addresses of the dashboard. `/meetings?status=held&lang=de` is a page, `/meetings.csv?…` its table, `/picture/map.png?…` a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from orchestration.dashboard import drawing
from orchestration.dashboard.data import NothingPublishedError, UnreadableError, opened
from orchestration.dashboard.downloads import DOWNLOADS, to_csv
from orchestration.dashboard.pages import PAGES, NotFoundError, Page, Redirect
from orchestration.dashboard.parameters import BadRequestError, language
from orchestration.dashboard.pictures import PICTURES
from orchestration.dashboard.queries.overview import counts
from orchestration.dashboard.tables import ON_PAGE, TABLES, arranged, check_order, heads
from orchestration.dashboard.view import VIEWS, View, is_web_address, link
from orchestration.dashboard.wording import LANGUAGES, Wording

HERE = Path(__file__).parent
HOSTS = ["127.0.0.1", "localhost", "[::1]"]  # names of this machine: no page of the net may ask in our name
LOOK_AGAIN_SECONDS = 10

# The browser itself refuses what would leave this machine, and every script: there is none.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}

Answer = Callable[[View], Response]


def create_app(file: Path) -> Starlette:
    """The dashboard of a published file, which need not exist yet: each request opens it anew."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def page(name: str) -> Callable[[Request], Response]:
        return _answering(file, environment, name, lambda view: _page(environment, name, view))

    def table(name: str) -> Callable[[Request], Response]:
        return _answering(file, environment, name, lambda view: _table(name, view))

    def picture(name: str, kind: str) -> Callable[[Request], Response]:
        return _answering(file, environment, name, lambda view: _picture(name, kind, view))

    return Starlette(
        routes=[
            *(Route("/" if name == "overview" else f"/{name}", page(name)) for name in PAGES),
            *(Route(f"/{name}.csv", table(name)) for name in DOWNLOADS),
            *(Route(f"/picture/{name}.{kind}", picture(name, kind)) for name in PICTURES for kind in ("png", "svg")),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS), Middleware(GZipMiddleware)],
        exception_handlers={404: _answering(file, environment, "", _missing)},
    )


def _answering(file: Path, environment: jinja2.Environment, name: str, answer: Answer) -> Callable[..., Response]:
    """An endpoint that opens the newest version, answers, and says in words what is wrong if something is."""

    def endpoint(request: Request, _: Exception | None = None) -> Response:
        query = dict(request.query_params)
        word = Wording(language(query, request.headers.get("accept-language", "")))

        def message(status: int, heading: str, text: str, look_again: int | None = None) -> Response:
            values = {"text": text, "look_again": look_again}
            return _rendered(
                environment, Page("message.html", word.text(heading), values), name, query, word, None, status
            )

        try:
            with opened(file) as published:
                response = answer(View(published, query, word))
        except NothingPublishedError:
            hint = word.text("nothing_published_hint", file=file)
            response = message(503, "nothing_published", hint, LOOK_AGAIN_SECONDS)
        except UnreadableError as error:
            response = message(
                503, "unreadable", word.text("unreadable_hint", file=file, reason=error), LOOK_AGAIN_SECONDS
            )
        except NotFoundError:
            response = message(404, "not_found", word.text("not_found_hint"))
        except BadRequestError as error:
            response = message(400, "bad_request", str(error))
        response.headers.update(HEADERS)
        return response

    return endpoint


def _page(environment: jinja2.Environment, name: str, view: View) -> Response:
    check_order(view.query, ON_PAGE[name])
    made = PAGES[name](view)
    if isinstance(made, Redirect):
        return RedirectResponse(made.location, status_code=308)
    return _rendered(environment, made, name, view.query, view.word, view)


def _table(name: str, view: View) -> Response:
    rows = DOWNLOADS[name](view.published, view.query)
    if name in TABLES:
        check_order(view.query, [name])
        rows = arranged(rows, name, view.query, view.word)
    headers = {"Content-Disposition": f'attachment; filename="gipfel_{name}.csv"'}
    return Response(to_csv(rows), media_type="text/csv; charset=utf-8", headers=headers)


def _picture(name: str, kind: str, view: View) -> Response:
    spec = PICTURES[name](view, "wide")
    if spec is None:
        raise NotFoundError
    headers = {"Content-Disposition": f'attachment; filename="gipfel_{name}.{kind}"'}
    if kind == "png":
        return Response(drawing.png(spec, language=view.word.language), media_type="image/png", headers=headers)
    return Response(
        drawing.svg(spec, language=view.word.language, name=name), media_type="image/svg+xml", headers=headers
    )


def _missing(view: View) -> Response:
    raise NotFoundError


def _rendered(
    environment: jinja2.Environment,
    page: Page,
    name: str,
    query: Mapping[str, str],
    word: Wording,
    view: View | None,
    status: int = 200,
) -> Response:
    """The page as HTML. `view` is None where nothing could be opened."""
    parameters = {key: value for key, value in query.items() if key != "lang"}

    def own_link(target: str, /, **values: Any) -> str:
        return link(word.language, target, **values)

    def same(**changed: Any) -> str:
        """This view with some parameters changed."""
        return own_link(name or "overview", **{**parameters, **changed})

    def picture(picture_name: str) -> dict[str, Any] | None:
        """A picture in both sizes, as SVG, and where it can be downloaded; None where there is nothing to draw."""
        assert view is not None
        drawn: dict[str, Any] = {}
        for size in drawing.WIDTHS:
            spec = PICTURES[picture_name](view, size)
            if spec is None:
                return None
            drawn[size] = Markup(drawing.svg(spec, language=word.language, name=f"{picture_name}-{size}"))
        links = {kind: own_link(f"picture/{picture_name}.{kind}", **parameters) for kind in ("png", "svg")}
        return {**drawn, **links}

    html = environment.get_template(page.template).render(
        title=page.title,
        name=name,
        views=VIEWS,
        languages=LANGUAGES,
        word=word,
        t=word.text,
        link=own_link,
        same=same,
        query=parameters,
        other_language=link(
            next(code for code in LANGUAGES if code != word.language), name or "overview", **parameters
        ),
        picture=picture,
        is_web_address=is_web_address,
        heads=lambda table: heads(table, parameters, word),
        published=view.published if view else None,
        is_empty=view is not None and not counts(view.published)["articles"],
        **page.values,
    )
    return HTMLResponse(html, status_code=status)
