-- What is counted at each look: reports of strangers, and refusals that the health tells.
create index received_mail_by_time on received_mail (received_at);
