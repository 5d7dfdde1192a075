"""What feed readers and calendar programs read of a published site: news by feedparser, calendars by icalendar.

    target/python/bin/python tests/published/read.py target/release/kalendarz
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import feedparser
import icalendar

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOME = "https://gmina.example/kultura/kalendarz/"
KALENDARZ = ROOT / "target/release/kalendarz"


class Published(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        place = tempfile.TemporaryDirectory()
        cls.addClassCleanup(place.cleanup)
        folder = pathlib.Path(place.name)
        cls.feed = json.loads((ROOT / "feed/feed.json").read_text())
        cls.feed["url"] = HOME
        odd = {"id": "znaki", "title": "Znaki \u0001 <b> & „]]>”", "start": "2026-12-05", "updated_at": "2026-11-29T10:00:00Z"}
        cls.feed["events"].append(odd)
        (folder / "feed.json").write_text(json.dumps(cls.feed))
        (folder / "img").symlink_to(ROOT / "feed/img")
        cls.out = folder / "kalendarz"
        command = [KALENDARZ, "publish", folder / "feed.json", "--site", ROOT / "dist", "--out", cls.out]
        subprocess.run([*command, "--now", "2026-11-28T06:00", "--previews", "0"], check=True, stdout=subprocess.DEVNULL)

    def test_atom(self):
        read = feedparser.parse((self.out / "nowe.xml").read_bytes())
        self.assertFalse(read.bozo, read.get("bozo_exception"))
        self.assertEqual(read.version, "atom10")
        self.assertEqual(read.feed.title, "Kalendarz kulturalny Opatowa: Nowe w kalendarzu")
        self.assertEqual(read.feed.link, HOME)
        self.assertEqual(len(read.entries), 50)
        self.assertEqual(read.entries[0].title_detail.type, "text/plain")
        self.assertEqual(read.entries[0].title.split(), ["Znaki", "<b>", "&", "„]]>”"])
        for entry in read.entries:
            self.assertTrue(entry.link.startswith(HOME + "wydarzenia/"), entry.link)
            self.assertTrue((self.out / entry.link.removeprefix(HOME)).is_file(), entry.link)
            self.assertEqual(entry.id, entry.link)
            self.assertLessEqual(entry.published_parsed, entry.updated_parsed)
            self.assertTrue(entry.summary)
        updated = [entry.updated_parsed for entry in read.entries]
        self.assertEqual(updated, sorted(updated, reverse=True))

    def test_json_feed_says_the_same(self):
        read = json.loads((self.out / "nowe.json").read_text())
        self.assertEqual(read["version"], "https://jsonfeed.org/version/1.1")
        atom = feedparser.parse((self.out / "nowe.xml").read_bytes())
        self.assertEqual([item["url"] for item in read["items"]], [entry.link for entry in atom.entries])
        self.assertEqual([item["id"] for item in read["items"]], [entry.id for entry in atom.entries])
        for item in read["items"]:
            self.assertEqual(set(item), {"id", "url", "title", "summary", "content_text", "date_published", "date_modified"})

    def test_calendars(self):
        files = sorted(self.out.glob("kalendarze/*.ics"))
        lists = len(self.feed["age_groups"]) + len(self.feed["categories"])
        self.assertGreater(len(files), lists)
        for path in files + sorted(self.out.glob("wydarzenia/*.ics")):
            calendar = icalendar.Calendar.from_ical(path.read_bytes())
            self.assertEqual(calendar.errors, [], path)
            for event in calendar.walk("VEVENT"):
                self.assertTrue(event["SUMMARY"] and event["UID"], path)
        whole = icalendar.Calendar.from_ical((self.out / "kalendarze/wszystkie.ics").read_bytes())
        self.assertGreater(len(whole.walk("VEVENT")), 50)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        KALENDARZ = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
