"""What figures do we hold, and how far can they be trusted?"""
