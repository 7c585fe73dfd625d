"""What moved a country in the UN survey?"""
