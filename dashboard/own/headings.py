"""Words that head the columns of tables, in English, Russian and a few neighbours."""

from collections.abc import Iterable

from dashboard.tables.names import normalised


def _words(*lines: str) -> frozenset[str]:
    return frozenset(normalised(text) for line in lines for text in line.split(","))


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
