"""Does an index that governments answer for themselves say what the UN sees on portals?"""
