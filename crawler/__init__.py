"""Bản tin: reads the bulletin sites of the Communist Party of Vietnam and the State."""
