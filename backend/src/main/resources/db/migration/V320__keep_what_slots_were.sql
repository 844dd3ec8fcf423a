-- Tables of trade.
-- What a slot was booked as: its capacity may say something else later, and keeps no versions.
ALTER TABLE capacity_slot
    ADD COLUMN kind        text,
    ADD COLUMN mark        text,
    ADD COLUMN mark_number text,
    ADD COLUMN ended_by    text;
UPDATE capacity_slot s SET kind = c.kind, mark = c.mark, mark_number = c.mark_number FROM capacity c WHERE c.id = s.capacity_id;
ALTER TABLE capacity_slot
    ALTER COLUMN kind SET NOT NULL,
    ADD CONSTRAINT capacity_slot_kind_known CHECK (kind IN ('DESIGN', 'MANUFACTURING', 'TESTING')),
    ADD CONSTRAINT capacity_slot_mark_known CHECK (mark IN ('CMA', 'CNAS')),
    ADD CONSTRAINT capacity_slot_mark_whole CHECK ((mark IS NULL) = (mark_number IS NULL) AND (mark IS NULL OR kind = 'TESTING')),
    ADD CONSTRAINT capacity_slot_ended_by_known CHECK (ended_by IN ('DECLINED', 'EXPIRED', 'CANCELLED', 'CONSENTED', 'CALLED_OFF',
        'ORDER_ENDED', 'PARTY_BARRED', 'COMPLETED', 'CLOSED', 'NO_SHOW'));
-- How those ended that were over before nobody knows any more.
ALTER TABLE capacity_slot ADD CONSTRAINT capacity_slot_ended_by_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL)) NOT VALID;

COMMENT ON COLUMN capacity_slot.ended_by IS 'how it ended: who let it go, or what became of something else';

-- Who is frozen is one side or the other.
CREATE INDEX capacity_slot_living_of_provider ON capacity_slot (provider_organization_id)
    WHERE status IN ('HELD', 'CONFIRMED', 'CANCELLATION_ASKED');
-- All that was ever closed stays on record; what counts is what stands.
CREATE INDEX capacity_closure_standing ON capacity_closure (capacity_id, ends_at) WHERE lifted_at IS NULL;
