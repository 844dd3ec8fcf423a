-- Tables of activity.
-- What the enterprise of somebody who was there says of an activity: once for each registration, and for ever.
CREATE TABLE activity_feedback (
    id                uuid        NOT NULL,
    activity_id       uuid        NOT NULL,
    registration_id   uuid        NOT NULL,
    organization_id   uuid        NOT NULL,
    organization_name text        NOT NULL,
    stars             integer     NOT NULL,
    comment           text,
    given_by          uuid        NOT NULL,
    given_at          timestamptz NOT NULL,
    CONSTRAINT activity_feedback_pk PRIMARY KEY (id),
    CONSTRAINT activity_feedback_activity_fk FOREIGN KEY (activity_id) REFERENCES activity (id),
    CONSTRAINT activity_feedback_registration_fk FOREIGN KEY (registration_id) REFERENCES activity_registration (id),
    CONSTRAINT activity_feedback_once UNIQUE (registration_id),
    CONSTRAINT activity_feedback_stars_known CHECK (stars BETWEEN 1 AND 5)
);

CREATE INDEX activity_feedback_of_activity ON activity_feedback (activity_id, id);
