"""A reader's own table: read, judge, repair, show."""
