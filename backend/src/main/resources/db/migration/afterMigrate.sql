-- Runs after every migration, as the role that owns the tables: says what the role of the application may do.
-- What has happened stays as it is recorded: the audit trail and the content of events can only be added to.
DO $$
DECLARE
    application text := '${application-role}';
    append_only text[] := ARRAY['audit_entry', 'audit_personal', 'audit_chain', 'audit_checkpoint', 'audit_key',
        'audit_archive', 'simulation', 'simulation_result', 'voucher_presentation',
        'holiday_arrangement', 'indicator_definition', 'indicator_recount', 'indicator_observation', 'bulletin_figures'];
    money text[] := ARRAY['ledger_transfer', 'ledger_position', 'ledger_checkpoint', 'refund',
        'voucher_application_step', 'voucher_decision', 'order_step', 'service_trial_step', 'order_rating_step',
        'order_complaint_step', 'order_dispute_message',
        'claim_step', 'claim_check', 'claim_reading', 'claim_stage', 'settlement_result', 'recovery_step'];
    content_of_events text[] := ARRAY['id', 'type', 'subject', 'organization_id', 'counterpart_id',
        'region_code', 'is_public', 'data', 'occurred_at'];
    name text;
    columns text;
BEGIN
    FOREACH name IN ARRAY append_only || money LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON %I', name || '_append_only', name);
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON %I', name || '_never_emptied', name);
        IF application IN ('', current_user) THEN
           EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW'
               ' EXECUTE FUNCTION audit_refuse_change()', name || '_append_only', name);
           EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT'
               ' EXECUTE FUNCTION audit_refuse_change()', name || '_never_emptied', name);
        END IF;
    END LOOP;
    REVOKE ALL ON FUNCTION audit_erase(uuid[], uuid), audit_remove(bigint, text, text), offering_settle(boolean) FROM PUBLIC;
    IF application IN ('', current_user) THEN
        RETURN;
    END IF;

    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), application);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I', current_schema(), application);
    EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO %I', current_schema(), application);
    FOREACH name IN ARRAY append_only LOOP
        EXECUTE format('REVOKE UPDATE, DELETE ON %I FROM %I', name, application);
    END LOOP;
    -- Public money: what was moved, the order in which it was, and what rules it followed are never changed.
    FOREACH name IN ARRAY money LOOP
        EXECUTE format('REVOKE UPDATE, DELETE ON %I FROM %I', name, application);
    END LOOP;
    -- Rules are superseded and never edited: only their approval is added. A budget movement is decided once.
    EXECUTE format('REVOKE UPDATE, DELETE ON rule_version, budget_movement FROM %I', application);
    EXECUTE format('GRANT UPDATE (approved_at, approved_by, effective_from) ON rule_version TO %I', application);
    EXECUTE format('GRANT UPDATE (status, moved_fen, decided_at, decided_by, decision_reason) ON budget_movement TO %I',
        application);
    -- A role grant is decided once, and whoever it is for stays.
    EXECUTE format('REVOKE UPDATE, DELETE ON role_grant FROM %I', application);
    EXECUTE format('GRANT UPDATE (status, decided_by, decided_at, reason) ON role_grant TO %I', application);
    -- An order stays on record, what was ordered at which price, what was delivered, and what both sides have agreed on since.
    EXECUTE format('REVOKE DELETE ON service_order, order_line, order_delivery, order_amendment FROM %I', application);
    EXECUTE format('REVOKE UPDATE ON order_line, order_delivery, order_amendment FROM %I', application);
    EXECUTE format('GRANT UPDATE (delivered, accepted, cancelled, cut_fen) ON order_line TO %I', application);
    EXECUTE format('GRANT UPDATE (status, lines, net_fen, ex_tax_fen, subsidy_fen, captured_fen, lowered_fen, paid, asked_back,'
        ' due_at, lapses_at, decided_by, decided_at, reason, unbilled) ON order_delivery TO %I', application);
    EXECUTE format('GRANT UPDATE (status, decided_by, decided_at, reason) ON order_amendment TO %I', application);
    -- That an enterprise has tried an offering, has rated an order or complained about it, or did not agree, stays on record.
    EXECUTE format('REVOKE DELETE ON service_trial, order_rating, order_complaint, order_dispute FROM %I', application);
    -- What was said of adoption stays on record, and what was found of it; so do the keys that certificates are verified with.
    EXECUTE format('REVOKE DELETE ON adoption_rule, adoption_import, adoption_batch, adoption_sample, adoption_record,'
        ' adopted_enterprise, certificate_key FROM %I', application);
    -- So does by what levels are assessed, what enterprises have said of themselves and what was found.
    EXECUTE format('REVOKE DELETE ON pre_rating_run, assessment_standard, assessment, assessment_objection, assessment_appeal,'
        ' level_certificate, spot_check, assessment_expert, assessment_opinion FROM %I', application);
    -- So does what was drawn, from what and by which seed.
    EXECUTE format('REVOKE UPDATE, DELETE ON spot_check_draw, spot_check_candidate, assessment_expert_draw FROM %I',
        application);
    -- So does who was certified to have been at an activity.
    EXECUTE format('REVOKE DELETE ON attendance_certificate FROM %I', application);
    -- So does how units were evaluated, and what they had against it.
    EXECUTE format('REVOKE DELETE ON city_evaluation, evaluation_objection FROM %I', application);
    -- So does who took part in contests, who judged them, and by which scores titles were granted.
    EXECUTE format('REVOKE DELETE ON contest, contest_entry, contest_conflict, contest_score, contest_objection FROM %I',
        application);
    EXECUTE format('REVOKE UPDATE ON contest_conflict FROM %I', application);
    -- A bill stays as it was locked, and so does what was taken off it; what is owed of it is settled later.
    EXECUTE format('REVOKE DELETE ON bill, bill_lowering FROM %I', application);
    EXECUTE format('REVOKE UPDATE, DELETE ON bill_line, credit_note, credit_note_line FROM %I', application);
    -- So does what was claimed, on which numbers, and what was drawn.
    EXECUTE format('REVOKE DELETE ON settlement_claim FROM %I', application);
    EXECUTE format('REVOKE UPDATE, DELETE ON claim_evidence, claim_sample_seed FROM %I', application);
    -- What was to be paid, to whom and how much stays as the second person saw it; what became of it is added.
    EXECUTE format('REVOKE DELETE ON settlement_batch, settlement_line, settlement_objection, recovery, recovery_slip FROM %I',
        application);
    EXECUTE format('REVOKE UPDATE ON settlement_line FROM %I', application);
    EXECUTE format('GRANT UPDATE (status, removal_cause, removal_reason, paid_reference, paid_on, failure, failed_reference,'
        ' failed_on, recorded_by, contradiction, contradicted_at, reinstated_at, moved_at) ON settlement_line TO %I', application);
    -- What was offered and booked of capacities stays on record, and when they were closed.
    EXECUTE format('REVOKE DELETE ON capacity, capacity_slot, capacity_closure FROM %I', application);
    -- What was asked of the endpoints of providers stays on record.
    EXECUTE format('REVOKE DELETE ON provisioning, provisioning_call FROM %I', application);
    -- Where an organisation was paid to stays on record.
    EXECUTE format('REVOKE DELETE ON payee_account FROM %I', application);
    -- A document stays as it was put on its record; that it ended is added once.
    EXECUTE format('REVOKE UPDATE, DELETE ON case_document FROM %I', application);
    EXECUTE format('GRANT UPDATE (status, ended_at, ended_by, replaced_by_id) ON case_document TO %I', application);
    -- What an erasure takes is proposed once and decided once.
    EXECUTE format('REVOKE UPDATE, DELETE ON audit_erasure FROM %I', application);
    EXECUTE format('GRANT UPDATE (status, decided_at, decided_by, decision_reason, erased, has_more, entry_id)'
        ' ON audit_erasure TO %I', application);
    -- What authorities have put on record of providers stays; an evaluation as it is.
    EXECUTE format('REVOKE DELETE ON security_incident, sanction, sanction_appeal FROM %I', application);
    EXECUTE format('REVOKE DELETE ON provider_qualification, qualification_objection FROM %I', application);
    EXECUTE format('REVOKE UPDATE, DELETE ON security_evaluation FROM %I', application);
    -- The places that were given stay; when somebody who waited got one is added later.
    EXECUTE format('REVOKE UPDATE, DELETE ON intake_entry FROM %I', application);
    EXECUTE format('GRANT UPDATE (served_at, served_fen) ON intake_entry TO %I', application);
    EXECUTE format('REVOKE INSERT ON audit_archive FROM %I', application);
    EXECUTE format('REVOKE INSERT, DELETE ON audit_head FROM %I', application);
    EXECUTE format('GRANT EXECUTE ON FUNCTION audit_erase(uuid[], uuid), audit_remove(bigint, text, text),'
        ' offering_settle(boolean) TO %I', application);

    -- An event gets its place after it was written; nothing else of it changes.
    SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
        WHERE attrelid = 'event'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> ALL (content_of_events);
    EXECUTE format('REVOKE UPDATE, DELETE ON event FROM %I', application);
    EXECUTE format('GRANT UPDATE (%s) ON event TO %I', columns, application);

    IF to_regclass('flyway_schema_history') IS NOT NULL THEN
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history FROM %I', application);
    END IF;
END
$$;
