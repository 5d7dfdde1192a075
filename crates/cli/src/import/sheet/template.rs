//! An empty table for the programme: headings, drop-downs, an example, how to fill it in.

use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Workbook, XlsxError};

/// How the title of the example begins, which is no event.
pub const EXAMPLE: &str = "PRZYKŁAD (usuń ten wiersz)";

/// Heading, width, an example, what may be chosen.
const COLUMNS: [(&str, f64, &str, &[&str]); 18] = [
    ("ID", 16.0, "", &[]),
    (
        "Tytuł",
        36.0,
        "PRZYKŁAD (usuń ten wiersz): Koncert kolęd",
        &[],
    ),
    ("Data", 14.0, "18.12.2026", &[]),
    ("Godzina", 12.0, "18:00", &[]),
    ("Data zakończenia", 16.0, "", &[]),
    ("Godzina zakończenia", 18.0, "19:30", &[]),
    (
        "Powtarza się",
        18.0,
        "",
        &[
            "co tydzień",
            "co dwa tygodnie",
            "co miesiąc",
            "co rok",
            "codziennie",
        ],
    ),
    ("Miejsce", 26.0, "Dom Kultury, sala widowiskowa", &[]),
    ("Adres", 22.0, "ul. Przykładowa 1", &[]),
    ("Miejscowość", 16.0, "Opatów", &[]),
    (
        "Kategoria",
        20.0,
        "Koncerty",
        &[
            "Koncerty",
            "Teatr",
            "Kino",
            "Wystawy",
            "Warsztaty",
            "Zajęcia stałe",
            "Festiwale",
            "Konkursy",
            "Spotkania",
            "Literatura",
            "Taniec",
            "Sport",
        ],
    ),
    (
        "Dla kogo",
        20.0,
        "dla dzieci 7–12 lat",
        &[
            "maluchy",
            "przedszkolaki",
            "dzieci",
            "młodzież",
            "dorośli",
            "seniorzy",
            "wszyscy",
        ],
    ),
    ("Cena", 22.0, "20 zł, ulgowy 15 zł", &["wstęp wolny"]),
    ("Opis", 50.0, "Śpiewa chór. Po koncercie herbata.", &[]),
    ("Strona", 28.0, "", &[]),
    ("Obraz", 28.0, "", &[]),
    ("Opis obrazu", 28.0, "", &[]),
    (
        "Status",
        14.0,
        "",
        &["aktualne", "odwołane", "przełożone", "online"],
    ),
];

const HOW: [&str; 9] = [
    "Jeden wiersz to jeden termin. Wymagane są tylko Tytuł i Data; kolumny można usuwać, przestawiać i dodawać.",
    "Data: 18.12.2026, 18 grudnia 2026 albo kilka dni: 18–20.12.2026. Lepiej z rokiem: bez niego przyjmuje się najbliższą taką datę.",
    "Godzina: 18, 18:00 albo 18:00–19:30. Bez godziny wydarzenie trwa cały dzień.",
    "Powtarza się: wybierz z listy, można dopisać „do 22.06.2027”.",
    "ID: nadaj własny, jeśli wydarzenie ma kilka terminów (ten sam w każdym wierszu) albo jego tytuł lub data mogą się zmienić.",
    "Dla kogo: „dla dzieci 7–12 lat”, „16+”, „seniorzy”. Puste znaczy: dla wszystkich.",
    "Cena: „wstęp wolny”, „20 zł, ulgowy 15 zł”. Puste znaczy: nie wiadomo, a nie: za darmo.",
    "Obraz: adres obrazka albo plik obok programu, na przykład img/plakat.jpg; Opis obrazu mówi tym, którzy nie widzą, co na nim jest.",
    "Odwołanego wydarzenia nie usuwaj: wpisz w kolumnie Status „odwołane”, wtedy wszyscy się dowiedzą.",
];

/// The table as a file's bytes.
///
/// # Errors
/// What the writer of workbooks says.
pub fn workbook() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold().set_background_color(0x00DD_E6F0);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let sheet = book.add_worksheet();
    sheet.set_name("Program")?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, (heading, width, example, choices)) in (0u16..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, heading, &bold)?;
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(1, column, example, &wrapped)?;
        if !choices.is_empty() {
            // What is not in the list may be written all the same.
            let list = DataValidation::new()
                .allow_list_strings(choices)?
                .show_error_message(false);
            sheet.add_data_validation(1, column, 999, column, &list)?;
        }
    }
    let sheet = book.add_worksheet();
    sheet.set_name("Jak wypełniać")?;
    sheet.set_column_width(0, 110)?;
    for (row, line) in (0u32..).zip(HOW) {
        sheet.write_string_with_format(row, 0, line, &wrapped)?;
    }
    book.save_to_buffer()
}
