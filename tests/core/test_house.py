"""Facts about the house itself."""

import importlib.metadata
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("core", "config", "collector", "classifier", "storage", "alerts", "diembao")


def modules():
    return [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]


def test_no_dependency_ships_a_module_named_like_one_of_our_folders():
    ours = set(ROOMS)
    clashes = {
        (name, distribution)
        for name, distributions in importlib.metadata.packages_distributions().items()
        for distribution in distributions
        if name in ours and distribution != "diembao"
    }
    assert clashes == set()


def test_no_module_is_longer_than_400_lines():
    long = {str(path.relative_to(ROOT)): n for path in modules() if (n := len(path.read_text().splitlines())) > 400}
    assert long == {}


def test_nothing_unpickles():
    users = [
        path
        for path in modules()
        if re.search(r"^\s*(import|from) (pickle|joblib|marshal|shelve)\b", path.read_text(), re.M)
    ]
    assert users == []


def test_the_lock_names_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text()
    packages = re.findall(r"^([a-z0-9_.-]+)==", lock, re.M)
    assert len(packages) > 40
    assert "://" not in lock
    assert lock.count("--hash=sha256:") >= len(packages)


def test_every_dependency_says_why_it_is_there():
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    silent = [line for line in block.splitlines()[1:] if line.strip().startswith('"') and "#" not in line]
    assert silent == []
