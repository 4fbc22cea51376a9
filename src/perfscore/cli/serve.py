"""
``perfscore serve``: a page on this machine.
"""

from __future__ import annotations

import argparse
import socket
import sys

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, Final

from perfscore.bilingual import Text
from perfscore.cli.check import prepare
from perfscore.cli.settings import Settings, complain
from perfscore.comparing import Comparison, Comparisons
from perfscore.files import system_reason
from perfscore.running.comparison import apply_configuration
from perfscore.running.run import CLEAN


__all__ = ["serve"]

_NO_LIBRARY: Final = Text(
    '网页需要 starlette、uvicorn 和 python-multipart，请执行：pip install "perfscore[web]"',
    'the page needs starlette, uvicorn and python-multipart: pip install "perfscore[web]"',
)
_PORT: Final = Text("端口 {port} 无法使用：{why}", "port {port} cannot be used: {why}")
_READY: Final = Text(
    "请在浏览器中打开（按 Ctrl-C 结束）：\n{address}\n", "open in a browser (Ctrl-C ends it):\n{address}\n"
)


def _decisions(options: argparse.Namespace, make: Callable[..., Any]) -> Any:
    settings, comparing = Settings(options), Settings(options, compares=True)

    def decide(result: Comparison | Comparisons, file: str) -> Comparison | Comparisons:
        own = comparing.of(file)
        return apply_configuration(result, own.configuration, {rule.code for rule in own.rules})

    return make(partial(prepare, options, None, None), lambda file: settings.of(file).rulebook, decide)


def serve(options: argparse.Namespace) -> int:
    """
    Serve the page until Ctrl-C.
    """
    try:
        uvicorn, web = import_module("uvicorn"), import_module("perfscore.web.app")
        import_module("python_multipart")
    except ModuleNotFoundError:
        return complain(_NO_LIBRARY.say(options.lang))
    listening = socket.socket()
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", options.port))
    except (OSError, OverflowError) as error:
        listening.close()
        why = system_reason(error) if isinstance(error, OSError) else error
        return complain(_PORT.say(options.lang, port=options.port, why=why))
    door = web.Door(listening.getsockname()[1])
    decisions = _decisions(options, web.Decisions)
    app = web.application(door, decisions, options.lang)
    sys.stdout.write(_READY.say(options.lang, address=door.address))
    sys.stdout.flush()
    if options.open:
        import_module("webbrowser").open(door.address)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
    server.run(sockets=[listening])
    return CLEAN
