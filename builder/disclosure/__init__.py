"""What must not get out: personal and secret values found in text, told without the value."""
