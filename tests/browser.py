"""Headless Chromium over its DevTools protocol: enough to open a page, look at it, use it and see what it requests."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
import websocket

__all__ = ["Browser", "need_chromium"]

_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run --hide-scrollbars --remote-allow-origins=* --remote-debugging-port=0"
)


def need_chromium() -> str:
    """The path of Chromium; skips the test where there is none."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if found is None:
        pytest.skip("Chromium is not installed; `make test` installs it")
    return found


class Browser:
    """One page in one new Chromium; `requests`, `dialogs` and `errors` hold all that happened since it was opened."""

    def __init__(self, width: int = 1600, height: int = 1000) -> None:
        self._folder = tempfile.mkdtemp(prefix="browser-")
        command = [
            need_chromium(),
            *_FLAGS.split(),
            f"--user-data-dir={self._folder}",
            f"--window-size={width},{height}",
            "about:blank",
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        self._ids = 0
        self._loaded = False
        try:
            self._socket = websocket.create_connection(self._address(), timeout=60)
            for domain in ("Page", "Runtime", "Network", "Log"):
                self.call(f"{domain}.enable")
            self.size(width, height)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends Chromium and removes its folder."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def process(self) -> int:
        """The id of Chromium's first process; the others are below it."""
        return self._process.pid

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The result of a DevTools command; events that come before it are noted."""
        self._ids += 1
        self._socket.send(json.dumps({"id": self._ids, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == self._ids:
                assert "error" not in message, (method, message["error"])
                result: dict[str, Any] = message["result"]
                return result
            self._note(message)

    def open(self, path: Path, fragment: str = "") -> None:
        """Opens a file anew, at the part or in the state that the fragment names, and waits until it has loaded."""
        if fragment:
            self._navigate("about:blank")
        self._navigate(path.resolve().as_uri() + (f"#{fragment}" if fragment else ""))

    def _navigate(self, address: str) -> None:
        self._loaded = False
        self.call("Page.navigate", url=address)
        while not self._loaded:
            self._note(json.loads(self._socket.recv()))
        self.wait("document.readyState === 'complete'")

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression; a promise is waited for."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True, userGesture=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, expression: str, seconds: float = 15) -> None:
        """Waits until the expression is true."""
        end = time.monotonic() + seconds
        while not self.run(expression):
            assert time.monotonic() < end, f"still false after {seconds} s: {expression}"
            time.sleep(0.05)

    def click(self, selector: str) -> None:
        """Clicks with the mouse on the middle of the element."""
        place = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'nearest'});"
            "const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        self.click_at(*place)

    def click_at(self, x: float, y: float) -> None:
        """Clicks with the mouse on a place in the window."""
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.run("new Promise((done) => setTimeout(done, 20))")

    def key(self, name: str) -> None:
        """Presses and releases a key, such as Enter, ArrowDown or /."""
        text = {"Enter": "\r"}.get(name, name if len(name) == 1 else "")
        code = {
            "Enter": 13,
            "Escape": 27,
            "Tab": 9,
            "PageUp": 33,
            "PageDown": 34,
            "ArrowLeft": 37,
            "ArrowUp": 38,
            "ArrowRight": 39,
            "ArrowDown": 40,
        }.get(name, 0)
        common = {"key": name, "code": name, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, text: str) -> None:
        """Types the text where the cursor is."""
        self.call("Input.insertText", text=text)

    def size(self, width: int, height: int, scale: float = 1.0) -> None:
        """Gives the window a size, and the screen a density."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False
        )

    def dark(self, on: bool = True) -> None:
        """Prefers dark or light colours."""
        features = [{"name": "prefers-color-scheme", "value": "dark" if on else "light"}]
        self.call("Emulation.setEmulatedMedia", features=features)

    def screenshot(self, path: Path, whole: bool = False) -> None:
        """Writes a PNG of the window, or of the whole page."""
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(answer["data"]))

    def pdf(self) -> bytes:
        """The page as it prints."""
        answer = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(answer["data"])

    def _address(self) -> str:
        """The address of the first page's DevTools socket; Chromium writes its port into a file when it is ready."""
        port = Path(self._folder, "DevToolsActivePort")
        end = time.monotonic() + 60
        while not (port.exists() and port.read_text().count("\n")):
            assert self._process.poll() is None, "Chromium ended before it was ready"
            assert time.monotonic() < end, "Chromium did not start within a minute"
            time.sleep(0.05)
        url = f"http://127.0.0.1:{port.read_text().splitlines()[0]}/json"
        with urllib.request.urlopen(url, timeout=30) as answer:
            pages = json.load(answer)
        return str(next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page"))

    def _note(self, message: dict[str, Any]) -> None:
        method, values = message.get("method"), message.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(values["request"]["url"])
        elif method == "Page.javascriptDialogOpening":
            self.dialogs.append(values["message"])
        elif method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Runtime.exceptionThrown":
            self.errors.append(
                str(
                    values["exceptionDetails"].get("exception", {}).get("description")
                    or values["exceptionDetails"]["text"]
                )
            )
        elif method == "Log.entryAdded" and values["entry"]["level"] == "error":
            self.errors.append(values["entry"]["text"])
