"""The database: tables, migrations and one class per port. The only room that knows SQLAlchemy."""
