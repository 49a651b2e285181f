"""What the headings of a reader's file say: years, periods, units, roles."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.tables.names import normalised


def _words(*lines: str) -> frozenset[str]:
    return frozenset(normalised(text) for line in lines for text in line.split(","))


def listed(text: str) -> frozenset[str]:
    """Return the words of a text as they are."""
    return frozenset(text.split())


# Whole headings.
VALUE = _words(
    "value,values,obs value,observation,observation value,count,number,amount,quantity,figure",
    "total,totals,значение,значения,количество,число,всего,итого,показатель,wert,anzahl,valeur",
)
LOW = _words("low,lower,lower bound,lower ci,min,minimum,минимум,нижняя граница")
HIGH = _words("high,upper,upper bound,upper ci,max,maximum,максимум,верхняя граница")
NOTE = _words("note,notes,comment,comments,remark,примечание,примечания,комментарий")

# Single words inside a heading.
COUNTRY = _words(
    "country,countries,nation,territory,geo,iso,iso2,iso3,alpha,destination,reporter,entity,land",
    "area,location,economy,страна,страны,государство,назначения,pays,country code",
)
DESTINATION = _words(
    "destination,asylum,residence,host,hosting,coa,receiving,arrival,reporter,reporting,geo,to",
    "current,immigration,назначения,пребывания,проживания,убежища,прибытия,въезда,принимающая",
)
ORIGIN = _words(
    "origin,citizen,citizens,citizenship,nationality,coo,from,passport,sending,departure,birth",
    "born,source,home,гражданство,гражданства,происхождения,выбытия,выезда,рождения,паспорт",
)
TIME = _words(
    "year,years,time,period,date,day,month,quarter,week,год,годы,период,дата,день,месяц,квартал",
    "jahr,annee,year month,timepoint",
)
NOT_TIME = _words("update,updated,extracted,modified,created,birth,age,code")
# What names a column of numbers that are no values: codes and coordinates wherever the word
# stands, counters where nothing follows it.
CODES = _words(
    "code,codes,код,коды,id,iso,iso2,iso3,m49,fips,pcode,objectid,fid,uid,numeric,rank,ranking",
    "latitude,longitude,широта,долгота,coordinates,zip,postcode,ранг",
)
COUNTERS = _words(
    "no,nr,id,index,row,line,round,wave,position,priority,номер,место,раунд,key,sort,order,level",
    "lat,lon,lng,long,x,y,version",
)
BASES = _words("population,inhabitants,residents,население,einwohner,gdp,area")
# Columns whose values part a country's figure, even where no two rows show it yet.
PART = _words(
    "reason,sex,gender,age,age group,indicator,indicator name,unit,unit of measure,measure",
    "citizen,citizenship,nationality,duration,freq,frequency,series,series name,variable,category",
    "пол,возраст,показатель,причина,категория,цель,гражданство,единица измерения,geschlecht",
)
# Columns that say something about a value and part nothing.
REMARK = _words(
    "flag,flags,flagged,status,note,notes,comment,comments,remark,source,sources,url,link",
    "footnote,footnotes,примечание,примечания,комментарий,источник,conf,confidentiality,quality",
    "update,updated,extracted",
)
TOTAL = _words(
    "total,totals,t,all,both sexes,both,sum,grand total,overall,all ages,any,всего,итого,все",
    "оба пола,insgesamt,gesamt,ensemble,male and female,men and women,all reasons",
)
BALANCE = _words(
    "net,balance,change,difference,growth,сальдо,прирост,баланс,изменение,убыль,saldo,netm"
)


# Any of these words in a text that is no country's name makes it a group of countries.
GROUP_WORDS = frozenset(
    normalised(word)
    for word in (
        *("total", "totals", "sum", "world", "all", "other", "others", "countries", "union"),
        *("unknown", "stateless", "region", "regions", "income", "dividend", "members", "various"),
        *("europe", "asia", "africa", "america", "americas", "caribbean", "oceania", "various"),
        *("eu", "eu27", "eu28", "eu15", "eu25", "ea", "ea19", "ea20", "ea21", "efta", "eea", "cis"),
        *("oecd", "ida", "ibrd", "hipc", "owid", "intl", "ussr", "yugoslavia", "czechoslovakia"),
        *("итого", "всего", "мир", "другие", "прочие", "ес", "евросоюз", "снг", "страны"),
        *("странами", "странам", "стран", "зарубежья", "европа", "азия", "африка", "америка"),
        *("океания", "регион", "гражданства", "ссср", "союз"),
    )
)
# The World Bank's groups by its codes.
GROUP_CODES = listed(
    "afe afw arb ceb csb cea ceu eap ear eas eca ecs emu euu fcs hic hpc ibd ibt idb ida idx "
    "inx lac lcn ldc lic lmc lmy lte mea mic mna nac oed oss prem pre pss pst sas ssa ssf sst "
    "tea tec tla tmn tsa tss umc wld wlt"
)
# The UN's regions by M49; its development groups lie from 900 on.
GROUP_NUMBERS = {
    *(1, 2, 5, 9, 11, 13, 14, 15, 17, 18, 19, 21, 29, 30, 34, 35, 39, 53, 54, 57, 61, 62, 142, 143),
    *(145, 150, 151, 154, 155, 202, 419, 432, 722),
}


def words(heading: str) -> frozenset[str]:
    """Return the single words of a heading, and the heading itself as one."""
    key = normalised(heading)
    return frozenset({key, *key.split()})


def heads(heading: str, known: Iterable[str]) -> bool:
    """Return whether a heading is, or holds, one of some words."""
    return not words(heading).isdisjoint(known)


def counts_nothing(heading: str) -> bool:
    """Return whether a heading names codes, coordinates or a counter and no values."""
    key = normalised(heading).removesuffix(" number")
    last = key.rsplit(" ", 1)[-1]
    short = len(key.split()) < 3 and last in COUNTERS - {"long", "index", "x", "y"}
    return key in COUNTERS or short or not CODES.isdisjoint(key.split())


def is_total(text: str) -> bool:
    """Return whether a value of a dimension stands for all of the others together."""
    # "Sex: Total" is how some offices label it.
    key = normalised(text.rsplit(":", 1)[-1])
    return key in TOTAL or key.startswith(("total ", "all ", "both sexes", "всего ", "оба пола"))


def is_group(text: str) -> bool:
    """Return whether a text that is no country names several of them, or a total."""
    if text.isdecimal():
        return int(text) in GROUP_NUMBERS or 900 <= int(text) < 1000
    key = normalised(text)
    return key in GROUP_CODES or not GROUP_WORDS.isdisjoint(key.split())


FIRST_YEAR, LAST_YEAR = 2000, 2100
_Y = r"(?P<year>(?:19|20|21)[0-9]{2})"
_BEFORE = r"(?:y|yr|year|fy|год|на|as of|end of|mid[- ])?[ _]?"
_MONTHS = (
    *("jan|янв", "feb|фев", "mar|мар", "apr|апр", "may|мая|май", "jun|июн", "jul|июл"),
    *("aug|авг", "sep|сен", "oct|окт", "nov|ноя", "dec|дек"),
)
_NAMED = "|".join(f"(?:{month})" for month in _MONTHS)
_G = r"(?: ?г(?:\.|ода)?)?"
_TIME = r"(?:[t ][0-9:.z+]{4,})?"
# The whole text; what follows the year orders the periods of one year.
PERIODS = [
    re.compile(pattern)
    for pattern in (
        rf"{_BEFORE}{_Y}(?:\.0)?\*?(?:[ ,]*(?:г\.?|год|гг\.?|year|p|e|\[yr[0-9]{{4}}\]))?",
        rf"{_Y}[- ./]?(?P<part>[qsthmw][0-9]{{1,2}})",
        rf"(?P<part>[qsthmw][0-9]{{1,2}}|[1-4] ?(?:кв|квартал)|(?:i{{1,3}}|iv) ?кв)[-. /]*{_Y}{_G}",
        rf"{_Y}[-./](?P<month>[0-9]{{1,2}})(?:[-./](?P<day>[0-9]{{1,2}}){_TIME})?",
        rf"(?P<one>[0-9]{{1,2}})[-./](?P<two>[0-9]{{1,2}})[-./]{_Y}{_TIME}{_G}",
        rf"(?P<month>[0-9]{{1,2}})[-./]{_Y}",
        r"(?P<one>[0-9]{1,2})[/.](?P<two>[0-9]{1,2})[/.](?P<short>[0-9]{2})",
        rf"{_BEFORE}(?:(?P<day>[0-9]{{1,2}})[ -])?(?P<name>{_NAMED})[a-zа-я]*[-. ,]*{_Y}{_G}",
        rf"(?P<name>{_NAMED})[a-z]*[ -](?P<short>[0-9]{{2}})",
        rf"{_Y}[- ]?(?P<name>{_NAMED})[a-zа-я]*",
    )
]
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
MOST_PARTS = {"q": 4, "s": 2, "t": 4, "h": 2, "m": 12, "w": 53}
INSIDE = re.compile(r"(?<![0-9/–-])(?P<year>(?:19|20)[0-9]{2})(?![0-9]|[/–-][0-9])")
SHORTEST, LONGEST = 4, 40


@dataclass(frozen=True, order=True)
class Period:
    """A year, and what part of it: `order` is empty for the whole year."""

    year: int
    order: tuple[int, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether the Map goes back, and forward, to this year."""
        return FIRST_YEAR <= self.year <= LAST_YEAR


