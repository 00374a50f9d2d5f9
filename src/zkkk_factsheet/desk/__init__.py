"""The desk: the same calls as the command line's, for a browser on this computer. No logic.

The pages are made on the server, and work without a script; one script refreshes them. Whatever
reads a workbook or makes a sheet runs in a process of its own, so that the desk stays small and
outlives whatever a file may hold.
"""
