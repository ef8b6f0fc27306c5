"""The places of Viet Nam before and after 1 July 2025 as data; README.md says where they come from."""
