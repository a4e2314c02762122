"""Words about times, read and said. `domain/spoken_times.py` is the door; here are its rooms.

words       what Swedish (and English) words mean; reading and saying share them
raw         text to words, numbers and marks
clocks      13.30, halv tre, mellan 13 och 15
dates       3/7, v. 28–31, 1 dec–15 jan, and the year that is meant
reader      words to tokens
english     English words put into Swedish ones; english_words has them
statements  tokens to statements: which days go with which times
hours       clock times to quarters of the day, or a doubt
meaning     a statement to availability, or a doubt
absences    which dates are absences; seasons
sentences   all of a sentence, doubts made questions
questions   what is asked, with answers that are texts to read anew
echo        the value back in words
"""
