"""From draft to assessment: places, kind, topics, tone, role and what to check; pure rules, evidence everywhere."""
