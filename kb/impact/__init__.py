"""What rests on a study, a reference or a figure: sentences, tables, findings, conclusions, approvals."""
