-- Table of the sandbox. How far the time was moved ahead of the clock on the wall: one row at most, and in a demo only.
CREATE TABLE sandbox_clock (
    id boolean NOT NULL DEFAULT true CONSTRAINT sandbox_clock_pk PRIMARY KEY CONSTRAINT sandbox_clock_one CHECK (id),
    ahead_micros bigint NOT NULL CONSTRAINT sandbox_clock_forward CHECK (ahead_micros >= 0)
);
