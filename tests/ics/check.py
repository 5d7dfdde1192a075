"""What another calendar program reads from `kalendarz ics`, against what `kalendarz list` prints.

The program is icalendar with recurring-ical-events, which share nothing with ours: rules by python-dateutil, zones by
Python's zoneinfo or by the file's own VTIMEZONE. Dates are compared one by one: event, begin, end, cancelled.

    target/python/bin/python tests/ics/check.py target/release/kalendarz
"""

import collections
import datetime
import functools
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest
import zoneinfo

# The zones of the pinned tzdata, not of the machine.
zoneinfo.reset_tzpath(to=())

import icalendar  # noqa: E402
import recurring_ical_events  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
FEEDS = [ROOT / "feed/feed.json", *sorted((ROOT / "tests").glob("fixtures/*.json")), *sorted((ROOT / "tests").glob("ics/*.json"))]
NOW = "2026-11-22T18:05"
WINDOWS = [
    ("2024-02-01", "2024-03-10"),
    ("2026-09-01", "2026-12-31"),
    ("2027-03-01", "2027-04-15"),
    ("2027-10-20", "2027-11-20"),
    ("2028-02-20", "2028-04-10"),
    ("2029-12-01", "2030-01-31"),
    ("2033-03-20", "2033-11-10"),
    ("2036-10-01", "2036-11-30"),
]
# Whatever is on, in order; with filters; days by name.
QUERIES = ["", "when=weekend", "from=2027-03-20&to=2027-04-05", "free=1&from=2026-11-01", "q=o&to=2027-01-31"]

KALENDARZ = ROOT / "target/release/kalendarz"
compared = 0

Known = collections.namedtuple("Known", "event start end all_day cancelled")


def run(*arguments, code=0):
    # As bytes: a text stream would make "\\n" of the line breaks that are to be looked at.
    done = subprocess.run([KALENDARZ, *map(str, arguments)], capture_output=True)
    said, complaint = done.stdout.decode(), done.stderr.decode()
    assert done.returncode == code, f"{arguments}: {done.returncode}\n{complaint}"
    return said, complaint


def day(text):
    return datetime.date.fromisoformat(text)


def listed(feed, query):
    """What `kalendarz list` prints, in its order."""
    lines, _ = run("list", feed, "--json", "--now", NOW, "--query", query)
    return [of_line(json.loads(line)) for line in lines.splitlines()]


def of_line(line):
    if line["all_day"]:
        start, end = day(line["start"]), day(line["end"]) + datetime.timedelta(days=1)
    else:
        start = datetime.datetime.fromisoformat(line["start"])
        end = line["end"] and datetime.datetime.fromisoformat(line["end"])
    return Known(line["event"], instant(start), instant(end), line["all_day"], line["status"] == "cancelled")


def instant(time):
    """Times as universal time, so that they are compared on the time line."""
    return time.astimezone(datetime.timezone.utc) if isinstance(time, datetime.datetime) else time


def of_event(event):
    """A date as the other program understood it."""
    start, end = event.start, event.end
    all_day = not isinstance(start, datetime.datetime)
    # Without DTEND an event at a time has no length here.
    ended = all_day or end != start
    return Known(event_id(event), instant(start), instant(end) if ended else None, all_day, event["STATUS"] == "CANCELLED")


def event_id(event):
    """The id in a UID: up to the original start, the path and the host; other bytes than letters as `_2E`."""
    name = re.split(r"[.+@]", event["UID"])[0]
    return re.sub(rb"_([0-9A-F]{2})", lambda found: bytes.fromhex(found[1].decode()), name.encode()).decode()


def parsed(text):
    for line in text.encode().split(b"\r\n"):
        assert len(line) <= 75 and b"\n" not in line, line
    [calendar] = icalendar.Calendar.from_ical(text, multiple=True)
    assert not calendar.errors, calendar.errors
    for event in calendar.walk("VEVENT"):
        assert not event.errors, (event["UID"], event.errors)
        for name in ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE"]:
            assert name in event, (event["UID"], name)
    return calendar


@functools.cache
def whole(feed, own_zone):
    text, _ = run("ics", feed, "--now", NOW)
    if not own_zone:
        return parsed(text)
    # A zone that no program knows, so that the file's own has to be read; a name a feed, since names are remembered.
    name = f"Kalendarz/{feed.stem}"
    text = re.sub(r"^TZID:.*(?=\r\n)", f"TZID:{name}", text.replace("\r\n ", ""), flags=re.M)
    text = re.sub(r";TZID=[^:]*:", f";TZID={name}:", text)
    return icalendar.Calendar.from_ical(text)


