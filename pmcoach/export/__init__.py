"""Writers: a report as text in one of the formats that `coach.export` lists."""
