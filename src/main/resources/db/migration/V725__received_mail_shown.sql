-- Whether open tasks are still to show what a mail adds, which happens after it has joined and never with it.
alter table received_mail add column to_show boolean not null default false;
create index received_mail_to_show on received_mail (id) where to_show;
