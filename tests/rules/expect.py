#!/usr/bin/env python3
"""What `kalendarz list --json` must print for every case in this folder, by another tool than ours.

Rules are expanded by python-dateutil, zones are Python's own zoneinfo with the tzdata package; the rest is written down
here once more from the format's text, sections "Dates of an event", "What bad input gets" and "Filters, exactly" (dates
only). Nothing of the calendar is called. A feed's field `cases` (unknown to the calendar, which ignores it) says what is
asked: `{"name", "now", "query"}`. The answer goes to `expected/<feed>.<name>.jsonl`, a JSON object a line.

    python3 -m venv target/rules && target/rules/bin/pip install -r tests/rules/requirements.txt
    target/rules/bin/python tests/rules/expect.py            # writes the expectations
    target/rules/bin/python tests/rules/expect.py --check    # says whether the committed ones are still those

Quotations in comments are sentences of the format. Where python-dateutil and the format differ by design is marked
DIFFERS and explained in docs/recurrence.md.
"""

import argparse
import json
import re
import sys
import zoneinfo
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from dateutil import rrule

HERE = Path(__file__).resolve().parent
DAY = timedelta(days=1)

# ------------------------------------------------------------------------------------------------------------- times


@dataclass(frozen=True)
class Written:
    """A time in one of the three forms: one of the three is set."""

    day: date | None = None
    wall: datetime | None = None
    instant: datetime | None = None


def written(text):
    """`2026-11-27`, `2026-11-27T18:00` with optional seconds, or RFC 3339; None for anything else."""
    text = text.strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return Written(day=date.fromisoformat(text))
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", text):
        return Written(wall=datetime.fromisoformat(text))
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", text):
        return Written(instant=datetime.fromisoformat(text).astimezone(timezone.utc))
    return None


class Zone:
    def __init__(self, name):
        self.info = zoneinfo.ZoneInfo(name)

    def instant(self, wall):
        """DIFFERS: dateutil leaves wall times alone, and its own `resolve_imaginary` moves a skipped time forward by
        the gap only when asked to. "A wall time that the clock change skips or repeats is read as RFC 5545 section
        3.3.5 says: with the offset before the gap, and the first of two." That is what fold=0 means in PEP 495."""
        return wall.replace(tzinfo=self.info, fold=0).astimezone(timezone.utc)

    def wall(self, instant):
        return instant.astimezone(self.info).replace(tzinfo=None, fold=0)

    def rfc3339(self, instant):
        return instant.astimezone(self.info).isoformat(timespec="seconds")

    def day(self, it):
        return it.day or self.read(it)[0].date()

    def read(self, it):
        """What the wall shows at a time that is not a bare day, and the instant."""
        instant = it.instant or self.instant(it.wall)
        return self.wall(instant), instant


# ------------------------------------------------------------------------------------------------------------- dates


@dataclass(frozen=True)
class When:
    """Whole days `first` to `last`, or instants."""

    first: date
    last: date
    begins: datetime
    ends: datetime | None = None
    whole: bool = False

    @property
    def key(self):
        """"Two dates on one instant are one." A whole day is no instant."""
        return (self.whole, self.begins)


def whole(zone, first, last):
    return When(first, last, zone.instant(datetime.combine(first, time())), whole=True)


def timed(zone, begins, ends):
    first = zone.wall(begins).date()
    last = first
    if ends is not None:
        # "An `end` at 00:00 belongs to the day before."
        last = max(first, (zone.wall(ends) - timedelta(seconds=1)).date())
    return When(first, last, begins, ends)


def midnight(zone, day):
    return zone.instant(datetime.combine(day, time()))


def over(zone, when):
    """ "With no `end`, the event is over at the end of its start day."""
    return when.ends or midnight(zone, when.last + DAY)


@dataclass(frozen=True)
class Length:
    """Wall-clock length of timed dates, or days after the first of whole ones."""

    clock: timedelta | None = None
    days: int | None = None


