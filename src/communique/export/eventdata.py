"""Events in the forms of the event data sets: PLOVER JSON, POLECAT and GDELT 1.0."""

from __future__ import annotations

from typing import Any

from communique.export.columns import EVENT_TRACE, cell
from communique.register.queries import EventRow


def _of_actor(number: int) -> tuple[str, ...]:
    parts = (
        *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode"),
        *("Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
    )
    return tuple(f"Actor{number}{part}" for part in parts)


def _of_place(whose: str) -> tuple[str, ...]:
    parts = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
    return tuple(f"{whose}Geo_{part}" for part in parts)


#: GDELT 1.0's columns, in its order
GDELT = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *_of_actor(1),
    *_of_actor(2),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *_of_place("Actor1"),
    *_of_place("Actor2"),
    *_of_place("Action"),
    *("DATEADDED", "SOURCEURL"),
)
POLECAT = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Recipient Name", "Recipient Country"),
    *("Placename", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Headline", "Publication Date", "Publisher", "Source"),
)


def trace(event: EventRow) -> dict[str, Any]:
    """Return what every exported row carries to trace it back."""
    return {name: getattr(event, name) for name in EVENT_TRACE}


def plover(event: EventRow) -> dict[str, Any]:
    """Return an event as a PLOVER object."""
    return {
        "id": _id(event),
        "mentions": event.mentions,
        "articles": event.articles,
        "sources": event.sources,
        "first_report": event.first_report,
        "last_report": event.last_report,
        "date": event.date,
        "type": event.event_type,
        "mode": event.event_mode,
        "context": list(event.contexts),
        "quad_code": event.quad_code,
        "cameo": event.cameo,
        "goldstein": event.goldstein,
        "actor": _side(event.actor, event.actor_country, event.actor_code),
        "recipient": _side(event.recipient, event.recipient_country, event.recipient_code),
        "location": {"name": event.placename, "country": event.place_country, "lat": event.lat, "lon": event.lon},
        "publisher": event.publisher,
        **trace(event),
    }


def _side(names: tuple[str, ...], countries: tuple[str, ...], codes: tuple[str, ...]) -> dict[str, list[str]]:
    return {"names": list(names), "countries": list(countries), "codes": list(codes)}


def polecat(event: EventRow) -> tuple[str, ...]:
    """Return an event as a row of ``POLECAT`` and ``EVENT_TRACE``."""
    values = (
        *(_id(event), event.date, event.event_type, event.event_mode, event.goldstein),
        *(event.quad_code, event.contexts, event.actor, event.actor_country, event.recipient, event.recipient_country),
        *(event.placename, event.place_country, event.lat, event.lon, event.geonameid),
        *(event.title, event.published, event.publisher, event.url),
    )
    return _cells((*values, *trace(event).values()))


def gdelt(event: EventRow) -> tuple[str, ...]:
    """Return an event as a row of ``GDELT`` and ``EVENT_TRACE``; what we do not have is empty."""
    known: dict[str, Any] = {
        "GLOBALEVENTID": _id(event),
        **_days(event.date),
        **_actor(1, event.actor, event.actor_code, event.actor_country),
        **_actor(2, event.recipient, event.recipient_code, event.recipient_country),
        "IsRootEvent": 1,
        "EventCode": event.cameo,
        "EventBaseCode": (event.cameo or "")[:3],
        "EventRootCode": (event.cameo or "")[:2],
        "QuadClass": event.quad_code,
        "GoldsteinScale": event.goldstein,
        "NumMentions": event.mentions,
        "NumSources": event.sources,
        "NumArticles": event.articles,
        "ActionGeo_FullName": event.placename,
        "ActionGeo_CountryCode": event.place_country,
        "ActionGeo_Lat": event.lat,
        "ActionGeo_Long": event.lon,
        "ActionGeo_FeatureID": event.geonameid,
        "SOURCEURL": event.url,
    }
    return _cells((*(known.get(name) for name in GDELT), *trace(event).values()))


def _id(event: EventRow) -> str:
    return f"{event.document}:{event.id}"


def _days(date: str | None) -> dict[str, str]:
    if not date:
        return {}
    year, month, day = date[:4], date[5:7], date[8:10]
    # months taken as equally long, so that the fraction stays within the year
    fraction = int(year) + (int(month or 1) - 1 + (int(day or 1) - 1) / 31) / 12
    return {
        "SQLDATE": year + month + day if day else "",
        "MonthYear": year + month,
        "Year": year,
        "FractionDate": f"{fraction:.4f}",
    }


def _actor(number: int, names: tuple[str, ...], codes: tuple[str, ...], countries: tuple[str, ...]) -> dict[str, str]:
    """Return the columns of the first actor of a side: all of one and the same."""
    first = {"Name": names[0]} if names else {}
    code = codes[0] if codes else ""
    if code:
        first["Code"] = code
    if code in countries:
        first["CountryCode"] = code
    elif code.startswith("IGO"):
        first |= {"KnownGroupCode": code[-3:], "Type1Code": "IGO"}
    return {f"Actor{number}{part}": value for part, value in first.items()}


def _cells(values: tuple[Any, ...]) -> tuple[str, ...]:
    # TSV has no quoting: what parts cells and lines cannot stand in a cell
    return tuple(" ".join(cell(value).split()) for value in values)
