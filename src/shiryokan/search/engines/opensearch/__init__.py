"""The index on OpenSearch (a cluster on Lucene, Apache-2.0), for libraries past one machine."""
