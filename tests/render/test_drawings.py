"""The charts as they are drawn: every text, every length."""

import pickle
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.effort import in_turn
from tests.sheets import drawn_texts
from tests.support import (
    EXTREMES,
    LANGUAGES,
    PRINTED_YEARS,
    extreme_sheet,
    sample_sheet,
)

from zkkk_factsheet.charts import Bars, Columns
from zkkk_factsheet.charts.draw import WIDTH, svg_of
from zkkk_factsheet.documents.blocks import Chart

SVG = "{http://www.w3.org/2000/svg}"
POINTS = 72 / 25.4
BAR_HEIGHT = 3.7 * POINTS
FILLS = {"strong": "#1f5a7a", "weak": "#c3cbd2", "unknown": "url("}

every_chart = pytest.mark.parametrize(
    ("year", "language", "number"),
    [(y, language, n) for y in PRINTED_YEARS for language in LANGUAGES for n in range(3)],
)


def drawn(year: int, language: str, number: int) -> tuple[Chart, ET.Element]:
    """A chart of a sample sheet, and its drawing."""
    chart = sample_sheet(year, language).charts()[number]
    return chart, svg(chart)


@cache
def svg(chart: Chart) -> ET.Element:
    """A chart's drawing, read."""
    return ET.fromstring(svg_of(chart.drawing, chart.id))  # noqa: S314 - the program's own


def texts(picture: ET.Element) -> list[str]:
    """The texts in a picture."""
    return [element.text or "" for element in picture.iter(f"{SVG}text")]


def boxes(picture: ET.Element) -> list[tuple[float, float, float, float, str]]:
    """Left, top, right, bottom and fill of each rectangle, in the order they are drawn."""
    found = []
    for path in picture.iter(f"{SVG}path"):
        numbers = [float(each) for each in re.findall(r"-?[\d.]+", path.get("d", ""))]
        if len(numbers) == 8:
            x, y = numbers[0::2], numbers[1::2]
            found.append((min(x), min(y), max(x), max(y), path.get("fill", "")))
    return found


def rectangles(picture: ET.Element) -> list[tuple[float, float, str]]:
    """Width, height and fill of each rectangle, in the order they are drawn."""
    return [(right - left, low - top, fill) for left, top, right, low, fill in boxes(picture)]


@every_chart
def test_the_texts_of_a_chart_are_those_of_the_model(year: int, language: str, number: int) -> None:
    """Every label and value is drawn; beside them only the sizes of the bars' parts."""
    chart, picture = drawn(year, language, number)
    expected = Counter(drawn_texts(chart))
    found = Counter(texts(picture))
    assert expected - found == Counter()
    sizes: Counter[str] = Counter()
    if isinstance(chart.drawing, Bars):
        sizes = Counter(s.number for bar in chart.drawing.bars for s in bar.segments)
    assert (found - expected) - sizes == Counter()


@every_chart
def test_lengths_are_to_scale(year: int, language: str, number: int) -> None:
    """A bar's part is as long, a column as tall, as its number says; none starts above zero."""
    chart, picture = drawn(year, language, number)
    drawing = chart.drawing
    if isinstance(drawing, Columns):
        heights = [height for _, height, fill in rectangles(picture) if fill == FILLS["strong"]]
        sizes = [column.size for column in drawing.columns if column.size]
        assert len(sizes) > 2
        unit = max(heights) / max(sizes)
        assert heights == pytest.approx([size * unit for size in sizes], abs=0.01)
        return
    bars = [r for r in rectangles(picture) if r[1] == pytest.approx(BAR_HEIGHT, abs=0.01)]
    parts = [
        (segment, sum(each.size for each in bar.segments))
        for bar in drawing.bars
        for segment in bar.segments
        if segment.size
    ]
    assert len(bars) == len(parts) > 1
    longest = max(base for _, base in parts)
    whole = [
        width * (base if drawing.full else longest) / segment.size
        for (width, _, _), (segment, base) in zip(bars, parts, strict=True)
    ]
    assert whole == pytest.approx([whole[0]] * len(whole), rel=0.001)
    for (_, _, fill), (segment, _) in zip(bars, parts, strict=True):
        assert fill.startswith(FILLS[segment.shade])


