"""Countries and cities as data for other programs."""

from apps.core.linked_data import Absolute, Node, node, public, thing

from .models import City, Country


def country_data(country: Country, absolute: Absolute) -> Node:
    return thing(
        "Country",
        country,
        absolute,
        identifier=[code for code in (country.iso2, country.iso3, country.iso_num) if code],
    )


def place_of(city: City | None, name: str = "") -> Node | None:
    """Return where something is: the city, with its country and where it lies on the globe."""
    if not public([city]):
        return node("Place", name=name) if name else None
    country = public([city.country])
    address = node("PostalAddress", addressLocality=str(city), addressCountry=str(country[0]) if country else "")
    known = city.latitude is not None and city.longitude is not None
    geo = node("GeoCoordinates", latitude=float(city.latitude), longitude=float(city.longitude)) if known else None
    return node("Place", name=name or str(city), address=address, geo=geo)


def where(city: City | None) -> str:
    """Say a city with its country: «Брюссель, Бельгия»."""
    return ", ".join(str(one) for one in public([city, city and city.country]))
