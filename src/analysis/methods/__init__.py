"""Pure statistics: arrays and frames in, results out. No files and no facts about SPBE."""
