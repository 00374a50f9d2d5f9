"""Which files make up an edition, what is out of date, putting it in place at one stroke."""
