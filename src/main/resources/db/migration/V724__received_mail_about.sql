-- Which incidents a mail names, or answers messages about, whatever became of it: its subject is as secret as they are. Without
-- a reference to the incident, because that would make everybody who names an incident wait for whoever works on it.
create table received_mail_about (
    mail            bigint      not null references received_mail (id) on delete cascade,
    incident_number varchar(24) not null,
    primary key (mail, incident_number)
);
insert into received_mail_about (mail, incident_number)
select distinct m.id, i.number
from received_mail m
    cross join lateral regexp_matches(m.subject, 'INC-[0-9]{4}-[0-9]{6,}', 'gi') named
    join incident i on i.number = upper(named[1]);
