"""CSV, Excel and GeoJSON files as systems export them."""
