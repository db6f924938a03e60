#!/usr/bin/env bash
# Brings a backup into an empty database and an empty data directory: restore.sh DIRECTORY
#
# The database is the one that libpq's variables name (PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD or ~/.pgpass), written as
# a superuser, since the tables keep their owners; the roles must be there. IMS_DATADIRECTORY is the data directory (.data by
# default). Nothing is overwritten, and nothing stays when a step fails. Start IMS afterwards, not before.
set -euo pipefail
umask 077

fail() { echo "restore: $1" >&2; exit 1; }

[[ $# == 1 ]] || fail "say which backup: restore.sh DIRECTORY"
backup=$1
data=${IMS_DATADIRECTORY:-${IMS_DATA_DIRECTORY:-.data}}
[[ -f $backup/SHA256SUMS ]] || fail "$backup is no backup"
(cd "$backup" && sha256sum --quiet --check SHA256SUMS) || fail "$backup is not as it was written"
for file in journal webhook-sealing.key; do
  if [[ -e $backup/$file && -e $data/$file ]]; then
    fail "$data/$file is there already: move it away, but keep it, for it may know more than the backup"
  fi
done
tables=$(psql --no-psqlrc --tuples-only --no-align --command \
  "select count(*) from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace")
[[ $tables == 0 ]] || fail "the database is not empty: $tables tables"
pg_restore --exit-on-error --single-transaction --dbname="${PGDATABASE:-}" "$backup/database.dump"
mkdir -p "$data"
for file in journal webhook-sealing.key; do
  if [[ -e $backup/$file ]]; then
    cp -a "$backup/$file" "$data/"
  fi
done
echo "restore: done; start IMS and ask GET /api/journal/verification"
