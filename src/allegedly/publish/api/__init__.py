"""The desk for programs: what the pages show, as JSON with a contract (OpenAPI 3.1), live (SSE), and as feeds."""
