"""Lists and tables as files: what comes in is checked before anything is kept.

guard        a file that is too large, of another kind or hostile, refused before it is read
workbooks    a file to plain sheets: xlsx (with its parts) or csv_text
tables       the list on a sheet: headers, rows, what is neither
headers      which column tells what, by its header; contents by what stands in it
staged       a list that nobody has confirmed yet, as plain data
lists        a file to a staged list, a staged list to rows
rows         one row, cell by cell; rows_volunteers, rows_waiting, rows_needs; rows_people and
             rows_where, _times, _health, _kind, _wishes, _spoken for their parts; shared_questions,
             asked once for many rows; remembering, what was answered to them the last time
cells        small cells; cells_of_people, dates, births, yeses, meanings (words and times),
             rhythms, homes, whereabouts, mixed (several things in one); nearby, where a list is
             from as a whole
identities   identity numbers, struck out; protected: rows that are never read
out          lists out
places       a centre's better postcodes: GeoNames, any CSV, a GeoPackage (geopackages)
"""
