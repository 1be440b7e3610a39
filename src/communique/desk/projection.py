"""Where a point of the globe lies on our map: the Equal Earth projection, which keeps areas true.

Šavrič, Patterson and Jenny, "The Equal Earth map projection", International Journal of Geographical Information
Science 33 (2019), equations 7 to 10; the polynomial's constants are theirs.
"""

from __future__ import annotations

import math

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_ROOT = math.sqrt(3)
#: size of the map in its own units
WIDTH, HEIGHT = 1000.0, 480.0
#: how far the map reaches east of Greenwich, and its scale, so that it is ``WIDTH`` wide
_SCALE = WIDTH / (2 * 2.70663)
#: where the equator lies, which leaves out most of Antarctica
_EQUATOR = 248.0


def project(lat: float, lon: float) -> tuple[float, float]:
    """Return x and y of a point given in degrees, from the upper left corner of the map, to a tenth of a unit."""
    theta = math.asin(_ROOT / 2 * math.sin(math.radians(lat)))
    square = theta * theta
    six = square * square * square
    a1, a2, a3, a4 = _A
    slope = a1 + 3 * a2 * square + six * (7 * a3 + 9 * a4 * square)
    x = 2 * _ROOT * math.radians(lon) * math.cos(theta) / (3 * slope)
    y = theta * (a1 + a2 * square + six * (a3 + a4 * square))
    return round(WIDTH / 2 + _SCALE * x, 1), round(_EQUATOR - _SCALE * y, 1)
