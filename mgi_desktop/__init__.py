"""mgi-desktop: assess migration governance offline, on one laptop."""
