"The commands that build and check the project, run as `python -m tools.NAME` from its root"
