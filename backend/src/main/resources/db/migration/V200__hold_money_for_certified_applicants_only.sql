-- Whoever is not certified, or is frozen, has a place in the line and no money. Such an application is passed over until its
-- enterprise may have money held for it; the public log says so, without naming anybody, for its line is replayed with it.
ALTER TABLE voucher_application
    ADD COLUMN awaits_certification boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT voucher_application_awaits_in_line CHECK (NOT awaits_certification OR status = 'WAITLISTED');

ALTER TABLE intake_entry
    ADD COLUMN awaits_certification boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT intake_entry_awaits_without_money CHECK (NOT awaits_certification OR held_fen = 0);

-- Who is served next, in order.
DROP INDEX voucher_application_waiting;
CREATE INDEX voucher_application_waiting ON voucher_application (budget_id, sequence)
    WHERE status = 'WAITLISTED' AND NOT awaits_certification;
