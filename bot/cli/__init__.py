"""The commands of `khuyencong`."""
