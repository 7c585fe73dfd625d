"""What is printed or handed over: a brief, a report and its annex, set by Typst."""
