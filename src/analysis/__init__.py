"""The reference study of Indonesia's e-government index (SPBE): tables, methods, studies, reports."""
