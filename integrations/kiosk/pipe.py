"""The browser as a process, spoken to over DevTools' pipe: JSON, each message ended by a NUL byte, on the browser's
file descriptors 3 and 4. No port is opened, so nobody else can speak to it.

What is wrong on the screen, and what to do about it, is no matter of this file (watchdog.py).
"""

import fcntl
import json
import os
import select
import signal
from collections import deque
from time import monotonic

# What the browser tells when a page's process has ended; nothing that the page was asked is answered after it.
CRASH = 'Inspector.targetCrashed'


class Silent(Exception):
    """No answer in time."""


class Refused(Exception):
    """The browser answered that it can't."""


class Gone(Exception):
    """The browser has ended."""


class Browser:
    """A running browser; `events` holds what it told without being asked, oldest first. Where it can't be started at
    all: `Gone`."""

    def __init__(self, command):
        to_browser, from_browser = [high(it) for it in os.pipe()], [high(it) for it in os.pipe()]
        self.write_to, self.read_from = to_browser[1], from_browser[0]
        actions = [(os.POSIX_SPAWN_DUP2, to_browser[0], 3), (os.POSIX_SPAWN_DUP2, from_browser[1], 4)]
        try:
            # A process group of its own: what it leaves behind can be ended together.
            self.pid = os.posix_spawnp(command[0], command, os.environ, file_actions=actions, setpgroup=0)
        except OSError as error:
            self.close()
            raise Gone from error
        finally:
            os.close(to_browser[0])
            os.close(from_browser[1])
        # A browser that reads nothing must not stop its watchdog.
        os.set_blocking(self.write_to, False)
        self.ended = False
        self.number = 0
        self.rest = b''
        self.answers, self.events = {}, deque(maxlen=1000)

    def call(self, method, timeout, session=None, **params):
        """What the browser answers. Raises `Silent`, `Refused` or `Gone`."""
        number = self.tell(method, session, **params)
        self.answers = {}
        until = monotonic() + timeout
        while number not in self.answers:
            if session and any(it['method'] == CRASH and it.get('sessionId') == session for it in self.events):
                raise Silent
            if not self.listen(until - monotonic()):
                raise Silent
        answer = self.answers.pop(number)
        if 'error' in answer:
            raise Refused(answer['error'].get('message', ''))
        return answer['result']

    def tell(self, method, session=None, **params):
        """Tells the browser to do something, without waiting for what comes of it: the page that it is about may be
        the one that hangs. The message's number. Raises `Silent` or `Gone`."""
        self.number += 1
        message = {'id': self.number, 'method': method, 'params': params}
        if session:
            message['sessionId'] = session
        try:
            os.write(self.write_to, json.dumps(message).encode() + b'\0')
        except BlockingIOError as error:
            raise Silent from error
        except OSError as error:
            raise Gone from error
        return self.number

    def listen(self, seconds):
        """Waits for the next piece of what the browser says; False when there is none in time. Raises `Gone`."""
        if self.ended or not select.select([self.read_from], [], [], max(seconds, 0))[0]:
            if self.has_ended():
                raise Gone
            return False
        piece = os.read(self.read_from, 1 << 16)
        if not piece:
            raise Gone
        *messages, self.rest = (self.rest + piece).split(b'\0')
        for message in map(json.loads, messages):
            if 'id' in message:
                self.answers[message['id']] = message
            else:
                self.events.append(message)
        return True

    def has_ended(self):
        if not self.ended:
            self.ended = os.waitpid(self.pid, os.WNOHANG)[0] != 0
        return self.ended

    def is_replaced(self):
        """Whether an update has put another program in the place of the one that runs."""
        try:
            return os.readlink(f'/proc/{self.pid}/exe').endswith(' (deleted)')
        except OSError:
            return False

    def stop(self, patience):
        """Ends it: asks first, so that it writes its profile down; what is still there in the end is killed."""
        try:
            self.call('Browser.close', patience / 2)
        except (Silent, Refused, Gone):
            pass
        for what, seconds in ((None, patience), (signal.SIGTERM, patience / 2), (signal.SIGKILL, patience)):
            if what and not self.has_ended():
                signal_group(self.pid, what)
            if self.wait(seconds):
                break
        signal_group(self.pid, signal.SIGKILL)
        self.close()

    def close(self):
        os.close(self.write_to)
        os.close(self.read_from)

    def wait(self, seconds):
        """Whether it ends within so many seconds."""
        until = monotonic() + seconds
        while not self.has_ended():
            if monotonic() > until:
                return False
            select.select([], [], [], 0.05)
        return True


def high(descriptor):
    """The same at a number that neither 3 nor 4 can run over."""
    copy = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return copy


def signal_group(pid, what):
    try:
        os.killpg(pid, what)
    except ProcessLookupError:
        pass
