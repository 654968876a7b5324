"""What goes to the office and the units, and never onto the site."""
