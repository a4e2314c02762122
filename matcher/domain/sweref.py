"""SWEREF 99 TM, the plane of Swedish maps, to degrees.

Gauss–Krüger projection by Krüger's series in the third flattening n, to its fourth power: Krüger,
Konforme Abbildung des Erdellipsoids in der Ebene (1912), as printed by Lantmäteriet ("Gauss
Conformal Projection") and by Karney, Transverse Mercator with an accuracy of a few nanometers
(Journal of Geodesy 85, 2011). Good to a millimetre in all of Sweden. SWEREF 99 and WGS 84 differ
by less than a metre, which no postcode notices.
"""

import cmath
import math

AXIS = 6378137.0  # metres, half the equatorial axis of GRS 80
FLATTENING = 1 / 298.257222101  # of GRS 80
MERIDIAN = 15.0  # degrees east
SCALE = 0.9996  # on the meridian
FALSE_EASTING = 500_000.0  # metres

_N = FLATTENING / (2 - FLATTENING)
_RADIUS = AXIS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)  # of the rectifying sphere
# Plane to sphere, in multiples of twice the angle.
_TO_SPHERE = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)
# Conformal to geodetic latitude, likewise.
_TO_ELLIPSOID = (
    2 * _N - 2 * _N**2 / 3 - 2 * _N**3 + 116 * _N**4 / 45,
    7 * _N**2 / 3 - 8 * _N**3 / 5 - 227 * _N**4 / 45,
    56 * _N**3 / 15 - 136 * _N**4 / 35,
    4279 * _N**4 / 630,
)


def to_degrees(northing: float, easting: float) -> tuple[float, float]:
    """Latitude and longitude in degrees of a point given in metres north and east."""
    plane = complex(northing, easting - FALSE_EASTING) / (SCALE * _RADIUS)
    sphere = plane - sum(
        factor * cmath.sin(2 * j * plane) for j, factor in enumerate(_TO_SPHERE, start=1)
    )
    conformal = math.asin(math.sin(sphere.real) / math.cosh(sphere.imag))
    latitude = conformal + sum(
        factor * math.sin(2 * j * conformal) for j, factor in enumerate(_TO_ELLIPSOID, start=1)
    )
    longitude = math.atan2(math.sinh(sphere.imag), math.cos(sphere.real))
    return math.degrees(latitude), MERIDIAN + math.degrees(longitude)
