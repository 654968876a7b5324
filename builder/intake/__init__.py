"""From a campaign's folder of workbooks to returns: identified, located, normalised, checked."""
