"""What does a run depend on, and must it be executed again?"""
