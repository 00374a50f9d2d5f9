"""The file formats: xlsx, xlsm, ods, xls and xlsb, from bytes to raw worksheets.

A workbook comes from anybody. What is read here is bounded in size, in number and, where
foreign machine code does the reading, in time and memory; and whatever goes wrong ends as one
`Refused` with the code of a finding.
"""
