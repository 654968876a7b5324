"""Whose each version of a workbook in git is, as intake would tell it today."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.editions.provenance import Blob
from builder.intake.campaign import Campaign
from builder.intake.collect import collect_returns
from builder.model.returns import CampaignReturns, InputFile
from builder.rubric.schema import Rubric

_REGISTER = "单位名录"
_FILING = "填报表"


def find_owners(
    contents: Mapping[Blob, bytes],
    folder: Path,
    campaign: Campaign,
    rubrics: Mapping[str, Rubric],
    returns: CampaignReturns,
) -> Mapping[Blob, str]:
    """The unit id of each of the *contents* that is a unit's filing.

    All are read together with today's register of units in *folder*, the campaign's, whose
    *returns* are those of today. Raises OSError.
    """
    office = {item.file for item in returns.inputs if item.kind != _FILING}
    asked = {key: content for key, content in contents.items() if key[1] not in office}
    files = {f"{blob}/{file}": content for (blob, file), content in asked.items()}
    register = _registers(folder, returns.inputs)
    with TemporaryDirectory(prefix="gongshi-", ignore_cleanup_errors=True) as temporary:
        _write(Path(temporary), {**files, **register})
        read = collect_returns(Path(temporary), campaign, rubrics)
    owners = {item.file: item.unit for item in read.inputs if item.unit}
    told = {key: owners.get(f"{key[0]}/{key[1]}") for key in asked}
    return {key: unit for key, unit in told.items() if unit is not None}


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _registers(folder: Path, inputs: Sequence[InputFile]) -> Mapping[str, bytes]:
    """Today's registers of units, under names that no version has."""
    named = [item.file for item in inputs if _REGISTER in item.kind.split("、")]
    return {f"register/{file}": (folder / file).read_bytes() for file in named}
