"""How the played upstream speaks: one file for each dialect, and one for errors and everything else."""
