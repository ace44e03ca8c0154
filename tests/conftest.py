"""What several rooms' tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from phoihop.build import Built, build

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of source texts and annotations beside the checkout, which a stranger's clone does not have."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared folder with the source texts is not beside the checkout")
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A store made from the project's own data."""
    return build(ROOT / "data", tmp_path_factory.mktemp("built") / "store")
