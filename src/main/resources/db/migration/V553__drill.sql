-- An exercise: it runs like an incident, tells nobody but its list and counts in no figure.
alter table incident add column drill boolean not null default false;
