"""Eurostat's answers, in the shapes that its services are known to give.

Structure: the elements of `ESTAT/GOV_10Q_GGNFA.xml` of sdmx1's own test data (a dataflow with its
structure and partial code lists, as `references=descendants&detail=referencepartial` gives it).
Data: those of `ESTAT/NAMA_10_GDP-ss.xml` there, with the attributes OBS_FLAG and CONF_STATUS that
the service splits flags into since January 2025. Faults: the documented SOAP faults of the
dissemination API's pages of questions and answers. The values are made up.
"""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr

from dashboard.commands.refresh.eurostat import Table

MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
NAMES = (
    f'xmlns:m="{MESSAGE}/message" xmlns:s="{MESSAGE}/structure" xmlns:c="{MESSAGE}/common" '
    f'xmlns:d="{MESSAGE}/data/structurespecific" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
URN = "urn:sdmx:org.sdmx.infomodel"
UPDATED = "2026-09-11T11:00:00+0200"
# An observation: state, year, value (None where there is none), flag, confidentiality.
Observed = tuple[str, int, float | None, str, str]


def head(name: str, structure: str = "") -> str:
    return (
        f"<m:Header><m:ID>{name}</m:ID><m:Test>false</m:Test>"
        '<m:Prepared>2026-11-20T09:00:00.000Z</m:Prepared><m:Sender id="ESTAT"/>'
        f"{structure}</m:Header>"
    )


def reference(kind: str, package: str, name: str, version: str) -> str:
    return (
        f'<Ref agencyID="ESTAT" class="{kind}" id="{name}" package="{package}" '
        f'version="{version}"/>'
    )


def structure(table: Table, codes: Mapping[str, Sequence[str]]) -> bytes:
    """Return a table's structure: its dimensions in their order, and the codes of each."""
    code, lists, dimensions, concepts = table.code.upper(), "", "", ""
    for position, (dimension, known) in enumerate(codes.items(), start=1):
        name = dimension.upper()
        rows = "".join(
            f'<s:Code id={quoteattr(one)}><c:Name xml:lang="en">{one}</c:Name></s:Code>'
            for one in known
        )
        lists += (
            f'<s:Codelist agencyID="ESTAT" id="{name}" isFinal="true" version="13.1" '
            f'urn="{URN}.codelist.Codelist=ESTAT:{name}(13.1)" isPartial="true" '
            f'structureURL="https://example.org/codelist/ESTAT/{name}/13.1" '
            f'isExternalReference="true"><c:Name xml:lang="en">{name}</c:Name>{rows}</s:Codelist>'
        )
        listed = f"<s:Enumeration>{reference('Codelist', 'codelist', name, '13.1')}</s:Enumeration>"
        dimensions += (
            f'<s:Dimension id="{dimension}" position="{position}">{identity(code, dimension)}'
            f"<s:LocalRepresentation>{listed}</s:LocalRepresentation></s:Dimension>"
        )
        concepts += concept(dimension, name)
    attributes = "".join(
        f'<s:Attribute assignmentStatus="Conditional" id="{name}">{identity(code, name)}'
        '<s:AttributeRelationship><s:PrimaryMeasure><Ref id="OBS_VALUE"/></s:PrimaryMeasure>'
        "</s:AttributeRelationship></s:Attribute>"
        for name in ("OBS_FLAG", "CONF_STATUS")
    )
    concepts += "".join(map(concept, ("TIME_PERIOD", "OBS_FLAG", "CONF_STATUS", "OBS_VALUE")))
    time = "<s:TextFormat textType='ObservationalTimePeriod'/>"
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><m:Structure {NAMES}>{head('DF1')}<m:Structures>"
        f'<s:Dataflows><s:Dataflow id="{code}" agencyID="ESTAT" version="1.0" isFinal="false">'
        f"<c:Annotations><c:Annotation><c:AnnotationTitle>{UPDATED}</c:AnnotationTitle>"
        "<c:AnnotationType>UPDATE_DATA</c:AnnotationType></c:Annotation></c:Annotations>"
        f'<c:Name xml:lang="en">{table.title}</c:Name><s:Structure>'
        f"{reference('DataStructure', 'datastructure', code, '43.0')}</s:Structure></s:Dataflow>"
        f"</s:Dataflows><s:Codelists>{lists}</s:Codelists>"
        f'<s:Concepts><s:ConceptScheme agencyID="ESTAT" id="{code}" version="36.0">'
        f'<c:Name xml:lang="en">{code}</c:Name>{concepts}</s:ConceptScheme></s:Concepts>'
        f'<s:DataStructures><s:DataStructure agencyID="ESTAT" id="{code}" version="43.0" '
        f'isFinal="true" urn="{URN}.datastructure.DataStructure=ESTAT:{code}(43.0)">'
        f'<c:Name xml:lang="en">{code}</c:Name><s:DataStructureComponents>'
        f'<s:DimensionList id="DimensionDescriptor">{dimensions}'
        f'<s:TimeDimension id="TIME_PERIOD" position="{len(codes) + 1}">'
        f"{identity(code, 'TIME_PERIOD')}"
        f"<s:LocalRepresentation>{time}</s:LocalRepresentation></s:TimeDimension>"
        f'</s:DimensionList><s:AttributeList id="AttributeDescriptor">{attributes}'
        '</s:AttributeList><s:MeasureList id="MeasureDescriptor"><s:PrimaryMeasure id="OBS_VALUE">'
        f"{identity(code, 'OBS_VALUE')}</s:PrimaryMeasure></s:MeasureList>"
        "</s:DataStructureComponents></s:DataStructure></s:DataStructures></m:Structures>"
        "</m:Structure>"
    ).encode()


