"""What will come, said before it is known, and which studies would settle what is open?"""
