"""What every page stands on, in the order `create_app` lays it.

logging      ids only; addresses, numbers and tokens are struck out
security     headers, cookies, hosts, sizes, CSRF and Origin
clock        the site's one `now()`
database     `reading()` and `transaction()`
languages    Swedish and English, from the merged catalogues
formats      dates, times, distances and telephone numbers as we say them
assets       the address of a stylesheet, a script or an icon, with its fingerprint
login        a signed-in person is a row, looked up at every request
permissions  who may open a page: nobody, until the view says who
centres      the centre whose name and telephone number stand on the page
menu         the rooms somebody may enter, with what waits in each
errors       a refusal becomes a page that says what to do
"""
