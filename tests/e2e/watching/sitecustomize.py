"""Loaded by every Python process with this folder on its path: notes what it looks up, connects to, and opens to write.

One line each in the file that WATCH_LOG names. What native code does, Python does not see: `test_silence.py` has the kernel count that.
"""

import os
import sys

_LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.connect", "socket.sendto"}
_log = os.open(os.environ["WATCH_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def _watch(event: str, arguments: tuple) -> None:
    if event in _LOOK_UPS:
        os.write(_log, f"network\t{event} {arguments[1:] if event == 'socket.connect' else arguments}\n".encode())
    elif event == "open" and isinstance(arguments[0], str | bytes):
        path, mode, flags = arguments
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) or set(str(mode)) & set("wax+"):
            os.write(_log, b"write\t" + os.path.realpath(os.fsencode(path)) + b"\n")


sys.addaudithook(_watch)
