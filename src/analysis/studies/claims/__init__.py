"""Do statements in the press and in a ministry's report hold? A rule for each, its readings listed in the plan."""
