"""People: when, who, why, the article, asylum and the three routes."""
