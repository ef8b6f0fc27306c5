"""Reads every table of counts back out of a digest: caption, label, articles and stories."""

import re
from collections import defaultdict
from datetime import datetime
from typing import Any

from alerts.documents.blocks import Section
from core.periods import ZONE
from support.documents import Page, number

TABLES = {
    "by-tone": "Theo sắc thái bài viết",
    "by-topic": "Theo chủ đề",
    "by-outlet": "Theo cơ quan báo chí",
    "by-locality": "Theo địa bàn",
    "by-step": "Theo ngày",
}
TONES = {"positive": "Tích cực", "neutral": "Trung lập", "negative": "Tiêu cực"}
Counts = dict[str, dict[str, tuple[int, int]]]


def from_items(content: dict[str, Any]) -> Counts:
    """Count anew from the listed items, with the names the digest froze."""
    found: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in TABLES}
    for item in content["items"]:
        if item["part"] != "main" or item["late"]:
            continue
        day = datetime.fromisoformat(item["published"]).astimezone(ZONE)
        labels = {
            "by-tone": [TONES[item["tone"]]],
            "by-topic": [content["topic_names"][topic]["vi"] for topic in item["topics"]],
            "by-outlet": [item["outlet"]],
            "by-locality": [content["locality_names"].get(each, each) for each in item["localities"]],
            "by-step": [f"{day:%d/%m}"],
        }
        for name, its in labels.items():
            for label in its:
                found[name][label].append(item["story_id"])
    return {name: {key: (len(its), len(set(its))) for key, its in rows.items()} for name, rows in found.items()}


def from_json(content: dict[str, Any]) -> Counts:
    """Take the counts as frozen, and those of the days from the summary."""
    kept = {
        "by-tone": ("by_tone", lambda count: TONES[count["key"]]),
        "by-topic": ("by_topic", lambda count: count["label"]),
        "by-outlet": ("by_outlet", lambda count: count["label"]),
        "by-locality": ("by_locality", lambda count: count["label"]),
    }
    found = {
        name: {label(count): (count["articles"], count["stories"]) for count in content[field]}
        for name, (field, label) in kept.items()
    }
    steps = (
        (f"{datetime.fromisoformat(step['first']):%d/%m}", step["articles"], step["stories"])
        for step in content["summary"]["steps"]
    )
    return {**found, "by-step": {label: (articles, stories) for label, articles, stories in steps if articles}}


def from_page(page: str) -> Counts:
    tables = Page(page).tables
    return {
        name: {
            row[0]: (number(row[1]), number(row[2]))
            for row in next((rows for found, rows in tables.items() if found.startswith(caption)), [])[1:]
            if row[1] != "0"
        }
        for name, caption in TABLES.items()
    }


def from_text(written: str) -> Counts:
    return {name: _text_table(written, caption) for name, caption in TABLES.items()}


def _text_table(written: str, caption: str) -> dict[str, tuple[int, int]]:
    block = re.search(rf"^{caption} \(.*?(?=\n\n)", written, re.MULTILINE | re.DOTALL)
    lines = re.findall(r"^  (\S.*?) \.+ ([\d.]+) bài, ([\d.]+) vấn đề", block[0] if block else "", re.MULTILINE)
    return {label: (number(articles), number(stories)) for label, articles, stories in lines if articles != "0"}


def from_charts(section: Section) -> Counts:
    """Take the bars that are drawn."""
    return {
        table.chart.id: {bar.label: (bar.articles, bar.stories) for bar in table.chart.bars if bar.articles}
        for table in section.tables
        if table.chart
    }