def understand(zone, start, end, all_day):
    """A start and an end as written -> When, Length."""
    if start.day:
        last = start.day
        if end:
            # "`start` a day and `end` a time: whole days from `start` to the day of `end`"
            last = end.day or (zone.read(end)[0] - timedelta(seconds=1)).date()
            last = max(last, start.day)
        return whole(zone, start.day, last), Length(days=(last - start.day).days)
    wall, begins = zone.read(start)
    ends = length = None
    if end:
        if end.day:
            # "`start` a time and `end` a bare day: until the end of that day"
            end = Written(wall=datetime.combine(end.day + DAY, time()))
        end_wall, ends = zone.read(end)
        if ends < begins and end_wall == datetime.combine(wall.date(), time()):
            # "`end` at 00:00 of the start's own day, after a later start: read as the midnight that follows"
            end_wall += DAY
            end = Written(wall=end_wall)
            ends = zone.instant(end_wall)
        if ends <= begins:
            ends = None
        else:
            # "Length is wall-clock length everywhere: 22:00–06:00 ends at 06:00 on every night". What is written is
            # the length, even where the clock change skips the start or the end of the first date.
            length = Length(clock=(end.wall or end_wall) - (start.wall or wall))
    when = timed(zone, begins, ends)
    if all_day:
        # "`all_day: true` with times: the days of those times"
        return whole(zone, when.first, when.last), Length(days=(when.last - when.first).days)
    return when, length


def lasting(zone, start, length, all_day=False):
    """A date without an end of its own: it "lasts as long as the event's first date, by the wall clock; without that
    it has no end"."""
    length = length or Length()
    if start.day or all_day:
        first = zone.day(start)
        return whole(zone, first, first + timedelta(days=length.days or 0))
    wall, begins = zone.read(start)
    ends = None
    if length.clock is not None:
        # DIFFERS: dateutil knows starts only, RFC 5545 would keep the exact length. "Length is wall-clock length
        # everywhere: 22:00–06:00 ends at 06:00 on every night".
        ends = zone.instant((start.wall or wall) + length.clock)
        if ends <= begins:
            ends = None
    return timed(zone, begins, ends)


# ------------------------------------------------------------------------------------------------------------- rules

PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
FREQ = {"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY}
WEEKDAYS = {str(day): day for day in (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)}


class Unreadable(Exception):
    """ "A rule with another part, or unreadable" """


def numbers(text, low, high, negative):
    found = []
    for item in text.split(","):
        if not re.fullmatch(r"[+-]?\d+", item):
            raise Unreadable
        number = int(item)
        if not low <= abs(number) <= high or (number < 0 and not negative):
            raise Unreadable
        found.append(number)
    return found


def weekdays(text):
    found = []
    for item in text.split(","):
        match = re.fullmatch(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", item)
        if not match:
            raise Unreadable
        day = WEEKDAYS[match[2]]
        number = int(match[1]) if match[1] else None
        if number is not None and not 1 <= abs(number) <= 53:
            raise Unreadable
        found.append(day(number) if number is not None else day)
    return found


def until(text):
    """iCalendar's forms and the feed's own."""
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", text)
    if match:
        year, month, day, hour, minute, second, utc = match.groups()
        text = f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second}{utc}" if hour else "")
    it = written(text)
    if not it:
        raise Unreadable
    return it


@dataclass(frozen=True)
class Rule:
    freq: int
    interval: int
    count: int | None
    until: Written | None
    by: dict
    week_start: object

    @staticmethod
    def parse(text):
        text = text.strip()
        if text[:6].upper() == "RRULE:":
            text = text[6:]
        parts = {}
        for part in text.upper().split(";"):
            name, equals, value = (piece.strip() for piece in part.partition("="))
            if not equals or name not in PARTS or name in parts:
                raise Unreadable
            parts[name] = value
        if parts.get("FREQ") not in FREQ:
            raise Unreadable
        freq = FREQ[parts["FREQ"]]
        by = {}
        if "BYDAY" in parts:
            by["byweekday"] = weekdays(parts["BYDAY"])
        if "BYMONTHDAY" in parts:
            by["bymonthday"] = numbers(parts["BYMONTHDAY"], 1, 31, True)
        if "BYMONTH" in parts:
            by["bymonth"] = numbers(parts["BYMONTH"], 1, 12, False)
        # RFC 5545 section 3.3.10 forbids these; dateutil would take the first two and find a meaning.
        if freq == rrule.WEEKLY and "bymonthday" in by:
            raise Unreadable
        if freq >= rrule.WEEKLY and any(day.n for day in by.get("byweekday", [])):
            raise Unreadable
        if "BYSETPOS" in parts:
            if not by:
                raise Unreadable
            by["bysetpos"] = numbers(parts["BYSETPOS"], 1, 366, True)
        if parts.get("WKST", "MO") not in WEEKDAYS:
            raise Unreadable
        return Rule(
            freq,
            numbers(parts.get("INTERVAL", "1"), 1, 10**6, False)[0],
            numbers(parts["COUNT"], 1, 10**6, False)[0] if "COUNT" in parts else None,
            until(parts["UNTIL"]) if "UNTIL" in parts else None,
            by,
            WEEKDAYS[parts.get("WKST", "MO")],
        )

    def walls(self, zone, start, last):
        """The wall times of the rule up to the day `last`, from the first on. `start`: wall time of the first."""
        begin, by = start, self.by
        if self.freq == rrule.WEEKLY and "bysetpos" in by:
            # DIFFERS: in the week of the start dateutil counts BYSETPOS from the start on. A period is counted as a
            # whole: "The dates are exactly those that the rule gives from `start` on."
            by = {"byweekday": [rrule.weekday(start.weekday())], **by}
            begin = start - timedelta(days=(start.weekday() - self.week_start.weekday) % 7)
        end = datetime.combine(last, time.max)
        # dateutil gives no `start` that is not on its rule, as the format wants it. COUNT and UNTIL are counted here:
        # dateutil would count from `begin` and knows UNTIL in one form only.
        dates = rrule.rrule(self.freq, dtstart=begin, interval=self.interval, wkst=self.week_start, until=end, **by)
        given = 0
        for wall in dates:
            if wall < start:
                continue
            if self.count is not None and given == self.count:
                return
            if self.ended(zone, wall):
                return
            given += 1
            yield wall

    def ended(self, zone, wall):
        """ "`UNTIL` is inclusive, as a day, a wall time or an instant." """
        if self.until is None:
            return False
        if self.until.day:
            return wall.date() > self.until.day
        if self.until.wall:
            return wall > self.until.wall
        return zone.instant(wall) > self.until.instant


# ------------------------------------------------------------------------------------------------------------ events


def event_dates(zone, event, last):
    """[(When, occurrence or {})] of an event; its rule up to the day `last`."""
    def time_of(holder, name):
        text = holder.get(name)
        return written(text) if isinstance(text, str) else None

    all_day = event.get("all_day", False)

    def meant(text):
        """ "`all_day: true` with times: the days of those times", which are its exdates and rdates too."""
        it = written(text)
        return Written(day=zone.day(it)) if all_day else it

    start, end = time_of(event, "start"), time_of(event, "end")
    first = length = None
    if start:
        first, length = understand(zone, start, end, all_day)

    listed = event.get("occurrences", [])
    plain, by_rule = [], []
    if "rrule" in event:
        try:
            rule = Rule.parse(event["rrule"])
        except Unreadable:
            # "the event is shown on its `start` alone"
            plain.append(first)
        else:
            wall = datetime.combine(first.first, time()) if first.whole else start.wall or zone.read(start)[0]
            for it in rule.walls(zone, wall, last):
                one = Written(day=it.date()) if first.whole else Written(wall=it)
                by_rule.append(lasting(zone, one, length))
    elif not listed and first:
        # With `occurrences`, "`start` is not a date unless listed".
        plain.append(first)
    for text in event.get("rdates", []):
        plain.append(lasting(zone, meant(text), length))

    # "An exdate that is a bare day removes every date of that day. Exdates remove dates of the rule and `rdates`, never
    # an entry of `occurrences`."
    off = [meant(text) for text in event.get("exdates", [])]
    days_off = {it.day for it in off if it.day}
    instants_off = {zone.read(it)[1] for it in off if not it.day}

    def stands(when):
        return when.first not in days_off and (when.whole or when.begins not in instants_off)

    # "Two dates on one instant are one." Which is not said: the named one, for "`rdates` and `occurrences` have no limit".
    dates = {when.key: when for when in by_rule + plain if stands(when)}

    explicit = {}
    for entry in listed:
        at = time_of(entry, "start")
        if not at:
            continue  # "An unreadable occurrence is left out and reported, the others stay."
        own_all_day = entry.get("all_day", all_day)
        if "end" in entry:
            when, _ = understand(zone, at, time_of(entry, "end"), own_all_day)
        else:
            when = lasting(zone, at, length, own_all_day)
        if when.key in explicit:
            continue
        explicit[when.key] = (when, entry)
        # "an occurrence takes the place of the rule's date with the same start, or with the start named in `replaces`"
        dates.pop(when.key, None)
        if "replaces" in entry:
            moved = meant(entry["replaces"])
            key = whole(zone, moved.day, moved.day).key if moved.day else (False, zone.read(moved)[1])
            dates.pop(key, None)
    return [(when, {}) for when in dates.values()] + list(explicit.values())


# ------------------------------------------------------------------------------------------------------------ queries


@dataclass(frozen=True)
class Window:
    first: date
    last: date | None
    past: bool
    dated: bool


def window(zone, query, now):
    """Section "Filters, exactly", Dates."""
    today = zone.wall(now).date()
    asked = dict(pair.split("=") for pair in query.split("&") if pair)
    first, last = (date.fromisoformat(asked[key]) if key in asked else None for key in ("from", "to"))
    if first or last:
        # "`to` alone begins today and shows all of today, what is over too."
        return Window(first or today, last, past=True, dated=True)
    sunday = today + timedelta(days=6 - today.weekday())
    month_end = (today.replace(day=1) + timedelta(days=32)).replace(day=1) - DAY
    days = {
        "today": (today, today),
        "tomorrow": (today + DAY, today + DAY),
        "weekend": (max(today, sunday - DAY), sunday),
        "week": (today, sunday),
        "month": (today, month_end),
    }
    if "when" in asked:
        return Window(*days[asked["when"]], past=False, dated=True)
    return Window(today, None, past=False, dated=False)


def matches(zone, asked, when, now):
    if asked.dated:
        if asked.last and when.first > asked.last or when.last < asked.first:
            return False
        if asked.last and asked.last < asked.first:
            return False
    # "An occurrence is over from the instant of its end on."
    return asked.past or over(zone, when) > now


ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"


def title_key(title):
    """The order of titles as far as these feeds need it: Polish letters, digits before letters, spaces before both."""
    return [
        (0, 0) if sign == " " else (1, int(sign)) if sign.isdigit() else (2, ALPHABET.index(sign))
        for sign in title.lower()
    ]


def expected(feed, case):
    zone = Zone(feed.get("timezone", "Europe/Warsaw"))
    now = written(case["now"])
    now = now.instant or zone.instant(now.wall or datetime.combine(now.day, time()))
    asked = window(zone, case.get("query", ""), now)
    # "in a window without an end, rules reach up to and including the 366th day after its first day"
    last = asked.last or asked.first + timedelta(days=366)
    found = []
    for event in feed["events"]:
        for when, own in event_dates(zone, event, last):
            if matches(zone, asked, when, now):
                # "by start, whole-day first on a day, then title …, at last `id`"
                order = (when.first, not when.whole, when.begins, title_key(event["title"]), event["id"])
                found.append((order, event, when, own))
    for _, event, when, own in sorted(found, key=lambda it: it[0]):
        end = when.last.isoformat() if when.whole else when.ends and zone.rfc3339(when.ends)
        yield {
            "event": event["id"],
            "start": when.first.isoformat() if when.whole else zone.rfc3339(when.begins),
            "end": end,
            "all_day": when.whole,
            "venue": own.get("venue", event.get("venue")),
            "status": own.get("status", event.get("status", "scheduled")),
        }


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true", help="write nothing, fail when something differs")
    check = arguments.parse_args().check
    # The tzdata package, not the machine's own tables.
    zoneinfo.reset_tzpath(to=())
    wanted = {}
    for path in sorted(HERE.glob("*.json")):
        feed = json.loads(path.read_text("utf-8"))
        for case in feed["cases"]:
            lines = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in expected(feed, case)]
            wanted[HERE / "expected" / f"{path.stem}.{case['name']}.jsonl"] = "".join(line + "\n" for line in lines)
    have = {path: path.read_text("utf-8") for path in (HERE / "expected").glob("*.jsonl")}
    differ = sorted(path.name for path in wanted.keys() | have.keys() if wanted.get(path) != have.get(path))
    if check:
        for name in differ:
            print(f"differs: {name}", file=sys.stderr)
        sys.exit(1 if differ else 0)
    (HERE / "expected").mkdir(exist_ok=True)
    for path in have.keys() - wanted.keys():
        path.unlink()
    for path, text in wanted.items():
        path.write_text(text, "utf-8")
    lines = sum(text.count("\n") for text in wanted.values())
    print(f"{len(wanted)} cases, {lines} lines, {len(differ)} files changed")


if __name__ == "__main__":
    main()
