-- The services that incidents are about, loaded from the organisation's CSV at each start.
create table service (
    key               varchar(63)  primary key,
    name              varchar(120) not null,
    owner_team        varchar(40)  not null,
    supplier_team     varchar(40),
    critical_function boolean      not null,
    -- Minutes, because every database and spreadsheet sorts them; the API speaks ISO-8601.
    rto_minutes       integer      not null check (rto_minutes > 0),
    rpo_minutes       integer      not null check (rpo_minutes >= 0),
    -- A service that left the catalogue stays for the incidents that name it.
    active            boolean      not null
);
