"""Every date that another calendar program reads from an iCalendar file, a line each: begin, end, title.

    target/python/bin/python tests/ics/read.py 2026-11-01 2027-04-01 < kalendarz.ics

Times are universal time; the window's last day does not count. It knows nothing of our own programs.
"""

import datetime
import sys
import zoneinfo

# The zones of the pinned tzdata, not of the machine.
zoneinfo.reset_tzpath(to=())

import icalendar  # noqa: E402
import recurring_ical_events  # noqa: E402


def moment(time):
    if not isinstance(time, datetime.datetime):
        return time.isoformat()
    return time.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def line(event):
    off = " (cancelled)" if event.get("STATUS") == "CANCELLED" else ""
    return f"{moment(event.start)} {moment(event.end)} {event['SUMMARY']}{off}"


[calendar] = icalendar.Calendar.from_ical(sys.stdin.buffer.read(), multiple=True)
window = map(datetime.date.fromisoformat, sys.argv[1:3])
print("\n".join(sorted(map(line, recurring_ical_events.of(calendar).between(*window)))))
