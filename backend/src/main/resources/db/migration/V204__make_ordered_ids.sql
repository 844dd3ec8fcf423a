-- A UUIDv7 of a moment (RFC 9562 §5.7), for rows that a statement makes by itself; all others get theirs in the application.
CREATE FUNCTION ordered_id(moment timestamptz) RETURNS uuid
    LANGUAGE sql VOLATILE PARALLEL SAFE
    AS $$
        SELECT encode(set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid())
                PLACING substring(int8send(floor(extract(epoch FROM moment) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
            52, 1), 53, 1), 'hex')::uuid
    $$;
