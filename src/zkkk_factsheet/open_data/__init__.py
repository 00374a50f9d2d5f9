"""What is published for other programs: the tidy table, and what describes it to them."""
