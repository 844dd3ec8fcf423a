#!/bin/sh
# Runs once, when the database folder is empty: the service owns its database and is no superuser.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres --set=password="$DENGYUN_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE dengyun LOGIN PASSWORD :'password';
CREATE DATABASE dengyun OWNER dengyun;
REVOKE ALL ON DATABASE dengyun FROM PUBLIC;
SQL
