-- Mails that are being taken apart, by the SHA-256 of their bytes: one that ends the application leaves its row here, and is
-- put aside when it has done so a few times.
create table received_mail_attempt (
    digest   bytea       primary key,
    attempts integer     not null,
    first_at timestamptz not null
);
