"""Where records rest: Store, Writer, View. The only room that imports SQLAlchemy."""
