-- How often what a kind of reader sees on the status page has changed; every node asks for it.
create table status_version (
    readers varchar(16) primary key,
    version bigint not null
);
insert into status_version (readers, version) values ('INSIDE', 0), ('OUTSIDE', 0);