def touches(known, first, last):
    """Whether a date touches the days, as docs/format.md means it: an end at 00:00 belongs to the day before."""
    zone = datetime.timezone.utc if known.all_day else touches.zone
    begin = known.start if known.all_day else known.start.astimezone(zone).date()
    over = known.end
    if over is None:
        final = begin
    elif known.all_day:
        final = over - datetime.timedelta(days=1)
    else:
        final = max(begin, (over.astimezone(zone) - datetime.timedelta(seconds=1)).date())
    return begin <= last and final >= first


class Check(unittest.TestCase):
    maxDiff = 3000

    def same(self, found, expected, ordered=False):
        global compared
        compared += len(expected)
        if not ordered:
            found, expected = sorted(found, key=repr), sorted(expected, key=repr)
        self.assertEqual(found, expected)

    def windows(self, feed, own_zone):
        """The whole programme, its rules expanded by the other program."""
        touches.zone = zone_of(feed)
        query = recurring_ical_events.of(whole(feed, own_zone))
        for first, last in WINDOWS:
            with self.subTest(window=f"{first}/{last}"):
                margin = datetime.timedelta(days=2)
                events = query.between(day(first) - margin, day(last) + margin)
                found = [known for known in map(of_event, events) if touches(known, day(first), day(last))]
                self.same(found, listed(feed, f"from={first}&to={last}"))

    def selections(self, feed):
        """Filtered selections: an event a date, in the feed's order, with the UID that the date has alone."""
        for query in QUERIES:
            with self.subTest(query=query):
                calendar = parsed(run("ics", feed, "--now", NOW, "--query", query)[0])
                events = calendar.walk("VEVENT")
                expected = listed(feed, query)
                self.same([of_event(event) for event in events], expected, ordered=True)
                uids = [event["UID"] for event in events]
                self.assertEqual(len(set(uids)), len(uids))
                self.assertFalse([event for event in events if "RRULE" in event])
                for event in events[:: max(1, len(events) // 12)]:
                    self.alone(feed, event)

    def alone(self, feed, event):
        zone = zone_of(feed)
        start = event.start
        at = start.astimezone(zone).strftime("%Y-%m-%dT%H:%M:%S") if isinstance(start, datetime.datetime) else start
        calendar = parsed(run("ics", feed, "--now", NOW, "--event", event_id(event), "--at", at)[0])
        [one] = calendar.walk("VEVENT")
        if instant(one.start) != instant(start):
            # The clock shows this time twice, and an address means the first.
            self.assertEqual(one.start.astimezone(zone).replace(tzinfo=None), start.astimezone(zone).replace(tzinfo=None))
            return
        self.same([of_event(one)], [of_event(event)])
        self.assertEqual(one.to_ical(), event.to_ical())

    def events(self, feed):
        """One event is the same alone as in the whole programme."""
        events = collections.defaultdict(list)
        for event in whole(feed, False).walk("VEVENT"):
            events[event_id(event)].append(event.to_ical())
        ids = list(events)
        for name in ids[:: max(1, len(ids) // 30)]:
            with self.subTest(event=name):
                alone = parsed(run("ics", feed, "--now", NOW, "--event", name)[0])
                self.assertEqual([event.to_ical() for event in alone.walk("VEVENT")], events[name])


@functools.cache
def zone_of(feed):
    return zoneinfo.ZoneInfo(json.loads(feed.read_text(encoding="utf-8")).get("timezone", "Europe/Warsaw"))


def refused(feed):
    done = subprocess.run([KALENDARZ, "ics", feed], capture_output=True)
    return done.returncode == 1


def add(feed):
    name = re.sub(r"\W", "_", str(feed.relative_to(ROOT)))
    if refused(feed):
        def listed_neither(self):
            self.assertEqual(run("ics", feed, code=1)[1], run("list", feed, code=1)[1])
        setattr(Check, f"test_{name}_refused", listed_neither)
        return
    setattr(Check, f"test_{name}_windows", lambda self: self.windows(feed, False))
    setattr(Check, f"test_{name}_windows_by_its_own_zone", lambda self: self.windows(feed, True))
    setattr(Check, f"test_{name}_selections", lambda self: self.selections(feed))
    setattr(Check, f"test_{name}_events", lambda self: self.events(feed))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        KALENDARZ = pathlib.Path(sys.argv.pop(1)).resolve()
    for feed in FEEDS:
        add(feed)
    program = unittest.main(exit=False, verbosity=2)
    print(f"Compared {compared} dates of {len(FEEDS)} feeds.", file=sys.stderr)
    # Nothing compared would be no success.
    sys.exit(not program.result.wasSuccessful() or compared < 1000)
