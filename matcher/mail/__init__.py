"""Letters and the post.

    letters     a letter's kind, language and facts → subject, text and HTML
    delivery    the post office: takes a finished letter to it
    templates/  one folder a letter: subject.txt, body.txt, body.html

Nothing about a recipient ever stands in a letter that is mailed: mail is open to read on its way
(R55). Letters name the centre, counts and links; what the links open is behind a sign-in.
"""
