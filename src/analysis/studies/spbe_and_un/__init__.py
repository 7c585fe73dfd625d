"""Does the rise in the UN survey have to do with SPBE?"""
