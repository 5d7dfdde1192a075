"""Writes `tabela.xlsx` and `tabela.ods`, tables as spreadsheet programs keep them: dates as numbers with a format.

Not run by any test. openpyxl 3.1.5 and odfpy 1.4.1:

    python3 -m venv target/tables && target/tables/bin/pip install openpyxl==3.1.5 odfpy==1.4.1
    target/tables/bin/python tests/imports/tables.py
"""

import datetime
import pathlib

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

HERE = pathlib.Path(__file__).resolve().parent
day, clock, moment = datetime.date, datetime.time, datetime.datetime

ROWS = [
    ["Program Domu Kultury na zimę"],
    [],
    ["Lp.", "Tytuł wydarzenia", "Data", "Godzina (od–do)", "Miejsce", "Kategoria", "Dla kogo", "Wstęp", "Uwagi"],
    [1, "Koncert kolęd", day(2026, 12, 18), clock(18, 0), "Sala widowiskowa", "Koncerty", None, "20 zł, ulgowy 15 zł", "x"],
    [2, "Warsztaty: bombki", day(2026, 12, 12), "10:00–12:30", "Pracownia", "Warsztaty, Dla dzieci", "7–12", "wstęp wolny", None],
    [3, "Bal", moment(2026, 12, 31, 20, 0), None, "Sala widowiskowa", None, "18+", 150, None],
    [4, "Wystawa szopek", "1 grudnia – 6 stycznia 2027", None, "Galeria", "Wystawy", None, None, None],
    [5, "Wernisaż", 46357, 17.3, "Galeria", "Wystawy", None, 0, None],
    [6, "Spotkanie", "w przyszłym tygodniu", None, None, None, None, None, None],
]


def xlsx():
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    other = book.create_sheet("Notatki")
    other.append(["Zamówić krzesła"])
    # The same bytes at every run.
    book.properties.created = book.properties.modified = moment(2026, 11, 1)
    book.save(HERE / "tabela.xlsx")


def ods():
    book = OpenDocumentSpreadsheet()
    table = Table(name="Program")
    for values in ROWS:
        row = TableRow()
        for value in values:
            row.addElement(cell(value))
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(HERE / "tabela.ods")


def cell(value):
    if value is None:
        return TableCell()
    if isinstance(value, clock):
        made = TableCell(valuetype="time", timevalue=f"PT{value.hour:02}H{value.minute:02}M00S")
    elif isinstance(value, (moment, day)):
        made = TableCell(valuetype="date", datevalue=value.isoformat())
    elif isinstance(value, (int, float)):
        made = TableCell(valuetype="float", value=value)
    else:
        made = TableCell(valuetype="string")
    made.addElement(P(text=str(value)))
    return made


xlsx()
ods()
