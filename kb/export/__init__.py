"""The public views as files in open formats, for engines that never see the database."""
