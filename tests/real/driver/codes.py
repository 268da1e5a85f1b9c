"""Where one-time codes come from: an authenticator, and files into which an application sends its messages."""

import base64
import hashlib
import hmac
import os
import re
import struct
import time

STEP = 30


class Authenticator:
    """An authenticator app. A code opens once, so it is never read off twice: one waits for the next."""

    def __init__(self, secret):
        self._key = base64.b32decode(secret + "=" * (-len(secret) % 8), casefold=True)
        self._last = 0

    def fresh(self):
        while int(time.time()) // STEP <= self._last:
            time.sleep(0.1)
        self._last = int(time.time()) // STEP
        return self._at(self._last)

    def _at(self, step):
        """RFC 6238."""
        digest = hmac.new(self._key, struct.pack(">Q", step), hashlib.sha1).digest()
        offset = digest[-1] & 15
        number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
        return f"{number % 1_000_000:06}"


class Inbox:
    """The messages of one channel that arrive from now on."""

    def __init__(self, source):
        self._pattern = re.compile(source["regex"])
        self._file, self._folder = source.get("file"), source.get("dir")
        self._seen = len(self._read())

    def _read(self):
        """All messages so far, oldest first."""
        if self._file:
            if not os.path.exists(self._file):
                return []
            with open(self._file, encoding="utf-8", errors="replace") as file:
                return self._pattern.findall(file.read())
        if not os.path.isdir(self._folder):
            return []
        names = (os.path.join(self._folder, name) for name in os.listdir(self._folder))
        files = sorted((name for name in names if not name.endswith(".tmp")), key=os.path.getmtime)
        return [code for name in files for code in self._codes(name)]

    def _codes(self, name):
        with open(name, encoding="utf-8", errors="replace") as file:
            return self._pattern.findall(file.read())[-1:]  # the code comes after the headers

    def newest(self, seconds=15):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            codes = self._read()
            if len(codes) > self._seen:
                return codes[-1]
            time.sleep(0.1)
        raise AssertionError("no message with a code arrived")
