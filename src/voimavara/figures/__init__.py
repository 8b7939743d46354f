"""Formulas compiled to Ibis and run: one scan a dataset, partial sums kept per load, explained."""
