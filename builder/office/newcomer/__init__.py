"""What a new campaign, and a new office, starts from; the asking is done by the command."""
