"""Each region's projection keeps areas, and puts what it shows inside of the map."""

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from dashboard.map.geometry import FRAMES, WIDTH, Frame

RADIUS = 6371
each_region = pytest.mark.parametrize("region", list(FRAMES))


def kilometres(frame: Frame) -> float:
    """Return how long a unit of the map is."""
    west, _, east, _ = frame.bounds
    return (east - west) / WIDTH


@each_region
@given(at=st.tuples(st.floats(0, 0.8), st.floats(0, 0.8)), size=st.floats(0.05, 0.2))
def test_areas_are_kept(region: str, at: tuple[float, float], size: float) -> None:
    frame = FRAMES[region]
    (west, east), (south, north) = frame.lon, frame.lat
    lon, lat = west + at[0] * (east - west), south + at[1] * (north - south)
    box = shapely.box(lon, lat, lon + size * (east - west), lat + size * (north - south))
    left, low, right, high = (math.radians(edge) for edge in box.bounds)
    true = RADIUS**2 * (right - left) * (math.sin(high) - math.sin(low))
    drawn = frame.units([shapely.segmentize(box, 0.2)])[0].area * kilometres(frame) ** 2
    assert drawn == pytest.approx(true, rel=1e-3)


@each_region
@given(lon=st.floats(0, 1), lat=st.floats(0, 1))
def test_what_a_region_shows_lies_on_its_map(region: str, lon: float, lat: float) -> None:
    frame = FRAMES[region]
    (west, east), (south, north) = frame.lon, frame.lat
    x, y = frame.place(west + lon * (east - west), south + lat * (north - south))
    assert -1 <= x <= WIDTH + 1
    assert -1 <= y <= frame.height + 1


@each_region
def test_north_is_up_and_east_to_the_right(region: str) -> None:
    frame = FRAMES[region]
    vilnius, minsk, helsinki = (25.3, 54.7), (27.6, 53.9), (24.9, 60.2)
    assert frame.place(*vilnius)[0] < frame.place(*minsk)[0]
    assert frame.place(*helsinki)[1] < frame.place(*vilnius)[1]


def test_the_edge_of_the_world_runs_down_the_bering_strait() -> None:
    world = FRAMES["world"]
    # Chukotka at the right, in one piece with what lies before 180 degrees, Alaska at the left.
    assert world.place(-169.5, 65)[0] > world.place(179.9, 65)[0] > 0.8 * WIDTH
    assert world.place(-168.0, 65)[0] < 0.2 * WIDTH
    assert world.place(11, 0)[0] == pytest.approx(WIDTH / 2, abs=1)
