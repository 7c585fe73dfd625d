"""Would the study of the change of instrument find what is not there, or miss what is?"""
