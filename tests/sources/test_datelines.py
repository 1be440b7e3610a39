from __future__ import annotations

import pytest

from communique.sources.datelines import read_dateline, read_filing_line

AGENCIES = [
    ("LUSAKA, June 17 (Xinhua) -- The envoys met.", "Lusaka", "June 17", "Xinhua"),
    ("MINSK, February 3. /TASS/. The envoys met.", "Minsk", "February 3", "TASS"),
    ("BRUSSELS (Reuters) - The envoys met.", "Brussels", None, "Reuters"),
    ("GOMA/KINSHASA, Feb 21 (Reuters) - The envoys met.", "Goma", "Feb 21", "Reuters"),
    ("NEW DELHI, (IANS) The envoys met.", "New Delhi", None, "IANS"),
    ("New Delhi [India], June 17 (ANI): The envoys met.", "New Delhi", "June 17", "ANI"),
    ("KYIV, Ukraine (AP) — The envoys met.", "Kyiv", None, "AP"),
    ("THE HAGUE, Netherlands (AP) — The envoys met.", "The Hague", None, "AP"),
    ("Seoul, Oct. 5 (Yonhap) -- The envoys met.", "Seoul", "Oct. 5", "Yonhap"),
    ("ISLAMABAD, Mar 3 (APP): The envoys met.", "Islamabad", "Mar 3", "APP"),
    ("ANKARA (AA) - The envoys met.", "Ankara", None, "Anadolu Agency"),
    ("Hà Nội (VNA) – The envoys met.", "Hà Nội", None, "VNA"),
    ("(ANSA) - ROME, JUN 17 - The envoys met.", "Rome", "JUN 17", "ANSA"),
    ("Madrid, 17 Jun (EFE).- The envoys met.", "Madrid", "17 Jun", "EFE"),
    ("ASTANA. KAZINFORM – The envoys met.", "Astana", None, "Kazinform"),
    ("BAKU, Azerbaijan, June 17. /Trend/ The envoys met.", "Baku", "June 17", "Trend"),
    ("YEREVAN, JUNE 17, ARMENPRESS. The envoys met.", "Yerevan", "JUNE 17", "Armenpress"),
    ("TEHRAN - IRNA - The envoys met.", "Tehran", None, "IRNA"),
    ("AMMAN, June 17 (Petra) – The envoys met.", "Amman", "June 17", "Petra"),
    ("Accra, Sept. 5, GNA – The envoys met.", "Accra", "Sept. 5", "GNA"),
    ("SHARM EL-SHEIKH, Egypt (AP) — The envoys met.", "Sharm el-Sheikh", None, "AP"),
    ("PORT-AU-PRINCE, Haiti (AP) — The envoys met.", "Port-au-Prince", None, "AP"),
    ("Rudolstadt, Germany (dpa) - The envoys met.", "Rudolstadt", None, "dpa"),
]


@pytest.mark.parametrize(("line", "place", "day", "publisher"), AGENCIES)
def test_an_agency_dateline_gives_place_day_and_agency(line: str, place: str, day: str | None, publisher: str) -> None:
    found = read_dateline(line)
    assert found is not None
    assert (found.place, found.yearless, found.publisher) == (place, day, publisher)
    assert line[found.end :] == "The envoys met."


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("Tbilisi (AFP) Dec 2, 2024 - The envoys met.", "Tbilisi", "2024-12-02"),
        ("TASHKENT, November 15, 2024. On Friday the envoys met.", "Tashkent", "2024-11-15"),
        ("ABU DHABI, 17th June, 2025 (WAM) -- The envoys met.", "Abu Dhabi", "2025-06-17"),
        ("DUSHANBE, 17.06.2025 /NIAT Khovar/ – The envoys met.", "Dushanbe", "2025-06-17"),
        ("Bishkek, 05.06.25. /Kabar/. The envoys met.", "Bishkek", "2025-06-05"),
        ("ADDIS ABABA, June 17/2025 (ENA) – The envoys met.", "Addis Ababa", "2025-06-17"),
        ("GENEVA (5 March 2025) – The envoys met.", "Geneva", "2025-03-05"),
        ("Nairobi, Kenya – 5 March 2025 – The envoys met.", "Nairobi", "2025-03-05"),
        ("Brussels, 05/07/2024 - The envoys met.", "Brussels", "2024-07-05"),
    ],
)
def test_a_dateline_with_its_year_gives_the_day(line: str, place: str, date: str) -> None:
    found = read_dateline(line)
    assert found is not None
    assert (found.place, found.date) == (place, date)
    assert line[found.end :].endswith("envoys met.")


@pytest.mark.parametrize(
    "line",
    [
        "China's foreign ministry said on Monday - its first comment - that talks would go on.",
        "President Smith (L) - who was elected in May - spoke.",
        "VLADIMIR SMITH: We shall see.",
        "QUESTION: What do you expect?",
        "On June 5 - a Thursday - the two met.",
        "Washington and Beijing agreed - on paper - to meet.",
        "UPDATE - The talks have ended.",
        "Japan (JPN): the team won.",
        "The two sides met in Paris, June 5.",
        "",
    ],
)
def test_a_sentence_is_no_dateline(line: str) -> None:
    assert read_dateline(line) is None


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("Brussels, 22 October 2025", "Brussels", "2025-10-22"),
        ("KIGALI, 12 January 2024", "Kigali", "2024-01-12"),
        ("ANKARA", "Ankara", None),
        ("Baku, November 12, AZERTAC", "Baku", None),
    ],
)
def test_a_dateline_may_be_a_line_of_its_own(line: str, place: str, date: str | None) -> None:
    found = read_filing_line(line)
    assert found is not None
    assert (found.place, found.date) == (place, date)


@pytest.mark.parametrize(
    "line", ["Leaders meet in Paris", "Ministers, 12 January 2024", "Hopes fade, Paris", "FREE TRADE"]
)
def test_other_lines_are_no_datelines(line: str) -> None:
    assert read_filing_line(line) is None
