"""`scrapy newsite`: what a site's own pages tell about it, and the files that describe it."""