def concept(name: str, listed: str = "") -> str:
    """Return a concept; the code list it names is of an older version than the one sent along."""
    core = (
        f"<s:CoreRepresentation><s:Enumeration>{reference('Codelist', 'codelist', listed, '13.0')}"
        "</s:Enumeration></s:CoreRepresentation>"
        if listed
        else ""
    )
    return f'<s:Concept id="{name}"><c:Name xml:lang="en">{name}</c:Name>{core}</s:Concept>'


def identity(code: str, name: str) -> str:
    return (
        f'<s:ConceptIdentity><Ref agencyID="ESTAT" class="Concept" id="{name}" '
        f'maintainableParentID="{code}" maintainableParentVersion="36.0" package="conceptscheme"/>'
        "</s:ConceptIdentity>"
    )


def data(table: Table, codes: Mapping[str, str], rows: Sequence[Observed]) -> bytes:
    """Return the observations of a table, one series a state; `codes` are those asked for."""
    code, series = table.code.upper(), ""
    for state in dict.fromkeys(row[0] for row in rows):
        fixed = " ".join(f'{name}="{value}"' for name, value in codes.items())
        observed = "".join(observation(row) for row in rows if row[0] == state)
        series += f'<Series {fixed} geo="{state}">{observed}</Series>'
    used = (
        '<m:Structure dimensionAtObservation="TIME_PERIOD" structureID="STR1"><c:StructureUsage>'
        f'<Ref id="{code}" agencyID="ESTAT" version="1.0"/></c:StructureUsage></m:Structure>'
        f"<m:DataSetID>{code}</m:DataSetID>"
    )
    flow = f"{URN}.datastructure.DataStructure=ESTAT:{code}(43.0)"
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><m:StructureSpecificData {NAMES} "
        f'xmlns:u="{flow}:ObsLevelDim:TIME_PERIOD">{head("DATA", used)}'
        '<u:DataSet d:structureRef="STR1" d:dataScope="DataStructure" xsi:type="u:DataSetType">'
        f"{series}</u:DataSet></m:StructureSpecificData>"
    ).encode()


def observation(row: Observed) -> str:
    _, year, value, flag, confidential = row
    given = {
        "OBS_VALUE": "NaN" if value is None else f"{value:g}" if value < 1e5 else f"{value:.0f}",
        "OBS_FLAG": flag,
        "CONF_STATUS": confidential,
    }
    texts = "".join(f' {name}="{text}"' for name, text in given.items() if text)
    return f'<Obs TIME_PERIOD="{year}"{texts}/>'


def fault(code: int, text: str) -> bytes:
    """Return a fault as the dissemination API words it."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<S:Fault xmlns:S="http://schemas.xmlsoap.org/soap/envelope/">'
        f"<faultcode>{code}</faultcode><faultstring>{text}</faultstring></S:Fault>"
    ).encode()
