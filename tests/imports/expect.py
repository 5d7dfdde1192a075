"""The dates that another program reads from the iCalendar files of this folder: what an import must give.

The program is icalendar with recurring-ical-events (python-dateutil, Python's zoneinfo with the tzdata package); nothing
of ours is called. Cases stand in `cases.json`; the answer to each goes to `expected/FILE.jsonl`, a date a line.

    target/python/bin/python tests/imports/expect.py            # writes the expectations
    target/python/bin/python tests/imports/expect.py --check    # says whether the committed ones are still those
    target/python/bin/python tests/imports/expect.py --read FILE ZONE FROM TO   # prints those of another file
"""

import datetime
import json
import pathlib
import sys
import zoneinfo

# The zones of the pinned tzdata, not of the machine.
zoneinfo.reset_tzpath(to=())

import icalendar  # noqa: E402
import recurring_ical_events  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
DAY = datetime.timedelta(days=1)


def is_time(value):
    return isinstance(value, datetime.datetime)


def title_of(event):
    return " ".join(str(event["SUMMARY"]).split())


def line(event, titles, zone):
    """A date as `kalendarz list --json` prints it: whole days end on their last day, an end at the start is none."""
    begin, end = event["DTSTART"].dt, event["DTEND"].dt
    cancelled = str(event.get("STATUS", "")).upper() in ("CANCELLED", "CANCELED")
    title = titles.get(str(event.get("UID", "")), title_of(event))
    if not is_time(begin):
        last = max(begin, end - DAY)
        return begin, last, {"title": title, "start": begin.isoformat(), "end": last.isoformat(), "all_day": True, "cancelled": cancelled}
    # Floating times are the feed's.
    begin, end = ((it if it.tzinfo else it.replace(tzinfo=zone)).astimezone(zone) for it in (begin, end))
    first = begin.date()
    last = first
    if end > begin:
        last = max(first, (end.replace(tzinfo=None) - datetime.timedelta(seconds=1)).date())
    end = end.isoformat() if end > begin else None
    return first, last, {"title": title, "start": begin.isoformat(), "end": end, "all_day": False, "cancelled": cancelled}


def read(data, zone, start, end):
    """Every date that touches the days from `start` to `end`, both included."""
    zone = zoneinfo.ZoneInfo(zone)
    [calendar] = icalendar.Calendar.from_ical(data, multiple=True)
    # In the feed a date has its event's title; what is called otherwise on one date says so in a note.
    titles = {str(it["UID"]): title_of(it) for it in calendar.walk("VEVENT") if "RECURRENCE-ID" not in it and "UID" in it}
    # Days of the window are the feed's: asked for more, and looked at here.
    found = recurring_ical_events.of(calendar).between(start - 2 * DAY, end + 2 * DAY)
    # What is private is not imported.
    found = [it for it in found if str(it.get("CLASS", "PUBLIC")) not in ("PRIVATE", "CONFIDENTIAL")]
    lines = (line(event, titles, zone) for event in found)
    return sorted({json.dumps(it, ensure_ascii=False) for first, last, it in lines if first <= end and last >= start})


def case(it):
    data = (HERE / it["file"]).read_bytes()
    start, end = (datetime.date.fromisoformat(it[name]) for name in ("from", "to"))
    return "".join(f"{line}\n" for line in read(data, it["timezone"], start, end))


def main(arguments):
    if arguments[:1] == ["--read"]:
        name, zone, start, end = arguments[1:]
        lines = read(pathlib.Path(name).read_bytes(), zone, *map(datetime.date.fromisoformat, (start, end)))
        print("\n".join(lines))
        return 0
    wrong = 0
    for it in json.loads((HERE / "cases.json").read_text()):
        path = HERE / "expected" / pathlib.Path(it["file"]).with_suffix(".jsonl").name
        answer = case(it)
        if arguments == ["--check"]:
            if not path.exists() or path.read_text() != answer:
                print(f"{path.name} is not what the tool says")
                wrong += 1
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(answer)
    return wrong and 1


sys.exit(main(sys.argv[1:]))
