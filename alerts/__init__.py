"""What leaves the house: rules, digests, documents, mail and the steps of an alert."""
