"""Keeps the calendar on a lobby's screen: starts Chromium, looks every few seconds at what it shows, and mends it.

Only time that passes is measured, by the monotonic clock: a lobby's computer may start in 1970, and its wall clock
may jump. What is done about a trouble begins gently and its pauses grow; `Limits` holds every number. systemd watches
this program in turn (NOTIFY_SOCKET), and the pipe to the browser is pipe.py's.

    watchdog.py [--conf FILE] [--limits '{"look": 1}']     the second for tests

Environment: STATE_DIRECTORY, where the browser's profile lives; CHROMIUM, the browser; KALENDARZ_KIOSK_FLAGS, more
flags for it, for tests.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import sys
from dataclasses import dataclass
from time import monotonic, sleep

import settings as config
from pipe import CRASH, Browser, Gone, Refused, Silent


@dataclass(frozen=True)
class Limits:
    """All in seconds, but for `starts`."""

    look: float = 10  # between two looks at the page
    answer: float = 20  # a page that does not answer in this time hangs
    start: float = 90  # the browser's first answer; a small computer with a full card takes a minute
    starts: int = 3  # after so many failed starts the profile is suspected
    beat: float = 180  # the lobby's page changes its sign of life once a minute
    ready: float = 300  # a page is not ready for so long: loaded again
    well: float = 300  # after so long without trouble the past is forgotten; so there are some twelve attempts an hour
    pause: float = 5  # after the first attempt to mend; twice as long after each further one
    longest: float = 300  # but never longer
    offline: float = 60  # nor than this, where the browser only shows that the page can't be reached
    replaced: float = 600  # an update of the browser is given this time to finish
    close: float = 10  # for the browser to end by itself


# Each trouble in the words of the journal.
GONE = 'przeglądarka się zakończyła'
CRASHED = 'strona przestała działać'
HUNG = 'strona nie odpowiada'
STILL = 'strona stoi w miejscu'
UNREADY = 'kalendarz się nie wczytał'
ERROR = 'adres nie odpowiada'
ELSEWHERE = 'na ekranie jest inna strona'
# These show no calendar, so that loading it harms nothing and may be tried more often.
QUIET = ERROR, ELSEWHERE

# What the page says of itself: where it is, its state and sign of life, and whether it can load without the network.
LOOK = """JSON.stringify([location.href, document.documentElement.dataset.state ?? null,
    document.documentElement.dataset.beat ?? null, Boolean(navigator.serviceWorker?.controller)])"""

FLAGS = (
    '--kiosk',  # the whole screen, without a frame, tabs or address
    '--ozone-platform=wayland',  # sway's, not by way of X11
    '--no-first-run',  # no welcome
    '--no-default-browser-check',
    '--noerrdialogs',  # no dialog that waits for somebody to press a button
    '--hide-crash-restore-bubble',  # nor the question about the last session after a power cut (once named
    # --disable-session-crashed-bubble, which Chromium knows no more)
    '--disable-search-engine-choice-screen',
    '--password-store=basic',  # no keyring, which would ask for its password; nothing is kept in it
    '--disable-pinch',  # a finger never leaves a magnified page behind
    '--overscroll-history-navigation=0',  # nor goes back by a swipe
    '--check-for-update-interval=31536000',  # Debian updates the browser
    '--disable-background-networking',  # no request to anybody but the calendar
    '--disable-component-update',
    '--disable-sync',
    '--disable-domain-reliability',
    '--no-pings',
    '--disable-breakpad',  # crash reports would fill a small card
    '--disk-cache-size=52428800',  # 50 MB: cards are small, and wear out
    '--disable-background-timer-throttling',  # the page's clock goes on while the monitor is off at night
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    # Chromium listens to the pipe only with a profile that is not its usual one.
    '--remote-debugging-pipe',
)


class NoBrowser(Exception):
    """The browser can't be started."""


