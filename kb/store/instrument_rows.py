"""What is special in instruments: codes, which are three columns, and the name that all editions share."""

from __future__ import annotations

from typing import Any

from kb.records.instruments import Instrument, Item
from kb.store.names import Names
from kb.store.rows import Rows
from kb.store.special import SpecialMapping, SpecialTable


def _add(rows: Rows, instrument: Instrument, names: Names) -> None:
    name = instrument.instrument.removesuffix(f"-{instrument.edition}")
    rows.one("instrument_version")["instrument"] = name
    for row, item in zip(rows.of("instrument_item"), instrument.items, strict=True):
        row["table_name"], row["domain"], row["code"] = item.code.split("/")


def _read(rows: Rows, data: dict[str, Any], names: Names) -> None:
    for row, item in zip(rows.ordered("instrument_item"), data.get("items", ()), strict=True):
        item["code"] = f"{row['table_name']}/{row['domain']}/{row['code']}"


LIMITATION_CODES = SpecialMapping({Item: ("code",)}, {"instrument_item": SpecialTable()}, _add, _read)