@every_chart
def test_every_text_can_be_read_where_it_stands(year: int, language: str, number: int) -> None:
    """A text has strong contrast with the last box drawn under it, or with the page."""
    _, picture = drawn(year, language, number)
    ground = boxes(picture)
    for element in picture.iter(f"{SVG}text"):
        x, y = float(element.get("x", "")), float(element.get("y", ""))
        under = [
            fill for left, top, right, low, fill in ground if left < x < right and top < y < low
        ]
        colour = element.get("fill", "")
        page = under[-1] if under else "#ffffff"
        assert page.startswith("#"), f"{element.text} stands on hatching"
        assert contrast(colour, page) >= 4.5, (element.text, colour, page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("year", PRINTED_YEARS)
def test_a_bar_stands_beside_or_under_its_own_name(year: int, language: str) -> None:
    """A name's letters are level with the middle of its bar, or its bar begins right below them."""
    charts = [
        each for each in sample_sheet(year, language).charts() if isinstance(each.drawing, Bars)
    ]
    assert len(charts) == 2
    for chart in charts:
        picture, drawing = svg(chart), chart.drawing
        assert isinstance(drawing, Bars)
        bars = [
            (top, low)
            for _, top, _, low, _ in boxes(picture)
            if low - top == pytest.approx(BAR_HEIGHT, abs=0.01)
        ]
        names = {each.text: each for each in picture.iter(f"{SVG}text")}
        full = [bar for bar in drawing.bars if any(segment.size for segment in bar.segments)]
        assert full
        for bar in full:
            baseline = float(names[bar.label].get("y", ""))
            if drawing.labels == "above":
                assert any(0 < top - baseline < 2 * POINTS for top, _ in bars), bar.label
            else:
                middle = baseline - 0.25 * 8.5  # of letters in 8.5 points
                assert any(abs((top + low) / 2 - middle) < POINTS for top, low in bars), bar.label


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, as WCAG 2 defines it."""
    light = sorted((luminance(one), luminance(other)))
    return (light[1] + 0.05) / (light[0] + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour written as #rrggbb."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_matplotlibrc_changes_no_chart(tmp_path: Path) -> None:
    """The settings that somebody keeps for matplotlib in the working folder don't count."""
    (tmp_path / "matplotlibrc").write_text(
        "font.style: italic\nfont.variant: small-caps\nfont.stretch: condensed\nsvg.id: mine\n"
    )
    chart = sample_sheet(2019, "en").charts()[0]
    code = (
        "import pickle, sys\n"
        "from zkkk_factsheet.charts.draw import svg_of\n"
        "sys.stdout.write(svg_of(*pickle.load(sys.stdin.buffer)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=pickle.dumps((chart.drawing, chart.id)),
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == svg_of(chart.drawing, chart.id)


def test_a_chart_that_lies_is_noticed() -> None:
    """A drawing of other numbers than the model's has other lengths and texts."""
    chart, _ = drawn(2019, "en", 0)
    other, _ = drawn(2016, "en", 0)
    assert Counter(drawn_texts(chart)) - Counter(texts(svg(other))) != Counter()
    assert rectangles(svg(chart)) != rectangles(svg(other))


@every_chart
def test_a_chart_is_as_wide_as_a_column_and_small_text_is_legible(
    year: int, language: str, number: int
) -> None:
    """Every chart has the same width; no text in it is smaller than 7.5 points."""
    _, picture = drawn(year, language, number)
    assert float((picture.get("width") or "").removesuffix("pt")) == pytest.approx(WIDTH * POINTS)
    sizes = [
        float((element.get("font-size") or "").removesuffix("px"))
        for element in picture.iter(f"{SVG}text")
    ]
    assert len(sizes) == len(texts(picture)) > 10
    assert min(sizes) >= 7.5


@every_chart
def test_a_style_sheet_may_give_a_chart_other_colours(
    year: int, language: str, number: int
) -> None:
    """Each coloured part says by its class what it is, and no style of its own overrules a rule."""
    _, picture = drawn(year, language, number)
    assert [each.tag for each in picture.iter() if each.get("style")] == []
    groups = [each for each in picture.iter(f"{SVG}g") if each.get("class")]
    assert len(groups) == len(boxes(picture)) > 5
    assert {group.get("class") for group in groups} <= {
        "strong",
        "weak",
        "unknown",
        "blank",
        "before",
    }
    roles = [element.get("class") for element in picture.iter(f"{SVG}text")]
    assert set(roles) <= {"ink", "muted", "on-strong", "on-weak", "on-unknown"}


@pytest.mark.parametrize(("name", "language"), in_turn(EXTREMES, LANGUAGES))
def test_any_year_can_be_drawn(name: str, language: str) -> None:
    """Also without a single answer, and with every one alike, a chart has all its labels."""
    charts = extreme_sheet(name, language).charts()
    assert charts
    for chart in charts:
        assert Counter(drawn_texts(chart)) - Counter(texts(svg(chart))) == Counter()


def test_the_same_drawing_gives_the_same_bytes() -> None:
    """Drawing twice gives one picture, and two charts of a page share no id."""
    charts = sample_sheet(2019, "en").charts()
    ids: list[str] = []
    for chart in charts:
        assert svg_of(chart.drawing, chart.id) == svg_of(chart.drawing, chart.id)
        ids += re.findall(r' id="([^"]+)"', svg_of(chart.drawing, chart.id))
    assert len(ids) == len(set(ids))
