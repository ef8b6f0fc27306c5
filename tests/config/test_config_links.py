"""Patterns of addresses that could keep a reader busy for ever are told from those that cannot."""

import pytest
from pydantic import TypeAdapter, ValidationError

from config.links import AddressPattern, Selector

PATTERNS = TypeAdapter(AddressPattern)
SELECTORS = TypeAdapter(Selector)

GOOD = [
    r"-\d+\.html$",
    r"/(thoi-su|kinh-te)/",
    r"(?i)/[\w-]+-(\d{6,})\.(htm|html)$",
    r"/20\d\d/(?:0[1-9]|1[0-2])/",
    r"(?:-\d+)?\.htm",
    r"^https://baomau\.example/(?!video/)[^/]+/[^/]+$",
    r"\(a+\)+",
    r"[(a+)]+",
    r"[]a+)]*(b)*",
]
EXPLOSIVE = [
    r"(a+)+$",
    r"(\w+-?)+\.htm",
    r"(?:[a-z]*)*x",
    r"(a|a)*x",
    r"(a|ab)+x",
    r"((a?)){40}",
    r"(?P<x>a{1,9})*",
    r"(?:(?:a|b)-)+",
    r"(?i:a*b*)+",
]


@pytest.mark.parametrize("pattern", GOOD)
def test_a_pattern_that_is_quick_on_any_address_is_taken(pattern):
    assert PATTERNS.validate_python(pattern) == pattern


@pytest.mark.parametrize("pattern", EXPLOSIVE)
def test_a_pattern_that_can_double_its_work_with_each_letter_is_refused(pattern):
    with pytest.raises(ValidationError):
        PATTERNS.validate_python(pattern)


@pytest.mark.parametrize("pattern", ["(" * 100 + ")", "a{99999999999}", "*", "[", "(?P<", "\\"])
def test_what_is_no_pattern_is_refused(pattern):
    with pytest.raises(ValidationError):
        PATTERNS.validate_python(pattern)


@pytest.mark.parametrize("selector", ["a", "h3 a", ".tin > a[href$='.html']", "h3:has(a), article"])
def test_a_selector_is_taken(selector):
    assert SELECTORS.validate_python(selector) == selector
