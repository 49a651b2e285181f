"""Nasty text tables, made here byte by byte, each with exactly what has to become of it.

`Rows` lists (line, iso3, value on the map or None, the gravest finding); `Refused` the words of
the message.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

Row = tuple[int, str | None, float | None, str]


@dataclass(frozen=True)
class Rows:
    rows: list[Row]


@dataclass(frozen=True)
class Refused:
    words: str


@dataclass(frozen=True)
class Nasty:
    name: str
    make: Callable[[], bytes]
    expected: Rows | Refused
    file: str = "table.csv"


def noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


def csv(text: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    return lambda: text.encode(encoding)


GEO: Row = (2, "GEO", 5.0, "matched")
TWO = Rows([GEO, (3, "ARM", 7.0, "matched")])

TEXTS = [
    # Encodings and separators
    Nasty("bom", csv("country,value\nGeorgia,5\nArmenia,7\n", "utf-8-sig"), TWO),
    Nasty("utf16", csv("country\tvalue\nGeorgia\t5\nArmenia\t7\n", "utf-16"), TWO),
    Nasty("utf16_le_unmarked", csv("страна;число\nГрузия;5\nАрмения;7\n", "utf-16-le"), TWO),
    Nasty("utf16_be_unmarked", csv("country;value\nGeorgia;5\nArmenia;7\n", "utf-16-be"), TWO),
    Nasty("windows_1251", csv("страна;число\nГрузия;5\nАрмения;7\n", "cp1251"), TWO),
    Nasty(
        "windows_1252",
        csv("country;value\nCôte d'Ivoire;5\nTürkiye;7\n", "cp1252"),
        Rows([(2, "CIV", 5.0, "matched"), (3, "TUR", 7.0, "matched")]),
    ),
    Nasty("bars", csv("country|value\nGeorgia|5\nArmenia|7\n"), TWO),
    Nasty("declared_separator", csv("sep=|\ncountry|value\nGeorgia|5\n"), Rows([(3, *GEO[1:])])),
    Nasty("old_mac_lines", csv("country,value\rGeorgia,5\rArmenia,7\r"), TWO),
    Nasty("windows_lines", csv("country,value\r\nGeorgia,5\r\nArmenia,7\r\n"), TWO),
    Nasty("quoted_newline", csv('country,value,note\nGeorgia,5,"a\nb"\nArmenia,7,\n'),
          Rows([GEO, (4, "ARM", 7.0, "matched")])),
    Nasty("cut_utf16", lambda: "country;value\nGeorgia;5".encode("utf-16")[:-1],
          Refused("says that it is UTF-16 and is not")),
    Nasty("mixed_encodings",
          lambda: "страна;число\nГрузия;5\n".encode() + "Армения;7\n".encode("cp1251"),
          Refused("line 3: mixes encodings: line 1 is UTF-8")),
    Nasty("undefined_byte", lambda: "страна;число\nГру".encode("cp1251") + b"\x98\x81;5\n",
          Refused("line 1: is in no encoding that is read here")),
    # No tables
    Nasty("empty", lambda: b"", Refused("is empty")),
    Nasty("only_blanks", csv(" \n;;;\n;;;\n"), Refused("is empty")),
    Nasty("only_a_mark", lambda: b"\xef\xbb\xbf", Refused("is empty")),
    Nasty("only_headings", csv("country,value\n"), Refused("has headings and no rows")),
    Nasty("no_countries", csv("a,b\n1,2\n3,4\n"), Refused("no column with countries")),
    Nasty("no_values", csv("country\nGeorgia\nArmenia\n"), Refused("no column with values")),
    Nasty("prose", csv("This is a letter.\nIt says nothing.\n"), Refused("no column with countr")),
    Nasty("nul_bytes", lambda: b"country,value\nGeorgia,5\0\n", Refused("is not a text table")),
    Nasty("noise", lambda: noise(1, 40_000), Refused("")),
    Nasty("picture", lambda: b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" * 50, Refused("not a text")),
    Nasty("pdf", lambda: b"%PDF-1.7\n1 0 obj", Refused("is a PDF")),
    Nasty("old_excel", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
          Refused("is not a readable workbook, or locked with a password")),
    Nasty("open_quote", csv('country,value\nGeorgia,5\n"Armenia,7\nKazakhstan,9\n'),
          Refused("quotation mark that is never closed")),
    Nasty("endless_cell", csv("country,value\nGeorgia," + "5" * 300_000),
          Rows([(2, "GEO", None, "not_a_number")])),
    # Sizes
    Nasty("eleven_megabytes", lambda: b"country,value\n" + b"Georgia,5\n" * 1_200_000,
          Refused("has 11.4 MB; at most 10 MB are read")),
    Nasty("too_many_rows", csv("country,value\n" + "Georgia,5\n" * 50_001),
          Refused("more than 50,000 rows")),
    Nasty("millions_of_blank_lines", lambda: b"country,value\n" + b"\n" * 9_000_000,
          Refused("more than 1,048,576 lines")),
    Nasty("millions_of_other_blank_lines", lambda: b"\xc3\xee\xe4\n" * 2_000_000,
          Refused("")),
    Nasty("hundred_thousand_columns", csv("country" + ",value" * 100_000 + "\nGeorgia,5\n"),
          Refused("line 1: has 100,001 columns; at most 200")),
    Nasty("too_many_cells", csv("country" + ",v" * 150 + "\n" + ("GEO" + ",5" * 150 + "\n") * 4000),
          Refused("more than 600,000 cells")),
    Nasty("too_many_values", csv("country," + ",".join(map(str, range(2000, 2030))) + "\n"
                                 + ("GEO" + ",5" * 5 + "\n") * 2000),
          Refused("more than 50,000 values")),
    # Headings
    Nasty("title_above", csv("Our survey\n\nmade in 2023\ncountry;value\nGeorgia;5\n"),
          Rows([(5, "GEO", 5.0, "matched")])),
    Nasty("no_headings", csv("Georgia,5\nArmenia,7\n"),
          Rows([(1, "GEO", 5.0, "matched"), (2, "ARM", 7.0, "matched")])),
    Nasty("unknown_headings", csv("where,how many\nGeorgia,5\nArmenia,7\n"), TWO),
    Nasty("headings_twice", csv("country,value,value\nGeorgia,5,6\n"),
          Rows([(2, "GEO", 5.0, "undecided")])),
    Nasty("values_before_countries", csv("value,country\n5,Georgia\n7,Armenia\n"), TWO),
    Nasty("headings_repeated_below", csv("country,value\nGeorgia,5\ncountry,value\nArmenia,7\n"),
          Rows([GEO, (3, None, None, "unmatched"), (4, "ARM", 7.0, "matched")])),
    Nasty("ragged", csv("country,value,note\nGeorgia,5\nArmenia,7,a,b,c,d\n"), TWO),
    # Countries
    Nasty("namibia", csv("country,value\nNA,5\n"), Rows([(2, "NAM", 5.0, "matched")])),
    Nasty("a_country_called_none", csv("country,value\nNone,5\nGeorgia,5\n"),
          Rows([(2, None, None, "unmatched"), (3, "GEO", 5.0, "matched")])),
    Nasty("null_and_nan_as_countries", csv("country,value\nnull,5\nnan,5\nGeorgia,5\n"),
          Rows([(2, None, None, "unmatched"), (3, None, None, "unmatched"),
                (4, "GEO", 5.0, "matched")])),
    Nasty("norway_is_not_a_no", csv("iso2,value\nNO,5\nIS,7\n"),
          Rows([(2, "NOR", 5.0, "matched"), (3, "ISL", 7.0, "matched")])),
    Nasty("markup_in_names",
          csv("country,value\n<script>alert(1)</script>,5\n[x](javascript:y),5\nGeorgia,5\n"),
          Rows([(2, None, None, "unmatched"), (3, None, None, "unmatched"),
                (4, "GEO", 5.0, "matched")])),
    Nasty("formulas_as_names", csv("country,value\n=cmd|'/c calc'!A1,5\nGeorgia,=1+1\n"),
          Rows([(2, None, None, "unmatched"), (3, "GEO", None, "not_a_number")])),
    Nasty("invisible_characters", csv("country,value\nGeor\u200bgia,5\n\u202eArmenia,7\n"),
          Rows([(2, "GEO", 5.0, "fixed"), (3, "ARM", 7.0, "fixed")])),
    Nasty("footnotes_and_accents", csv("country,value\nGeorgia [1],5\nTürkiye*,7\n"),
          Rows([(2, "GEO", 5.0, "fixed"), (3, "TUR", 7.0, "fixed")])),
    Nasty("near_misses", csv("country,value\nKazachstan,5\nGeorgia,5\n"),
          Rows([(2, None, None, "unmatched"), (3, "GEO", 5.0, "matched")])),
    Nasty("totals_and_notes", csv("country,value\nGeorgia,5\nTotal,5\nSource: ours\n"),
          Rows([GEO, (3, None, None, "unmatched"), (4, None, None, "footnote")])),
    Nasty("no_country_in_a_row", csv("country,value\nGeorgia,5\n,7\n"),
          Rows([GEO, (3, None, None, "unmatched")])),
    Nasty("duplicates", csv("country,value\nGeorgia,5\nГрузия,7\n"),
          Rows([(2, "GEO", 5.0, "duplicate"), (3, "GEO", 7.0, "duplicate")])),
    Nasty("the_origin", csv("country,value\nRussia,5\nGeorgia,5\n"),
          Rows([(2, "RUS", 5.0, "matched"), (3, "GEO", 5.0, "matched")])),
    # Values
    Nasty("not_numbers", csv("country,value\nGEO,abc\nARM,NaN\nKAZ,inf\nSRB,-\nAUT,1e400\n"),
          Rows([(2, "GEO", None, "not_a_number"), (3, "ARM", None, "no_value"),
                (4, "KAZ", None, "not_a_number"), (5, "SRB", None, "no_value"),
                (6, "AUT", None, "not_a_number")])),
    Nasty("huge", csv("country,value\nGeorgia,1e16\nArmenia,7\n"),
          Rows([(2, "GEO", None, "not_a_number"), (3, "ARM", 7.0, "matched")])),
    Nasty("negative", csv("country,value\nGeorgia,-5\nArmenia,−7\n"),
          Rows([(2, "GEO", None, "negative"), (3, "ARM", None, "negative")])),
    Nasty("dates_as_values", csv("country,value\nGeorgia,2023-01-05\nArmenia,5.1.2023\n"),
          Rows([(2, "GEO", None, "not_a_number"), (3, "ARM", None, "not_a_number")])),
    Nasty("bounds", csv("country,value\nGeorgia,<5\nArmenia,7\n"),
          Rows([(2, "GEO", None, "not_a_number"), (3, "ARM", 7.0, "matched")])),
    Nasty("foreign_digits", csv("country,value\nGeorgia,٥\nArmenia,7\n"),
          Rows([(2, "GEO", None, "not_a_number"), (3, "ARM", 7.0, "matched")])),
    Nasty("decimal_comma", csv("country;value\nGeorgia;1 234,5\nArmenia;1.234\n"),
          Rows([(2, "GEO", 1234.5, "matched"), (3, "ARM", 1234.0, "matched")])),
    Nasty("thin_spaces", csv("country;value\nGeorgia;1\u2009234\nArmenia;12\u202f345\n"),
          Rows([(2, "GEO", 1234.0, "matched"), (3, "ARM", 12345.0, "matched")])),
    Nasty("apostrophes", csv("country;value\nGeorgia;1'234.5\nArmenia;1’234\n"),
          Rows([(2, "GEO", 1234.5, "matched"), (3, "ARM", 1234.0, "matched")])),
    Nasty("marks_both_ways", csv("country;value\nGEO;1,5\nARM;1.5\nKAZ;1,234\n"),
          Rows([(2, "GEO", 1.5, "matched"), (3, "ARM", 1.5, "matched"),
                (4, "KAZ", None, "not_a_number")])),
    Nasty("per_cent", csv("country;value\nGeorgia;12,5%\nArmenia;7 %\n"),
          Rows([(2, "GEO", 0.125, "matched"), (3, "ARM", 0.07, "matched")])),
    Nasty("per_cent_among_numbers", csv("country,value\nGEO,100\nARM,200\nKAZ,12%\n"),
          Rows([(2, "GEO", 100.0, "matched"), (3, "ARM", 200.0, "matched"),
                (4, "KAZ", None, "share")])),
    Nasty("years_out_of_range", csv("country,year,value\nGEO,1066,5\nARM,soon,5\nKAZ,2023,5\n"),
          Rows([(2, "GEO", None, "no_year"), (3, "ARM", None, "no_year"),
                (4, "KAZ", 5.0, "matched")])),
    Nasty("wide_with_gaps", csv("iso3,2021,2022\nGEO,5,\nARM,,7\nKAZ,,\n"),
          Rows([GEO, (3, "ARM", 7.0, "matched"), (4, "KAZ", None, "no_value")])),
]  # fmt: skip
