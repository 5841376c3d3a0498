"""What an assessment is: no Qt, no SQL, no clock, no translation."""
