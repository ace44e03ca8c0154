import pytest

from phoihop.gazetteer import Gazetteer, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Điện Biên", "vn63/11"),
        ("Lạng Sơn", "vn63/20"),
        ("Quảng Bình", "vn63/44"),
        ("huyện Kon Rẫy", "vn63/614"),
        ("huyện Phú Bình", "vn63/173"),
    ],
)
def test_the_places_of_the_five_sources_come_first(gazetteer: Gazetteer, written: str, place: str) -> None:
    assert gazetteer.find(written)[0].place.id == place
