"""Words about times, read and said. `domain/spoken_times.py` is the door; here are its rooms.

kinds       what a word can say: a day, a part of the day, a rhythm
words       the Swedish words; reading and saying share them
raw         text to words, numbers and marks
clocks      13.30, halv tre, mellan 13 och 15
dates       3/7, v. 28–31, 1 dec–15 jan, and the year that is meant
amounts     2 h/v, två gånger i veckan, första och tredje
reader      words to tokens
english     English words put into Swedish ones; english_words has them, english_dates asks of 12/1
exceptions  what follows an "utom" and is not understood
breaths     what stands between two separators
statements  breaths to statements: which days go with which times
hours       clock times to quarters of the day, or a doubt
meaning     a statement to availability, or a doubt
absences    which dates are absences; seasons
sentences   all of a sentence, doubts made questions
questions   what is asked, with answers that are texts to read anew
echo        the value back in words; echo_words has them
"""
