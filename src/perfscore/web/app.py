"""
The page as a web application on this machine, for the person who started it and nobody else.

A request is answered only for our own host and port, from our own page, and with the token that the program made when it
started; so no other site can reach it, whatever name it gives this machine. Nothing handed in is ever sent back as it came:
pages are made by us, and documents come back as downloads.
"""

from __future__ import annotations

import hmac
import secrets

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from perfscore.bilingual import Language, Text
from perfscore.render.escaping import in_one_line
from perfscore.web.batch import Batch, Decisions, Limits, RefusedError, require_documents
from perfscore.web.comparison import comparison_page
from perfscore.web.filling import filled_documents
from perfscore.web.page import page
from perfscore.web.store import Store


__all__ = ["Decisions", "Door", "application"]

_NO_LENGTH: Final = Text("请求没有写明大小", "the size of the request is not given")
_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


@frozen
class Door:
    """
    Who may come in: requests to *port* of this machine, with the *token*.
    """

    port: int
    token: str = field(factory=lambda: secrets.token_urlsafe(24))

    @property
    def hosts(self) -> frozenset[str]:
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost"))

    @property
    def cookie(self) -> str:
        """
        The name of the cookie that holds the token: browsers share cookies between the ports of a machine.
        """
        return f"perfscore-{self.port}"

    @property
    def address(self) -> str:
        """
        Where the page is, with the token that opens it.
        """
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    def refuses(self, request: Request) -> bool:
        """
        Whether the request comes from another site, or without the token.
        """
        origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "none")
        foreign = origin is not None and origin.removeprefix("http://") not in self.hosts
        given = request.cookies.get(self.cookie), request.query_params.get("token")
        known = any(one is not None and hmac.compare_digest(one.encode(), self.token.encode()) for one in given)
        return (
            request.headers.get("host") not in self.hosts
            or foreign
            or (site not in ("same-origin", "none") and request.method != "GET")
            or not known
        )


@frozen
class _Guard:
    """
    The door before every request, and the headers of every answer.
    """

    app: ASGIApp
    door: Door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)

        async def send_guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        if self.door.refuses(request):
            await PlainTextResponse("403", 403)(scope, receive, send_guarded)
        else:
            await self.app(scope, receive, send_guarded)


