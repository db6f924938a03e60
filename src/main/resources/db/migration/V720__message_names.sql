-- The name of a notice in its Message-ID, which an answer to it quotes: the UUID (version 3) that Java makes of its key.
alter table notice add column message_uuid uuid not null generated always as (
    overlay(overlay(md5(key) placing '3' from 13 for 1)
            placing to_hex((('x' || substr(md5(key), 17, 1))::bit(4) & b'0011' | b'1000')::integer) from 17 for 1)::uuid
) stored;
create index notice_by_message on notice (message_uuid);
