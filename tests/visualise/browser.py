"""Headless Chromium, driven through a pipe by its own DevTools protocol: no server, no driver, no port."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import time
from pathlib import Path
from typing import Any

# Those of the first line are what a container needs; the others keep the browser's own services quiet.
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1366,768",
    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--remote-debugging-pipe", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]  # fmt: skip
PATIENCE = 60.0


class Browser:
    """A running browser that can resolve no name."""

    def __init__(self, chromium: str, folder: Path) -> None:
        self.folder = folder
        self._net_log = folder / "net.json"
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        # The browser reads commands from descriptor 3 and answers on 4.
        command = ["bash", "-c", f'exec "$@" 3<&{to_read} 4>&{to_write}', "bash", chromium, *FLAGS]
        command += [f"--user-data-dir={folder / 'profile'}", f"--log-net-log={self._net_log}"]
        self._process = subprocess.Popen(
            command, pass_fds=(to_read, to_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(to_read)
        os.close(to_write)
        self._last = 0
        self._rest = b""
        self.events: list[dict[str, Any]] = []
        self.call("Browser.getVersion")

    def call(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Send a command and give its answer; what happens meanwhile is kept in `events`."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._last:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def wait_for(self, event: str, session: str) -> None:
        """Wait until something has happened in a tab."""
        while not any(e.get("method") == event and e.get("sessionId") == session for e in self.events):
            self.events.append(self._receive())

    def _receive(self) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            if not select.select([self._read], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError(f"no answer in {PATIENCE:.0f} s")
            chunk = os.read(self._read, 1 << 20)
            if not chunk:
                raise OSError("the browser has ended")
            self._rest += chunk
        first, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        return message

    def show(self, page: str, fragment: str = "") -> Tab:
        """Open a page from a file."""
        file = self.folder / f"page{self._last}.html"
        file.write_bytes(page.encode())
        return Tab(self, file.as_uri() + fragment)

    def close(self) -> str:
        """End the browser; gives its log of all that it asked a network for."""
        if self._process.poll() is None:
            self.call("Browser.close")
            self._process.wait(PATIENCE)
            os.close(self._read)
            os.close(self._write)
        return self._net_log.read_text(encoding="utf-8")


class Tab:
    """One page, loaded."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.call("Page.navigate", url=address)
        browser.wait_for("Page.loadEventFired", self._session)
        self.settle()

    def settle(self) -> None:
        """Wait until everything has been laid out and drawn: that is two frames later."""
        self.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, **params)

    def _events(self, method: str) -> list[dict[str, Any]]:
        return [
            event["params"]
            for event in self._browser.events
            if event.get("sessionId") == self._session and event["method"] == method
        ]

    def evaluate(self, script: str) -> Any:
        """The value of an expression in the page, once it is settled."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def click(self, x: float, y: float) -> None:
        """A click with the mouse."""
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.settle()

    def press(self, *keys: str) -> None:
        """Keys, one after the other."""
        for key in keys:
            self.call("Input.dispatchKeyEvent", type="keyDown", key=key)
            self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    @property
    def problems(self) -> list[Any]:
        """Errors and complaints of scripts and of the content policy."""
        return self._events("Runtime.exceptionThrown") + self._events("Log.entryAdded")

    @property
    def requests(self) -> set[str]:
        """What the page asked any host for."""
        asked = {event["request"]["url"] for event in self._events("Network.requestWillBeSent")}
        return {url for url in asked if not re.match("file:|data:|about:", url)}

    @property
    def rows(self) -> list[str]:
        """The ids of the table's rows that are to be seen."""
        found: list[str] = self.evaluate(
            "[...document.querySelectorAll('#rows tr')].filter((r) => r.checkVisibility()).map((r) => r.dataset.id)"
        )
        return found

    @property
    def panel(self) -> str:
        """What the panel says."""
        return " ".join(self.evaluate("document.getElementById('panel').innerText").split())
