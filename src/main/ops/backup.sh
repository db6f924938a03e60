#!/usr/bin/env bash
# Writes a backup of a running IMS into a new directory: backup.sh DIRECTORY
#
# The database is the one that libpq's variables name (PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD or ~/.pgpass), read as
# the owner of the tables; without PGHOST the embedded one of the data directory. IMS_DATADIRECTORY is the data directory
# (.data by default), whose keys and checkpoints of the journal go along. Needs pg_dump of the server's version or newer.
set -euo pipefail
umask 077

fail() { echo "backup: $1" >&2; exit 1; }

[[ $# == 1 ]] || fail "say which directory to make: backup.sh DIRECTORY"
target=$1
data=${IMS_DATADIRECTORY:-${IMS_DATA_DIRECTORY:-.data}}
[[ -d $data ]] || fail "there is no data directory $data; say where it is with IMS_DATADIRECTORY"
[[ ! -e $target ]] || fail "$target is there already"
work=$target.unfinished
mkdir "$work" || fail "$work is left of a backup that did not end, or cannot be made"
trap 'rm -rf "$work"' EXIT

if [[ -z ${PGHOST:-} && -f $data/postgres/postmaster.pid ]]; then
  export PGHOST=localhost PGUSER=postgres PGDATABASE=postgres
  PGPORT=$(sed -n 4p "$data/postgres/postmaster.pid")
  export PGPORT
fi

# Before the database, so that the file of checkpoints never knows more than the database.
for file in journal webhook-sealing.key; do
  if [[ -e $data/$file ]]; then
    cp -a "$data/$file" "$work/"
  else
    echo "backup: $data has no $file, so none is in the backup: keep the keys that come from the environment elsewhere" >&2
  fi
done
# One transaction sees it all, evidence included, while the work goes on.
pg_dump --format=custom --file="$work/database.dump"
pg_restore --list "$work/database.dump" >"$work/contents.txt"
grep -q ' TABLE DATA public journal_entry ' "$work/contents.txt" || fail "the database is not one of IMS"
(cd "$work" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum >SHA256SUMS)
mv "$work" "$target"
trap - EXIT
echo "backup: $target, $(du -sh "$target" | cut -f1)"
