-- When the provider vouched for somebody the last time, to the hour. Who has left there comes no more, so their tokens rest.
alter table oidc_user add column last_visit timestamp with time zone not null default now();
