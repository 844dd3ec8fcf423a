-- Tables of activity.
-- What devices have read before a check-in was taken back does not count any more.
ALTER TABLE activity_registration ADD COLUMN check_in_revoked_at timestamptz;

-- A certificate of a check-in: it begins and ends with it, so that another check-in is another certificate.
CREATE TABLE attendance_certificate (
    id              uuid        NOT NULL,
    activity_id     uuid        NOT NULL,
    registration_id uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    code            text        NOT NULL,
    status_index    integer     NOT NULL,
    participant     text        NOT NULL,
    holder_name     text        NOT NULL,
    credit_code     text        NOT NULL,
    region_code     text        NOT NULL,
    ended_at        timestamptz,
    CONSTRAINT attendance_certificate_pk PRIMARY KEY (id),
    CONSTRAINT attendance_certificate_activity_fk FOREIGN KEY (activity_id) REFERENCES activity (id),
    CONSTRAINT attendance_certificate_registration_fk FOREIGN KEY (registration_id) REFERENCES activity_registration (id),
    CONSTRAINT attendance_certificate_code_unique UNIQUE (code),
    CONSTRAINT attendance_certificate_index_unique UNIQUE (status_index)
);
CREATE UNIQUE INDEX attendance_certificate_one_good ON attendance_certificate (registration_id) WHERE ended_at IS NULL;
CREATE INDEX attendance_certificate_of_activity ON attendance_certificate (activity_id, id);
CREATE INDEX attendance_certificate_ended ON attendance_certificate (status_index) WHERE ended_at IS NOT NULL;