class Watchdog:
    def __init__(self, settings, limits, state):
        self.settings, self.limits = settings, limits
        self.profile = os.path.join(state, 'profile')
        self.browser = None
        self.target = self.session = None
        self.crashed = False
        # Since when something is as it is; None when it is not.
        self.well_since = self.unready_since = self.replaced_since = None
        self.beat, self.beat_since = None, 0.0
        # Whether the page was last seen in the hands of its service worker, which can load it without the network.
        self.keeps = False
        self.attempts = 0
        self.not_before = 0.0
        self.said = None

    def run(self):
        self.start()
        notify('READY=1')
        while True:
            self.rest()
            self.treat(self.look())
            notify('WATCHDOG=1')

    # --- looking -----------------------------------------------------------------------------------------------

    def look(self):
        """The trouble on the screen, or None."""
        limits = self.limits
        if self.browser.has_ended():
            return GONE
        try:
            self.hear()
            if self.crashed or not self.attach():
                return CRASHED
            answer = self.browser.call('Runtime.evaluate', limits.answer, self.session, expression=LOOK, returnByValue=True)
            href, state, beat, keeps = json.loads(answer['result']['value'])
        except Gone:
            return GONE
        except Silent:
            self.hear()
            return CRASHED if self.crashed else HUNG
        except (Refused, KeyError, TypeError, ValueError):
            # A page in the middle of being replaced by another.
            return self.wait_for_ready()
        return self.judge(href, state, beat, keeps)

    def judge(self, href, state, beat, keeps):
        """What is wrong with a page that answers."""
        now = monotonic()
        if href == 'about:blank':
            return self.wait_for_ready()
        if href.startswith('chrome-error:'):
            return ERROR
        # A page of the server's own, "503" for instance, lies in the calendar's folder and has no state.
        if not href.startswith(self.settings.folder) or state is None:
            return ELSEWHERE
        self.keeps = keeps
        if beat != self.beat:
            self.beat, self.beat_since = beat, now
        if beat is not None and now - self.beat_since > self.limits.beat:
            return STILL
        if state not in ('ready', 'stale'):
            return self.wait_for_ready()
        self.unready_since = None
        return None

    def wait_for_ready(self):
        """A page is given some minutes."""
        self.unready_since = self.unready_since or monotonic()
        return UNREADY if monotonic() - self.unready_since > self.limits.ready else None

    def attach(self):
        """Takes hold of the page, and closes every other one: it would lie over the calendar. False without a page."""
        pages = self.pages()
        if self.target not in pages:
            self.session = None
            self.target = min(pages, key=lambda it: not pages[it].startswith(self.settings.folder), default=None)
        for other in pages:
            if other != self.target:
                self.browser.tell('Target.closeTarget', targetId=other)
        if self.target and not self.session:
            try:
                answer = self.browser.call('Target.attachToTarget', self.limits.answer, targetId=self.target, flatten=True)
            except Refused:
                return False
            self.session = answer['sessionId']
            self.forget_page()
            # Tells at once of a page that has crashed already.
            self.browser.tell('Inspector.enable', self.session)
        return self.session is not None

    def pages(self):
        """Address by id."""
        answer = self.browser.call('Target.getTargets', self.limits.answer)
        return {it['targetId']: it['url'] for it in answer['targetInfos'] if it['type'] == 'page'}

    def hear(self):
        """Takes in what the browser told by itself."""
        while self.browser.events:
            event = self.browser.events.popleft()
            if event['method'] == CRASH and event.get('sessionId') == self.session:
                self.crashed = True
            elif event['method'] == 'Target.detachedFromTarget' and event['params'].get('sessionId') == self.session:
                self.session = None

    def rest(self):
        """Until the next look, which comes at once when the page crashes or the browser ends."""
        until = monotonic() + self.limits.look
        try:
            while not self.crashed and self.browser.listen(until - monotonic()):
                self.hear()
            # A crash that must wait for its pause would keep this from resting at all.
            if self.crashed and monotonic() < self.not_before:
                sleep(max(min(until, self.not_before) - monotonic(), 0))
        except Gone:
            sleep(max(min(until, self.not_before) - monotonic(), 0))

    # --- mending -----------------------------------------------------------------------------------------------

    def treat(self, trouble):
        now, limits = monotonic(), self.limits
        if trouble is None:
            if self.well_since is None and self.unready_since is None:
                say('kalendarz jest na ekranie')
                self.well_since, self.said = now, None
            if self.well_since and now - self.well_since >= limits.well:
                self.attempts = 0
            self.take_update(now)
            return
        self.well_since = None
        if trouble != self.said:
            say(trouble)
            self.said = trouble
        if now < self.not_before or not self.may_mend(trouble):
            return
        pause = min(limits.pause * 2**self.attempts, limits.offline if trouble in QUIET else limits.longest)
        self.mend(trouble)
        # No further than where the pauses have long reached their longest.
        self.attempts = min(self.attempts + 1, 20)
        self.not_before = monotonic() + pause

    def may_mend(self, trouble):
        """A page that shows something stays while loading it again might show nothing."""
        return trouble not in (HUNG, STILL, UNREADY) or self.keeps or not config.probe(self.settings)

    def mend(self, trouble):
        """Loads the page again; where that did not help, in a new tab; at last in a new browser."""
        try:
            if trouble == GONE or (self.attempts > 1 and trouble in (CRASHED, HUNG, STILL)):
                return self.restart()
            if self.attempts == 1 and trouble in (CRASHED, HUNG, STILL):
                return self.renew()
            # Without a network this goes on once a minute, for days.
            if not self.attempts or trouble not in QUIET:
                say('wczytuję kalendarz od nowa')
            # A page that hangs would never begin to leave: its process is ended first.
            if trouble == HUNG:
                self.browser.tell('Page.crash', self.session)
                self.hear_crash()
            self.browser.tell('Page.navigate', self.session, url=self.settings.address)
            self.forget_page()
        except Silent:
            self.restart()
        except (Refused, Gone):
            # Whatever it is now, the next look sees it.
            pass

    def hear_crash(self):
        until = monotonic() + self.limits.answer
        while not self.crashed:
            if not self.browser.listen(until - monotonic()):
                raise Silent
            self.hear()

    def renew(self):
        say('otwieram kalendarz w nowej karcie')
        old = self.target
        answer = self.browser.call('Target.createTarget', self.limits.answer, url=self.settings.address)
        self.target, self.session = answer['targetId'], None
        if old:
            self.browser.tell('Target.closeTarget', targetId=old)
        self.forget_page()

    def restart(self):
        say('uruchamiam przeglądarkę od nowa')
        self.well_since = None
        self.stop()
        self.start()

    def forget_page(self):
        """What was known of the page is known no more."""
        now = monotonic()
        self.crashed = False
        self.unready_since, self.beat, self.beat_since = now, None, now

    def take_update(self, now):
        """Debian puts a new browser beside the running one; without this the old one would run for months."""
        if not self.browser.is_replaced():
            self.replaced_since = None
            return
        self.replaced_since = self.replaced_since or now
        if now - self.replaced_since > self.limits.replaced and (self.keeps or not config.probe(self.settings)):
            say('jest nowa wersja przeglądarki')
            self.restart()

    # --- the browser -------------------------------------------------------------------------------------------

    def start(self):
        """Starts the browser. When it can't start with its profile, but with a fresh one, the old one is set aside;
        when with none, the old one is put back. Raises `NoBrowser`."""
        if self.try_starts():
            return
        aside = f'{self.profile}.broken'
        shutil.rmtree(aside, ignore_errors=True)
        if os.path.isdir(self.profile):
            say('przeglądarka nie rusza: próbuję z nowym profilem')
            os.rename(self.profile, aside)
            if self.try_starts():
                return
            shutil.rmtree(self.profile, ignore_errors=True)
            os.rename(aside, self.profile)
        raise NoBrowser

    def try_starts(self):
        for number in range(self.limits.starts):
            if self.try_start():
                return True
            notify('WATCHDOG=1')
            sleep(self.limits.pause * 2**number)
        return False

    def try_start(self):
        os.makedirs(self.profile, mode=0o700, exist_ok=True)
        # A lock of before a power cut, or of this computer under another name, would keep Chromium from starting.
        # Nobody else uses this profile.
        for name in ('SingletonLock', 'SingletonCookie', 'SingletonSocket'):
            try:
                os.unlink(os.path.join(self.profile, name))
            except FileNotFoundError:
                pass
        self.target = self.session = None
        self.replaced_since = None
        until = monotonic() + self.limits.start
        try:
            self.browser = Browser(command(self.settings, self.profile))
            self.browser.call('Browser.getVersion', self.limits.start)
            while not self.pages():
                if monotonic() > until:
                    raise Silent
                self.browser.listen(0.2)
            self.forget_page()
            return True
        except (Silent, Refused, Gone):
            self.stop()
            return False

    def stop(self):
        browser, self.browser = self.browser, None
        if browser:
            browser.stop(self.limits.close)


