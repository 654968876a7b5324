"""A flag on a count that isn't published is raised, and doesn't tell the count."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from builder.flags.condition import FlagCondition
from builder.flags.scenes import Scene
from builder.flags.staging import play
from builder.rubric.catalogue import CatalogueSchema
from builder.rubric.library import Instrument
from builder.rubric.load import load_record
from builder.rubric.schema import Rubric

PUYANG = "puyang-2020-online-service"


def withholding(library: Mapping[str, Instrument], path: Path) -> Mapping[str, Instrument]:
    """*library*, in which 政务服务事项总数 is published from 120 on."""
    rubrics = Path(__file__).parents[2] / "rubrics"
    text = (rubrics / f"{PUYANG}.yml").read_text(encoding="utf-8")
    assert text.count("{id: items_total,") == 1
    text = text.replace("{id: items_total,", "{id: items_total, suppress_below: 120,")
    path.write_text(text, encoding="utf-8")
    loaded, _ = load_record(path, Rubric, path.name)
    assert loaded is not None
    return {**library, PUYANG: replace(library[PUYANG], rubric=loaded.record)}


def test_a_leap_from_a_withheld_count_tells_neither_it_nor_the_change(
    conditions: tuple[FlagCondition, ...],
    library: Mapping[str, Instrument],
    schemas: Mapping[str, CatalogueSchema],
    tmp_path: Path,
) -> None:
    """150 is published: with 「增加50%」 anybody could find the 100 of before."""
    scene = Scene.model_validate(
        {
            "title": "事项总数由100项变为150项",
            "instrument": PUYANG,
            "before": [{"answers": {"items_total": 100}}],
            "units": [{"answers": {"items_total": 150}}],
        }
    )
    withheld = withholding(library, tmp_path / f"{PUYANG}.yml")

    flags = play(scene, "RF-45", conditions, withheld, schemas)

    assert [(flag.value, flag.reason) for flag in flags] == [
        ("不公布", "政务服务事项总数<120项，数值不公布，按实际数值计算")
    ]
