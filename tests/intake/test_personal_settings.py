"""A setting that gives something away is told at its line; what is no YAML, by whoever reads it."""

from pathlib import Path

from builder.intake.personal_settings import find_in_settings

MOBILE = "199" + "0000" + "1234"


def test_a_file_that_is_no_yaml_keeps_no_other_from_being_looked_at(tmp_path: Path) -> None:
    broken, sound = tmp_path / "broken.yml", tmp_path / "sound.yml"
    broken.write_text(f"title: [问{MOBILE}", encoding="utf-8")
    sound.write_text(f"title: 示例\nnotes:\n- 无\n- 问{MOBILE}\n", encoding="utf-8")

    [problem] = find_in_settings((broken, sound), tmp_path)

    assert str(problem.place) == "sound.yml › 第4行 › notes[1]"
