"""Lists and tables as files: what comes in is checked before anything is kept.

guard        a file that is too large, of another kind or hostile, refused before it is read
workbooks    a file to plain sheets: xlsx (with its parts) or csv_text
tables       the list on a sheet: headers, rows, what is neither
headers      which column tells what, by its header; contents by what stands in it; clocks where
             days and hours have columns of their own
staged       a list that nobody has confirmed yet, as plain data
lists        a file to a staged list, a staged list to rows
rows         one row, cell by cell; rows_reading: its texts through their readers; rows_volunteers,
             rows_waiting, rows_needs; rows_people and rows_where, _times, _over, _health, _yes,
             _young, _kind, _wishes, _spoken, _pairs, _children, _demands, _rest, _extracts,
             _unread, _denied, _rhythm for their parts; unread_yeses, a no in a column not taken in;
             shared_questions, asked once for many rows; remembering, what was answered to them the
             last time
cells        small cells; cells_of_people, whose_numbers, cells_of_ways, cells_of_times, dates,
             births, yeses, meanings (words), rhythms, homes, whereabouts, mixed (several things in
             one); nearby, where a list is from as a whole
identities   identity numbers, struck out; protected: rows that are never read
out          lists out
places       a centre's better postcodes: GeoNames, any CSV, a GeoPackage (geopackages)
"""
