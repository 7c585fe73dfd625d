"""Figures, tables, sentences and language: it takes results and computes nothing."""
