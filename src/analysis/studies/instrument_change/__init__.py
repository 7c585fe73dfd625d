"""What did the change from 35 to 47 indicators do to scores?"""
