"""The renderings of one frozen digest: HTML and text for mail, Word to sign, Excel to sift, JSON for machines."""
