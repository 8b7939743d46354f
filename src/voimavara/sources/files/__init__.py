"""CSV and Excel files as systems export them."""
