"""The made-up files of the example: the same bytes each time.

    python examples/heinola/make/generate.py [--to DIR]

Official figures are not made here: see restate_official.py. Everything made here is of origin `example`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from building_parts import part_files
from exports import Files
from land import land_files
from networks import network_files
from people import staff_files
from property import property_files
from services import service_files
from spaces import space_files
from systems import system_files
from weather import weather_files

TARGET = Path(__file__).parent.parent / "incoming"


def example_files() -> Files:
    """The content of every made-up file by its path below incoming/."""
    estate = land_files() | part_files() | network_files() | weather_files()
    return staff_files() | property_files() | space_files() | system_files() | service_files() | estate


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description="Make the made-up files of the example.")
    parser.add_argument("--to", type=Path, default=TARGET, help="folder to write to")
    folder = parser.parse_args().to
    for name, content in example_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