@frozen
class _Pages:
    """
    What the addresses answer.
    """

    door: Door
    store: Store
    decisions: Decisions
    lang: Language

    async def start(self, request: Request) -> Response:
        """
        The page; the token in its address becomes a cookie, so that it stays in no history.
        """
        if "token" in request.query_params:
            answer = RedirectResponse("/", 303)
            answer.set_cookie(self.door.cookie, self.door.token, httponly=True, samesite="strict")
            return answer
        chosen = self._language(request)
        return HTMLResponse(page(chosen, self.store.limits), headers={"content-security-policy": _POLICY})

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        kind = {"page.js": "text/javascript", "page.css": "text/css"}.get(name)
        if kind is None:
            raise HTTPException(404)
        return Response(files("perfscore.web").joinpath(name).read_bytes(), media_type=kind)

    async def check(self, request: Request) -> Response:
        """
        Documents in; the name of their batch out. They are checked after the answer.
        """
        async with self._received(request) as (name, batch):
            self.store.check(batch, self.decisions)
        return JSONResponse({"batch": name, "files": len(batch.files)})

    async def compare(self, request: Request) -> Response:
        """
        Two documents in; the name of the batch out, which has a page that compares them.
        """
        async with self._received(request) as (name, batch):
            batch.keep_comparison(await run_in_threadpool(comparison_page, batch, self.decisions))
        return JSONResponse({"batch": name})

    async def batches(self, _: Request) -> Response:
        """
        The names of the batches that are there, the oldest first.
        """
        return JSONResponse(self.store.names())

    async def progress(self, request: Request) -> Response:
        """
        How far a batch is, and what was found so far.
        """
        batch = self._batch(request)
        forms = [
            {
                "file": one.file,
                "form": one.form,
                "project": one.project and in_one_line(one.project),
                "verdict": one.verdict,
                "errors": sum(found.severity == "error" for found in one.findings),
            }
            for one in list(batch.checked)
        ]
        compared = list(batch.files) if batch.is_comparison else []
        state = {"done": batch.done, "all": len(batch.files), "finished": batch.finished, "compared": compared}
        return JSONResponse({**state, "complaints": list(map(in_one_line, batch.complaints)), "forms": forms})

    async def result_page(self, request: Request) -> Response:
        """
        A page of a batch that is finished; it brings its own policy, by which only its own script runs.
        """
        batch, name = self._batch(request), request.path_params["name"]
        path = Path(batch.folder, "pages", name)
        is_page = batch.finished and path.suffix == ".html" and path.name == name
        if not is_page or not await run_in_threadpool(path.is_file):
            raise HTTPException(404)
        return FileResponse(path, media_type="text/html")

    async def download(self, request: Request) -> Response:
        """
        The marked copies, the summary, everything, or the documents with their blanks filled.
        """
        batch, name = self._batch(request), request.path_params["name"]
        if not batch.finished or name not in ("copies", "summary", "everything", "filled"):
            raise HTTPException(404)
        if name == "filled":
            path = await run_in_threadpool(filled_documents, batch, self.decisions.rulebook_for)
        else:
            path = await run_in_threadpool(batch.result, name, self.decisions)
        return FileResponse(path, filename=Path(path).name)

    async def remove(self, request: Request) -> Response:
        self.store.remove(request.path_params["batch"])
        return Response(status_code=204)

    def _batch(self, request: Request) -> Batch:
        batch = self.store.get(request.path_params["batch"])
        if batch is None:
            raise HTTPException(404)
        return batch

    def _language(self, request: Request) -> Language:
        asked = request.query_params.get("lang")
        return "zh" if asked == "zh" else "en" if asked == "en" else self.lang

    @asynccontextmanager
    async def _received(self, request: Request) -> AsyncIterator[tuple[str, Batch]]:
        """
        A batch of the documents of a request, and its name; it is removed again where something is refused.

        :raises RefusedError: when the documents are too many or too large.
        """
        name, batch = self.store.new(self._language(request))
        try:
            await self._receive(request, batch)
            yield name, batch
        except BaseException:
            self.store.remove(name)
            raise

    async def _receive(self, request: Request, batch: Batch) -> None:
        limits, length = batch.limits, request.headers.get("content-length", "")
        if not length.isdecimal():
            raise RefusedError(_NO_LENGTH.say(batch.lang))
        if int(length) > limits.batch_bytes:
            batch.refuse_size()
        try:
            async with request.form(max_files=limits.files, max_fields=1) as form:
                for _, value in form.multi_items():
                    if isinstance(value, UploadFile):
                        await run_in_threadpool(batch.add, value.filename or "", _pieces(value))
        except HTTPException as error:
            batch.refuse_form(error.detail)
        except MultiPartException as error:
            batch.refuse_form(error.message)
        require_documents(batch)


def _pieces(upload: UploadFile) -> Iterator[bytes]:
    while piece := upload.file.read(1024 * 1024):
        yield piece


def application(door: Door, decisions: Decisions, lang: Language, limits: Limits | None = None) -> Starlette:
    """
    The application behind *door*; *lang* is the language where the page asks for none.
    """
    store = Store(limits or Limits())
    pages = _Pages(door, store, decisions, lang)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            store.close()

    routes = [
        Route("/", pages.start),
        Route("/assets/{name}", pages.asset),
        Route("/check", pages.check, methods=["POST"]),
        Route("/compare", pages.compare, methods=["POST"]),
        Route("/batches", pages.batches),
        Route("/batches/{batch}", pages.progress),
        Route("/batches/{batch}", pages.remove, methods=["DELETE"]),
        Route("/batches/{batch}/pages/{name}", pages.result_page),
        Route("/batches/{batch}/{name}", pages.download),
    ]
    guard = Middleware(_Guard, door=door)
    return Starlette(routes=routes, lifespan=lifespan, middleware=[guard], exception_handlers={RefusedError: _refuse})


async def _refuse(_: Request, error: Exception) -> Response:
    return PlainTextResponse(str(error), 422)