def command(settings, profile):
    browser = os.environ.get('CHROMIUM') or shutil.which('chromium') or shutil.which('chromium-browser') or 'chromium'
    more = os.environ.get('KALENDARZ_KIOSK_FLAGS', '').split()
    return [browser, *FLAGS, f'--user-data-dir={profile}', *more, settings.address]


def say(sentence):
    print(f'kalendarz-kiosk: {sentence}', file=sys.stderr, flush=True)
    notify(f'STATUS={sentence}')


def notify(state):
    """Tells systemd, as sd_notify(3) does."""
    path = os.environ.get('NOTIFY_SOCKET')
    if not path:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as to:
        try:
            to.sendto(state.encode(), '\0' + path[1:] if path[0] == '@' else path)
        except OSError as error:
            print(f'kalendarz-kiosk: systemd: {error}', file=sys.stderr)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--conf', default=config.FILE)
    parser.add_argument('--limits', default='{}', type=json.loads)
    arguments = parser.parse_args()
    limits = Limits(**arguments.limits)
    try:
        settings = config.read(arguments.conf)
    except config.Wrong as wrong:
        say(wrong)
        return 1
    watchdog = Watchdog(settings, limits, os.environ.get('STATE_DIRECTORY', '.'))
    for what in (signal.SIGTERM, signal.SIGINT):
        signal.signal(what, lambda *_: sys.exit(0))
    try:
        watchdog.run()
    except NoBrowser:
        say('przeglądarka nie rusza')
        return 1
    finally:
        for what in (signal.SIGTERM, signal.SIGINT):
            signal.signal(what, signal.SIG_IGN)
        notify('STOPPING=1')
        watchdog.stop()
    return 0


if __name__ == '__main__':
    sys.exit(main())
