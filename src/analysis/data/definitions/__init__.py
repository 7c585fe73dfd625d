"""What each processed table is: its sentence, its key, and of every column the type, unit, meaning and rules."""
