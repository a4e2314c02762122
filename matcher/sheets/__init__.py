"""Lists and tables as files: what comes in is checked before anything is kept.

places       a centre's better postcodes: GeoNames, any CSV, a GeoPackage
geopackages  points with postcodes in a GeoPackage
"""