def period(cell: str | float) -> Period | None:
    """Return the period that a cell is, None where it is none.

    >>> period("2023-Q2")
    Period(year=2023, order=(2,))
    """
    text = f"{cell:.15g}" if isinstance(cell, float) else cell.strip().casefold()
    # Most cells are counts, a table may hold half a million, and no shorter text is a period.
    if not SHORTEST <= len(text) <= LONGEST or (text.isdecimal() and len(text) != SHORTEST):
        return None
    for pattern in PERIODS:
        found = pattern.fullmatch(text)
        if found:
            return _period({**found.groupdict(), "dotted": "." if "." in text else None})
    return None


def _period(found: Mapping[str, str | None]) -> Period | None:
    year = int(found.get("year") or f"20{found['short']}")
    if part := found.get("part"):
        number = int(
            "".join(re.findall("[0-9]", part)) or ROMAN.get(part.split(" ")[0].rstrip("кв"), 0)
        )
        return Period(year, (number,)) if 1 <= number <= MOST_PARTS.get(part[0], 4) else None
    month, day = int(found.get("month") or 0), int(found.get("day") or 0)
    if name := found.get("name"):
        month = 1 + next(at for at, names in enumerate(_MONTHS) if re.match(names, name))
    if one := found.get("one"):
        # Points part days before months; a slash does so where the first cannot be a month.
        month, day = int(one), int(found["two"] or 0)
        if month > 12 or found["dotted"]:
            month, day = day, month
    if month > 12 or day > 31 or (not month and day):
        return None
    return Period(year, tuple(number for number in (month, day) if number))


def split_heading(heading: str) -> tuple[str, Period | None]:
    """Return what a heading says apart from its one year, and that year.

    >>> split_heading("Permits, 2023")
    ('Permits', Period(year=2023, order=()))
    """
    whole = period(heading)
    if whole is not None:
        return "", whole
    years = list(INSIDE.finditer(heading))
    if len({found["year"] for found in years}) != 1:
        return heading, None
    rest = INSIDE.sub(" ", heading)
    rest = re.sub(r"\[yr\s*\]|\(\s*\)|\[\s*\]", " ", rest, flags=re.IGNORECASE)
    return " ".join(rest.split()).strip(" ,;:-–—_/·"), Period(int(years[0]["year"]))


@dataclass(frozen=True)
class Slot:
    """A column of a series, with the period or the country that its heading gives."""

    place: int
    period: Period | None = None
    country: str = ""


@dataclass(frozen=True)
class Series:
    """What could be the values: one column, or one for each period or country."""

    label: str
    slots: tuple[Slot, ...]

    @property
    def place(self) -> int:
        """The first of its columns, by which it is chosen."""
        return self.slots[0].place
