"""From records to findings and, if there is no error, to a year's typed rows."""
