"""What everything rests on: catalogues, specifications, links, results, problems, languages."""
