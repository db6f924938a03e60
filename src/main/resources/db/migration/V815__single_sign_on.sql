-- Who of a provider of identities is which user of ours. The subject alone says so, since names and addresses change hands; a
-- row outlives its user, so that nobody else ever gets the login.
create table oidc_user (
    issuer  varchar(500) not null,
    subject varchar(255) not null,
    user_id varchar(64)  not null unique,
    primary key (issuer, subject)
);

-- To whom at the provider a session belongs, and to which session there, by which the provider ends it.
alter table web_session
    add column provider_subject varchar(255),
    add column provider_session varchar(255);
create index web_session_by_provider on web_session (provider_subject) where provider_subject is not null;
