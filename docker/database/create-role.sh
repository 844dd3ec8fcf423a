#!/bin/sh
# Runs once, when the database folder is empty: one role owns the database and makes its tables, another runs the
# service and can change nothing that the owner forbids. Neither is a superuser.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
    --set=password="$DENGYUN_DATABASE_OWNER_PASSWORD" --set=application="$DENGYUN_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE dengyun LOGIN PASSWORD :'password';
CREATE ROLE dengyun_application LOGIN PASSWORD :'application';
CREATE DATABASE dengyun OWNER dengyun;
REVOKE ALL ON DATABASE dengyun FROM PUBLIC;
GRANT CONNECT ON DATABASE dengyun TO dengyun_application;
SQL
