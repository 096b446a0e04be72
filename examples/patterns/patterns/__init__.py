"""The steps of the purchase-pattern pipeline: upload, load, transform. `python -m patterns --help` lists them."""
