package cn.dengyun.worklist;

import cn.dengyun.provider.domain.AppealStatus;
import cn.dengyun.provider.domain.IncidentStatus;
import cn.dengyun.provider.domain.SanctionStatus;
import cn.dengyun.provider.domain.Supervision;
import cn.dengyun.provider.payee.PayeeAccountStatus;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.RegionCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Providers, one for each enterprise of the world, with what their authorities and their payers do about them. */
final class ProviderWorld extends RandomRows {

    /** The enterprise of which something is staged: one that has a person who acts for it as a provider. */
    static final int STAGED = 3;

    private static final List<String> CONCESSION_STATES = List.of("DRAFT", "AGREED", "PUBLISHED", "WITHDRAWN");
    private static final List<String> HOSTING_STATES =
            List.of("PROPOSED", "PROPOSED", "CONFIRMED", "ENDED", "REJECTED", "WITHDRAWN");
    private static final List<String> READING_STATES = List.of("ACCEPTED", "QUARANTINED", "QUARANTINED", "DISMISSED");
    private static final List<String> HELD_BACK = List.of("TOO_MANY_DIGITS", "IMPLAUSIBLE");
    private static final List<String> SLOT_STATES =
            List.of("HELD", "HELD", "CANCELLATION_ASKED", "CONFIRMED", "CONFIRMED", "COMPLETED");
    private static final List<String> PROVISIONING_STATES =
            List.of("PENDING", "FAILED", "FAILED", "STUCK", "PROVISIONED");
    private static final List<String> TRIAL_STATES = List.of("REQUESTED", "REQUESTED", "GRANTED", "GRANTED", "ENDED");
    private static final List<String> ORDER_STATES =
            List.of("PLACED", "ACCEPTED", "ACTIVE", "ACTIVE", "DELIVERED", "REJECTED");
    private static final List<String> DISPUTE_STATES = List.of("OPEN", "DECIDED", "APPEALED", "CLOSED", "RECOVERY");
    private static final List<String> COMPLAINT_STATES =
            List.of("FILED", "FILED", "ANSWER_GIVEN", "ESCALATED", "SETTLED", "DECIDED");
    private static final List<String> WITNESS_STATES = List.of("PROPOSED", "PROPOSED", "IN_FORCE", "REJECTED", "ENDED");
    private static final List<String> COMPARISON_STATES = List.of("SETTLED", "OPEN", "OPEN", "EXPLAINED", "UPHELD");
    private static final List<String> BILL_STATES =
            List.of("OPEN", "LOCKED", "LOCKED", "ACCEPTED", "DISPUTED", "DISPUTED", "FINAL");
    private static final Duration HEARD = Duration.ofDays(60);
    private static final Duration DECIDED = Duration.ofDays(50);

    private final List<UUID> people;
    private final List<UUID> organizations;
    private final List<String> regions;
    private final List<UUID> providers = new ArrayList<>();
    private final List<UUID> platforms = new ArrayList<>();
    private final List<UUID> hostings = new ArrayList<>();
    private final List<UUID> concessions = new ArrayList<>();
    private final List<UUID> orders = new ArrayList<>();
    private final List<UUID> deliveries = new ArrayList<>();
    private final List<UUID> amendments = new ArrayList<>();
    private final List<UUID> disputes = new ArrayList<>();
    private final List<UUID> complaints = new ArrayList<>();
    private final List<UUID> meters = new ArrayList<>();
    private final List<UUID> witnesses = new ArrayList<>();
    private final List<UUID> comparisons = new ArrayList<>();
    private final List<UUID> demands = new ArrayList<>();
    private final List<UUID> quotes = new ArrayList<>();
    private final List<UUID> trials = new ArrayList<>();
    private final List<UUID> capacities = new ArrayList<>();
    private final List<UUID> slots = new ArrayList<>();
    private final List<UUID> provisionings = new ArrayList<>();
    private final List<UUID> bills = new ArrayList<>();
    private final List<UUID> incidents = new ArrayList<>();
    private final List<UUID> sanctions = new ArrayList<>();
    private final List<UUID> appeals = new ArrayList<>();
    private final List<UUID> accounts = new ArrayList<>();
    private final QualificationWorld qualifications;
    private final SettlementWorld settlement;
    private final AdoptionWorld adoption;

    /** @param treasury the office of finance that pays */
    ProviderWorld(
            Connection database,
            Random random,
            List<UUID> people,
            List<UUID> organizations,
            List<String> regions,
            UUID treasury)
            throws SQLException {
        super(database, random);
        this.people = people;
        this.organizations = organizations;
        this.regions = regions;
        for (int i = 0; i < organizations.size(); i++) {
            providers.add(provider(i));
            platforms.add(platform(i));
            concessions.add(concession(i));
            incidents.add(incident(i));
            sanctions.add(sanction(i));
            appeals.add(appeal(i));
            accounts.add(account(i));
        }
        for (int i = 0; i < organizations.size(); i++) {
            hostings.add(hosting(i));
            orders.add(order(i));
            deliveries.add(delivery(i));
            amendments.add(amendment(i));
            disputes.add(dispute(i));
            complaints.add(complaint(i));
            meters.add(meter(i));
            witnesses.add(witness(i));
            comparisons.add(comparison(i));
            demands.add(demand(i));
            quotes.add(quote(i));
            trials.add(trial(i));
            capacities.add(capacity(i));
            slots.add(slot(i));
            provisionings.add(provisioning(i));
            bills.add(bill(i));
        }
        qualifications = new QualificationWorld(database, random, people, organizations, regions, providers);
        settlement = new SettlementWorld(database, random, people, organizations, regions, providers, treasury);
        adoption = new AdoptionWorld(database, random, people, organizations, regions, providers);
    }

    /** Moves something of any of their lifecycles. */
    void move() throws SQLException {
        int i = random.nextInt(providers.size());
        switch (random.nextInt(34)) {
            case 0 -> putIncident(i, any(IncidentStatus.values()));
            case 1 -> putSuspension(i, now.plus(Duration.ofHours(random.nextInt(360) - 120L)), random.nextInt(4) == 0);
            case 2 -> putSanction(i, any(SanctionStatus.values()), moment(), random.nextInt(3) == 0);
            case 3 -> putAppeal(i, any(List.of(AppealStatus.PENDING, AppealStatus.UPHELD)));
            case 4 -> putAccount(i, any(PayeeAccountStatus.values()));
            case 5 -> putHosting(i, any(HOSTING_STATES));
            case 6, 7 -> qualifications.move();
            case 8 -> putConcession(i, any(CONCESSION_STATES));
            case 9, 10 -> putOrder(i, any(ORDER_STATES), moment());
            case 11 -> putDelivery(i, random.nextInt(4) != 0, random.nextBoolean(), moment());
            case 12 -> putAmendment(i, random.nextInt(3) != 0, random.nextBoolean(), moment());
            case 13 -> putDispute(i, any(DISPUTE_STATES), moment(), moment());
            case 14 -> putDemand(i, random.nextInt(4) != 0, random.nextBoolean(), moment());
            case 15 -> putTrial(i, any(TRIAL_STATES), moment());
            case 16 -> putReading(i, any(READING_STATES), any(HELD_BACK));
            case 17, 18 -> putBill(i, any(BILL_STATES), random.nextBoolean(), moment());
            case 19, 20, 21, 22, 23 -> settlement.move();
            case 24 -> putSlot(i, any(SLOT_STATES), moment());
            case 25 -> putProvisioning(i, any(PROVISIONING_STATES), moment());
            case 26 -> putComplaint(i, any(COMPLAINT_STATES), moment(), moment());
            case 28 -> putSecurity(i, random.nextInt(4) != 0, random.nextInt(3) == 0);
            case 30 -> putWitness(i, any(WITNESS_STATES));
            case 31 -> putComparison(i, any(COMPARISON_STATES));
            case 32, 33 -> adoption.move();
            case 29 -> putMeasures(i, random.nextInt(20) - 10, random.nextInt(3) == 0);
            default -> putStanding(i);
        }
    }

    /** Has something of a kind wait, whatever was there before. */
    void stage(String kind) throws SQLException {
        switch (kind) {
            case "SECURITY_INCIDENT" -> putIncident(STAGED, IncidentStatus.INVESTIGATING);
            case "INTERIM_SUSPENSION" -> {
                putSanction(STAGED, SanctionStatus.REJECTED, later(), false);
                putSuspension(STAGED, now.plus(Duration.ofDays(2)), false);
            }
            case "SANCTION" -> putSanction(STAGED, SanctionStatus.HEARING, earlier(), false);
            case "SANCTION_STATEMENT" -> putSanction(STAGED, SanctionStatus.HEARING, later(), false);
            case "SANCTION_REVOCATION" -> {
                putSanction(STAGED, SanctionStatus.EFFECTIVE, later(), false);
                execute(
                        "UPDATE sanction SET revocation_proposed_by = ?, revocation_reason = '有误' WHERE id = ?",
                        any(people),
                        sanctions.get(STAGED));
            }
            case "SANCTION_APPEAL" -> putAppeal(STAGED, AppealStatus.PENDING);
            case "PAYEE_ACCOUNT" -> putAccount(STAGED, PayeeAccountStatus.PROPOSED);
            case "HOSTING" -> {
                execute(
                        "UPDATE provider SET organization_frozen = false, suspended_until = NULL,"
                                + " disqualified_until = NULL, qualified_until = now() + interval '9 days'"
                                + " WHERE id IN (?, ?)",
                        providers.get(STAGED),
                        providers.get(next(STAGED)));
                putHosting(STAGED, "PROPOSED");
            }
            case "CONCESSION" -> putConcession(STAGED, "AGREED");
            case "CONCESSION_CONFIRMATION" -> putConcession(STAGED, "DRAFT");
            case "ORDER_ANSWER" -> {
                unfreezeSides();
                putOrder(STAGED, "PLACED", later());
            }
            case "ORDER_ACTIVATION" -> {
                unfreezeSides();
                putOrder(STAGED, "ACCEPTED", later());
            }
            case "ORDER_DELIVERY" -> {
                unfreezeSides();
                putOrder(STAGED, "ACTIVE", later());
                execute("UPDATE service_order SET ends_on = current_date + 2 WHERE id = ?", orders.get(STAGED));
            }
            case "DELIVERY_ACCEPTANCE" -> {
                unfreezeSides();
                putOrder(STAGED, "ACTIVE", later());
                putDelivery(STAGED, true, true, later());
            }
            case "DELIVERY_OVERDUE" -> {
                putOrder(STAGED, "ACTIVE", later());
                putDelivery(STAGED, true, true, earlier());
            }
            case "ORDER_AMENDMENT" -> {
                unfreezeSides();
                putAmendment(STAGED, true, true, later());
            }
            case "USAGE_RELEASE", "USAGE_DISMISSAL" -> putReading(STAGED, "QUARANTINED", "IMPLAUSIBLE");
            case "USAGE_WITNESS" -> putWitness(STAGED, "PROPOSED");
            case "USAGE_DIFFERENCE" -> putComparison(STAGED, "OPEN");
            case "ORDER_DISPUTE" -> putDispute(STAGED, "OPEN", later(), later());
            case "ORDER_DISPUTE_APPEAL" -> putDispute(STAGED, "APPEALED", later(), later());
            case "ORDER_DISPUTE_RECOVERY" -> putDispute(STAGED, "RECOVERY", later(), earlier());
            case "COMPLAINT_ANSWER" -> {
                unfreezeSides();
                putComplaint(STAGED, "FILED", later(), later());
            }
            case "COMPLAINT_DECISION" -> putComplaint(STAGED, "ESCALATED", earlier(), later());
            case "COMPLAINT_SECURITY" -> {
                putComplaint(STAGED, "SETTLED", earlier(), later());
                putSecurity(STAGED, true, false);
            }
            case "COMPLAINT_FULFILMENT" -> putMeasures(STAGED, 3, false);
            case "COMPLAINT_ENFORCEMENT" -> putMeasures(STAGED, -3, false);
            case "DEMAND_DECISION" -> {
                unfreezeSides();
                putDemand(STAGED, true, true, earlier());
            }
            case "QUOTE_INVITATION" -> {
                unfreezeSides();
                putDemand(STAGED, true, false, later());
            }
            case "SLOT_ANSWER" -> {
                unfreezeSides();
                putSlot(STAGED, "HELD", later());
            }
            case "SLOT_CANCELLATION" -> {
                unfreezeSides();
                putSlot(STAGED, "CANCELLATION_ASKED", later());
            }
            case "SLOT_COMPLETION" -> {
                unfreezeSides();
                putSlot(STAGED, "CONFIRMED", now.plus(Duration.ofDays(1)));
            }
            case "PROVISIONING_REPAIR" -> {
                unfreezeSides();
                putProvisioning(STAGED, "FAILED", earlier());
            }
            case "TRIAL_ANSWER" -> {
                unfreezeSides();
                putTrial(STAGED, "REQUESTED", later());
            }
            case "TRIAL_END" -> {
                unfreezeSides();
                putTrial(STAGED, "GRANTED", now.plus(Duration.ofDays(1)));
            }
            case "BILL_ACCEPTANCE" -> {
                unfreezeSides();
                putBill(STAGED, "LOCKED", false, later());
            }
            case "BILL_CONFIRMATION" -> {
                unfreezeSides();
                putBill(STAGED, "ACCEPTED", false, later());
            }
            case "BILL_DISPUTE_ANSWER" -> {
                unfreezeSides();
                putBill(STAGED, "DISPUTED", false, later());
            }
            case "BILL_DISPUTE_DECISION" -> putBill(STAGED, "DISPUTED", true, later());
            default -> {
                if (kind.startsWith("QUALIFICATION_")) {
                    qualifications.stage(kind);
                } else if (kind.startsWith("ADOPTION_")) {
                    adoption.stage(kind);
                } else {
                    settlement.stage(kind);
                }
            }
        }
    }

    private void putIncident(int i, IncidentStatus status) throws SQLException {
        boolean isDecided = status == IncidentStatus.DETERMINED || status == IncidentStatus.DISMISSED;
        execute(
                "UPDATE security_incident SET status = ?, recorded_by = ?, decided_by = ?, decided_at = ?, finding = ?,"
                        + " created_at = ? WHERE id = ?",
                status.name(),
                any(people),
                isDecided ? Ids.next() : null,
                isDecided ? now : null,
                isDecided ? "查明" : null,
                earlier(2 * DAYS),
                incidents.get(i));
    }

    private void putSuspension(int i, Instant end, boolean isLifted) throws SQLException {
        execute(
                "UPDATE security_incident SET suspended_at = ?, suspended_by = ?, suspended_until = ?,"
                        + " suspension_lifted_at = ? WHERE id = ?",
                end.minus(Duration.ofDays(20)),
                any(people),
                end,
                isLifted ? now : null,
                incidents.get(i));
    }

    /** @param end of the hearing or, of one that was imposed, of the sanction */
    private void putSanction(int i, SanctionStatus status, Instant end, boolean isStated) throws SQLException {
        boolean isImposed = switch (status) {
            case EFFECTIVE, ENDED, REVOKED -> true;
            default -> false;
        };
        boolean isOpen = status == SanctionStatus.PROPOSED || status == SanctionStatus.HEARING;
        boolean isRevoked = status == SanctionStatus.REVOKED;
        UUID proposer = any(people);
        UUID decider =
                any(people.stream().filter(each -> !each.equals(proposer)).toList());
        Instant hearing = status == SanctionStatus.HEARING ? end : now.minus(HEARD);
        execute(
                "UPDATE sanction SET status = ?, proposed_by = ?, proposed_at = ?, hearing_until = ?, statement = ?,"
                        + " stated_at = ?, decided_by = ?, decided_at = ?, decision = ?, ends_at = ?,"
                        + " revocation_proposed_by = ?, revocation_reason = ?, revoked_by = ?, revoked_at = ?, updated_at = ?"
                        + " WHERE id = ?",
                // That it has ended is not written.
                status == SanctionStatus.ENDED ? SanctionStatus.EFFECTIVE.name() : status.name(),
                proposer,
                earlier(),
                status == SanctionStatus.PROPOSED ? null : hearing,
                isStated ? "不服" : null,
                isStated ? now : null,
                isOpen ? null : decider,
                isOpen ? null : now.minus(DECIDED),
                isOpen ? null : "属实",
                isImposed ? end : null,
                isRevoked || isStated ? any(people) : null,
                isRevoked || isStated ? "有误" : null,
                isRevoked ? Ids.next() : null,
                isRevoked ? now : null,
                earlier(),
                sanctions.get(i));
    }

    private void putAppeal(int i, AppealStatus status) throws SQLException {
        boolean isDecided = status != AppealStatus.PENDING;
        execute(
                "UPDATE sanction_appeal SET status = ?, decided_by = ?, decided_at = ?, decision = ?, filed_at = ?"
                        + " WHERE id = ?",
                status.name(),
                isDecided ? any(people) : null,
                isDecided ? now : null,
                isDecided ? "维持" : null,
                earlier(2 * DAYS),
                appeals.get(i));
    }

    private void putAccount(int i, PayeeAccountStatus status) throws SQLException {
        boolean isVerified = switch (status) {
            case VERIFIED, EFFECTIVE, REPLACED -> true;
            default -> false;
        };
        boolean isDecided = status != PayeeAccountStatus.PROPOSED;
        execute(
                "UPDATE payee_account SET status = ?, proposed_by = ?, proposed_at = ?, decided_by = ?, decided_at = ?,"
                        + " reason = ?, effective_from = ? WHERE id = ?",
                // What the clock makes of it is not written.
                isVerified ? PayeeAccountStatus.VERIFIED.name() : status.name(),
                any(people),
                earlier(),
                isDecided ? Ids.next() : null,
                isDecided ? now : null,
                isDecided ? "核验" : null,
                isVerified ? moment() : null,
                accounts.get(i));
    }

    private void putHosting(int i, String status) throws SQLException {
        boolean isEnded = status.equals("ENDED");
        execute(
                "UPDATE hosting SET status = ?, proposed_at = ?, confirmed_at = ?, ended_at = ? WHERE id = ?",
                status,
                earlier(),
                isEnded || status.equals("CONFIRMED") ? now : null,
                isEnded ? now : null,
                hostings.get(i));
    }

    private void putConcession(int i, String status) throws SQLException {
        boolean isPublished = status.equals("PUBLISHED");
        boolean isConfirmed = isPublished || status.equals("AGREED");
        LocalDate first = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(2 + random.nextInt(9));
        execute(
                "UPDATE concession SET status = ?, proposed_by = ?, proposed_at = ?, confirmed_by = ?, confirmed_at = ?,"
                        + " published_by = ?, published_at = ?, from_on = ?, until_on = ? WHERE id = ?",
                status,
                any(people),
                earlier(),
                isConfirmed ? Ids.next() : null,
                isConfirmed ? now : null,
                isPublished ? Ids.next() : null,
                isPublished ? now : null,
                isPublished ? first : first.minusDays(random.nextInt(9)),
                first.plusDays(9),
                concessions.get(i));
    }

    /** Of services of each provider by another one. */
    private void putWitness(int i, String status) throws SQLException {
        boolean isDecided = !status.equals("PROPOSED");
        boolean isEnded = status.equals("ENDED");
        execute(
                "UPDATE usage_witness SET status = ?, proposed_by = ?, proposed_at = ?, decided_by = ?, decided_at = ?,"
                        + " ended_by = ?, ended_at = ? WHERE id = ?",
                status,
                any(people),
                earlier(),
                isDecided ? Ids.next() : null,
                isDecided ? now : null,
                isEnded ? Ids.next() : null,
                isEnded ? now : null,
                witnesses.get(i));
    }

    private void putComparison(int i, String status) throws SQLException {
        boolean isDecided = status.equals("EXPLAINED") || status.equals("UPHELD");
        execute(
                "UPDATE usage_comparison SET status = ?, outcome = ?, since = ?, decided_by = ?, decided_at = ?, reason = ?"
                        + " WHERE id = ?",
                status,
                status.equals("SETTLED") ? "CONFIRMED" : "DIFFERS",
                earlier(),
                isDecided ? any(people) : null,
                isDecided ? now : null,
                isDecided ? "口径不同" : null,
                comparisons.get(i));
    }

    private void unfreezeSides() throws SQLException {
        execute(
                "UPDATE organization SET frozen_at = NULL, frozen_reason = NULL WHERE id IN (?, ?)",
                organizations.get(STAGED),
                organizations.get(next(STAGED)));
    }

    private void putOrder(int i, String status, Instant due) throws SQLException {
        boolean isAccepted = Set.of("ACCEPTED", "ACTIVE", "DELIVERED").contains(status);
        execute(
                "UPDATE service_order SET status = ?, accepted_at = ?, activated_at = ?, ended_at = ?, ends_on = ?,"
                        + " due_at = ? WHERE id = ?",
                status,
                isAccepted ? earlier() : null,
                isAccepted && !status.equals("ACCEPTED") ? earlier() : null,
                status.equals("REJECTED") ? now : null,
                LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(random.nextInt(30) - 10L),
                due,
                orders.get(i));
    }

    private void putDelivery(int i, boolean isWaiting, boolean withSubsidy, Instant due) throws SQLException {
        execute(
                "UPDATE order_delivery SET status = ?, with_subsidy = ?, lapses_at = ?, reported_at = ?, due_at = ?,"
                        + " decided_at = ? WHERE id = ?",
                isWaiting ? "REPORTED" : "REJECTED",
                withSubsidy,
                withSubsidy ? later() : null,
                earlier(),
                due,
                isWaiting ? null : now,
                deliveries.get(i));
    }

    private void putAmendment(int i, boolean isOpen, boolean byEnterprise, Instant due) throws SQLException {
        execute(
                "UPDATE order_amendment SET status = ?, proposed_side = ?, addressee_id = ?, proposed_at = ?, due_at = ?,"
                        + " decided_at = ? WHERE id = ?",
                isOpen ? "PROPOSED" : "REJECTED",
                byEnterprise ? "ENTERPRISE" : "PROVIDER",
                organizations.get(byEnterprise ? i : next(i)),
                earlier(),
                due,
                isOpen ? null : now,
                amendments.get(i));
    }

    private void putReading(int i, String status, String heldBack) throws SQLException {
        execute(
                "UPDATE usage_event SET status = ?, quarantine = ?, received_at = ? WHERE meter_id = ?",
                status,
                heldBack,
                earlier(),
                meters.get(i));
    }

    private void putDispute(int i, String status, Instant due, Instant lapses) throws SQLException {
        boolean isDecided = !status.equals("OPEN");
        boolean isAppealed = status.equals("APPEALED");
        execute(
                "UPDATE order_dispute SET status = ?, filed_at = ?, due_at = ?, lapses_at = ?, outcome = ?, decided_by = ?,"
                        + " decided_at = ?, decision = ?, appealed_side = ?, appealed_by = ?, appealed_at = ?, grounds = ?,"
                        + " closed_at = ?, hindrance = ? WHERE id = ?",
                status,
                earlier(),
                due,
                lapses,
                isDecided ? "DISMISSED" : null,
                isDecided ? any(people) : null,
                isDecided ? earlier() : null,
                isDecided ? "维持" : null,
                isAppealed ? "PROVIDER" : null,
                isAppealed ? Ids.next() : null,
                isAppealed ? earlier() : null,
                isAppealed ? "不服" : null,
                status.equals("CLOSED") || status.equals("RECOVERY") ? now : null,
                status.equals("RECOVERY") ? "PAID" : null,
                disputes.get(i));
    }

    /** One that is about data security, or is not any more. */
    private void putSecurity(int i, boolean isOfSecurity, boolean isRuledOut) throws SQLException {
        execute(
                "UPDATE order_complaint SET kind = ?, ruled_out_at = ? WHERE id = ?",
                isOfSecurity ? "DATA_SECURITY" : "FEES",
                isOfSecurity && isRuledOut ? earlier() : null,
                complaints.get(i));
    }

    /** One of which the authority has ordered something by a day so many days from today. */
    private void putMeasures(int i, int days, boolean isDone) throws SQLException {
        putComplaint(i, "DECIDED", earlier(), later());
        execute(
                "UPDATE order_complaint SET finding = 'UPHELD', measures = '退费', measures_due_on = ?::date, done = ?,"
                        + " done_by = ?, done_at = ? WHERE id = ?",
                now.atZone(ZoneId.of("Asia/Shanghai"))
                        .toLocalDate()
                        .plusDays(days)
                        .toString(),
                isDone ? "已退费" : null,
                isDone ? any(people) : null,
                isDone ? earlier() : null,
                complaints.get(i));
    }

    private void putComplaint(int i, String status, Instant answered, Instant decided) throws SQLException {
        boolean isGiven = status.equals("ANSWER_GIVEN");
        boolean isDecided = status.equals("DECIDED");
        execute(
                "UPDATE order_complaint SET status = ?, filed_at = ?, answer_due_at = ?, answer = ?, answered_at = ?,"
                        + " settle_due_at = ?, escalated_at = ?, decision_due_at = ?, closed_at = ?, finding = ?,"
                        + " decision = ?, decided_by = ?, decided_at = ?, measures = NULL, measures_due_on = NULL,"
                        + " done = NULL, done_by = NULL, done_at = NULL WHERE id = ?",
                status,
                earlier(),
                answered,
                isGiven ? "已恢复" : null,
                isGiven ? earlier() : null,
                isGiven ? later() : null,
                status.equals("ESCALATED") ? earlier() : null,
                decided,
                status.equals("SETTLED") || isDecided ? now : null,
                isDecided ? "NOT_UPHELD" : null,
                isDecided ? "不属实" : null,
                isDecided ? any(people) : null,
                isDecided ? earlier() : null,
                complaints.get(i));
    }

    /** Of the next organisation, with a quote of this one or without, which is invited. */
    private void putDemand(int i, boolean isOpen, boolean isQuoted, Instant closes) throws SQLException {
        execute(
                "UPDATE demand SET status = ?, opened_at = ?, quotes_until = ?, lapses_at = ?, ended_at = ? WHERE id = ?",
                isOpen ? "OPEN" : "CLOSED",
                earlier(),
                closes,
                closes.plus(Duration.ofDays(30)),
                isOpen ? null : now,
                demands.get(i));
        execute(
                "UPDATE quote SET status = ?, ended_at = ? WHERE id = ?",
                isQuoted ? "SUBMITTED" : "WITHDRAWN",
                isQuoted ? null : now,
                quotes.get(i));
    }

    private void putTrial(int i, String status, Instant due) throws SQLException {
        boolean isBegun = Set.of("GRANTED", "ENDED").contains(status);
        execute(
                "UPDATE service_trial SET status = ?, requested_at = ?, due_at = ?, starts_at = ?, ends_at = ?, ended_at = ?"
                        + " WHERE id = ?",
                status,
                earlier(),
                due,
                isBegun ? due.minus(Duration.ofDays(7)) : null,
                isBegun ? due : null,
                Set.of("REQUESTED", "GRANTED").contains(status) ? null : now,
                trials.get(i));
    }

    /**
     * Due then: an answer before its start, one to a late cancellation by its end, what was rendered a week behind it.
     */
    private void putSlot(int i, String status, Instant due) throws SQLException {
        boolean isLiving = Set.of("HELD", "CANCELLATION_ASKED", "CONFIRMED").contains(status);
        Instant ends = switch (status) {
            case "CONFIRMED" -> due.minus(Duration.ofDays(7));
            case "CANCELLATION_ASKED" -> due;
            default -> due.plus(Duration.ofHours(2));
        };
        execute(
                "UPDATE capacity_slot SET status = ?, requested_at = ?, updated_at = ?, due_at = ?, starts_at = ?,"
                        + " ends_at = ?, free_until = ?, confirmed_at = ?, ended_at = ?, ended_by = ? WHERE id = ?",
                status,
                earlier(),
                earlier(),
                due,
                ends.minus(Duration.ofHours(1)),
                ends,
                ends.minus(Duration.ofHours(1)),
                status.equals("HELD") ? null : earlier(),
                isLiving ? null : now,
                isLiving ? null : "CLOSED",
                slots.get(i));
    }

    private void putProvisioning(int i, String status, Instant since) throws SQLException {
        execute(
                "UPDATE provisioning SET status = ?, since = ?, due_at = now() WHERE id = ?",
                status,
                since,
                provisionings.get(i));
    }

    private void putBill(int i, String status, boolean isAnswered, Instant due) throws SQLException {
        boolean isDisputed = status.equals("DISPUTED");
        boolean hasAnswer = isDisputed && isAnswered;
        execute(
                "UPDATE bill SET status = ?, locked_at = ?, due_at = ?, accepted_by = ?, accepted_at = ?,"
                        + " dispute_reason = ?, disputed_by = ?, disputed_at = ?, answer = ?, answer_reason = ?,"
                        + " answered_by = ?, answered_at = ?, final_at = ? WHERE id = ?",
                status,
                status.equals("OPEN") ? null : earlier(),
                due,
                status.equals("ACCEPTED") ? any(people) : null,
                status.equals("ACCEPTED") ? earlier() : null,
                isDisputed ? "重复" : null,
                isDisputed ? any(people) : null,
                isDisputed ? earlier() : null,
                hasAnswer ? "REJECTED" : null,
                hasAnswer ? "完整" : null,
                hasAnswer ? any(people) : null,
                hasAnswer ? earlier() : null,
                status.equals("FINAL") ? now : null,
                bills.get(i));
    }

    private void putStanding(int i) throws SQLException {
        execute(
                "UPDATE provider SET organization_frozen = ?, suspended_until = ?, disqualified_until = ?,"
                        + " qualified_until = ? WHERE id = ?",
                random.nextInt(4) == 0,
                random.nextInt(3) == 0 ? moment() : null,
                random.nextInt(3) == 0 ? moment() : null,
                random.nextInt(4) == 0 ? moment() : later(),
                providers.get(i));
    }

    /** Takes all of it away again. */
    void clear() throws SQLException {
        qualifications.clear();
        adoption.clear();
        settlement.clear();
        deleteAll("hosting", hostings);
        for (UUID meter : meters) {
            execute("DELETE FROM usage_event WHERE meter_id = ?", meter);
        }
        deleteAll("usage_comparison", comparisons);
        deleteAll("usage_witness", witnesses);
        deleteAll("usage_meter", meters);
        deleteAll("order_dispute", disputes);
        deleteAll("order_complaint", complaints);
        deleteAll("quote", quotes);
        deleteAll("demand", demands);
        deleteAll("service_trial", trials);
        deleteAll("capacity_slot", slots);
        deleteAll("provisioning", provisionings);
        for (UUID organization : organizations) {
            execute("DELETE FROM provisioning_endpoint WHERE organization_id = ?", organization);
        }
        deleteAll("capacity", capacities);
        deleteAll("order_amendment", amendments);
        deleteAll("bill", bills);
        deleteAll("order_delivery", deliveries);
        deleteAll("service_order", orders);
        deleteAll("concession", concessions);
        deleteAll("provider_platform", platforms);
        deleteAll("sanction_appeal", appeals);
        deleteAll("sanction", sanctions);
        deleteAll("security_incident", incidents);
        deleteAll("payee_account", accounts);
        for (UUID provider : providers) {
            execute("DELETE FROM obligation_reminder WHERE provider_id = ?", provider);
        }
        deleteAll("provider", providers);
    }

    private void deleteAll(String table, List<UUID> rows) throws SQLException {
        for (UUID row : rows) {
            execute("DELETE FROM " + table + " WHERE id = ?", row);
        }
    }

    private int next(int i) {
        return (i + 1) % organizations.size();
    }

    private UUID provider(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO provider (id, organization_id, kinds, name_zh, qualified_from, qualified_until, created_at,"
                        + " updated_at) VALUES (?, ?, ARRAY['SERVICE_INSTITUTION'], '测试服务商', now() - interval '99 days',"
                        + " now() + interval '99 days', now(), now())",
                id,
                organizations.get(i));
        return id;
    }

    private UUID platform(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO provider_platform (id, version, provider_id, organization_id, region_code, kind, name_zh,"
                        + " regions, industries, knowledge_models, software, status, created_at, updated_at)"
                        + " VALUES (?, 0, ?, ?, ?, 'PARK', '测试平台', '{}', '{}', '{}', '{}', 'OPERATING', now(), now())",
                id,
                providers.get(i),
                organizations.get(i),
                regions.get(i));
        return id;
    }

    private UUID concession(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO concession (id, version, code, organization_id, region_code, provider_organization_id,"
                        + " provider_name, provider_id, title, kind, trial_days, offering_ids, from_on, until_on, status,"
                        + " proposed_by, proposed_at, updated_at) VALUES (?, 0, ?, ?, ?, ?, '测试服务商', ?, '测试优惠', 'TRIAL',"
                        + " 30, '{}', current_date, current_date, 'WITHDRAWN', ?, now(), now())",
                id,
                id.toString(),
                organizations.get(i),
                regions.get(i),
                organizations.get(i),
                providers.get(i),
                any(people));
        return id;
    }

    /** Said by the next provider of its own app, for the host to confirm; of every other one the other way round. */
    private UUID hosting(int i) throws SQLException {
        UUID id = Ids.next();
        boolean isSaidByHost = i % 2 == 0;
        execute(
                "INSERT INTO hosting (id, version, organization_id, counterpart_id, region_code, platform_id,"
                        + " platform_name, host_id, offering_id, offering_name, developer_id, status, proposed_at, updated_at)"
                        + " VALUES (?, 0, ?, ?, ?, ?, '测试平台', ?, ?, '测试应用', ?, 'WITHDRAWN', now(), now())",
                id,
                organizations.get(isSaidByHost ? i : next(i)),
                organizations.get(isSaidByHost ? next(i) : i),
                regions.get(i),
                platforms.get(i),
                providers.get(i),
                Ids.next(),
                providers.get(next(i)));
        return id;
    }

    private UUID order(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO service_order (id, version, number, organization_id, organization_name, region_code,"
                        + " provider_id, provider_organization_id, provider_name, offering_id, offering_version,"
                        + " offering_name, external_reference, origin, status, price_at, starts_on, ends_on, list_fen,"
                        + " concession_fen, campaign_fen, net_fen, tax_fen, subsidy_fen, deducted_fen, placed_by,"
                        + " placed_at, ended_at, due_at, updated_at) VALUES (?, 0, ?, ?, '测试企业', ?, ?, ?, '测试服务商',"
                        + " ?, 1, '云服务器', ?, 'PLATFORM', 'REJECTED', now(), '2018-07-01', '2018-07-31', 0, 0, 0, 0, 0,"
                        + " 0, 0, ?, now(), now(), now(), now())",
                id,
                id.toString(),
                organizations.get(next(i)),
                regions.get(next(i)),
                providers.get(i),
                organizations.get(i),
                Ids.next(),
                id.toString(),
                any(people));
        return id;
    }

    private UUID provisioning(int i) throws SQLException {
        UUID endpoint = Ids.next();
        execute(
                "INSERT INTO provisioning_endpoint (id, version, organization_id, organization_name, region_code, url,"
                        + " offering_ids, status, created_by, created_at, updated_at) VALUES (?, 0, ?, '测试服务商', ?,"
                        + " 'https://provider.example.cn', '{}', 'DISABLED', ?, now(), now())",
                endpoint,
                organizations.get(i),
                regions.get(i),
                any(people));
        UUID id = Ids.next();
        execute(
                "INSERT INTO provisioning (id, version, order_id, order_number, organization_id, organization_name,"
                        + " region_code, provider_id, provider_organization_id, provider_name, offering_id,"
                        + " offering_version, offering_name, endpoint_id, request, status, wanted, again, tries, doubts,"
                        + " calls, confirmations, asked_since, since, due_at, activated, created_at, updated_at) VALUES"
                        + " (?, 0, ?, 'D', ?, '测试企业', ?, ?, ?, '测试服务商', ?, 1, '云服务器', ?, '{}', 'PENDING', true,"
                        + " false, 0, 0, 0, 0, now(), now(), now(), false, now(), now())",
                id,
                orders.get(i),
                organizations.get(next(i)),
                regions.get(next(i)),
                providers.get(i),
                organizations.get(i),
                Ids.next(),
                endpoint);
        return id;
    }

    private UUID delivery(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO order_delivery (id, order_id, organization_id, region_code, number, source, status, lines,"
                        + " net_fen, with_subsidy, subsidy_fen, captured_fen, lowered_fen, paid, reported_by, reported_at,"
                        + " due_at, decided_at) VALUES (?, ?, ?, ?, 1, 'REPORT', 'REJECTED', '[]', 0, false, 0, 0, 0, '[]',"
                        + " ?, now(), now(), now())",
                id,
                orders.get(i),
                organizations.get(next(i)),
                regions.get(next(i)),
                any(people));
        return id;
    }

    private UUID amendment(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO order_amendment (id, order_id, organization_id, region_code, kind, proposed_side, addressee_id,"
                        + " proposed_by, proposed_at, due_at, lines, status, decided_at) VALUES (?, ?, ?, ?, 'CANCEL_REST',"
                        + " 'ENTERPRISE', ?, ?, now(), now(), '[]', 'REJECTED', now())",
                id,
                orders.get(i),
                organizations.get(next(i)),
                regions.get(next(i)),
                organizations.get(i),
                any(people));
        return id;
    }

    /** With one reading. */
    private UUID meter(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO usage_meter (id, version, order_id, order_number, line, plan_code, plan_name, price_model, unit,"
                        + " aggregation, organization_id, organization_name, region_code, provider_id,"
                        + " provider_organization_id, provider_name, offering_id, offering_name, begins_at, ends_at,"
                        + " made_at, ordered_quantity) VALUES (?, 0, ?, 'D0', 1, 'gb', '流量', 'METERED', 'GB', 'SUM', ?,"
                        + " '测试企业', ?, ?, ?, '测试服务商', ?, '云服务器', now(), now(), now(), 1)",
                id,
                orders.get(i),
                organizations.get(next(i)),
                regions.get(next(i)),
                providers.get(i),
                organizations.get(i),
                Ids.next());
        execute(
                "INSERT INTO usage_event (id, version, meter_id, order_id, organization_id, provider_organization_id,"
                        + " region_code, event_id, occurred_at, quantity, content_hash, receipt_id, line, received_at,"
                        + " status) VALUES (?, 0, ?, ?, ?, ?, ?, 'e', now(), 1, '', ?, 1, now(), 'ACCEPTED')",
                Ids.next(),
                id,
                orders.get(i),
                organizations.get(next(i)),
                organizations.get(i),
                regions.get(next(i)),
                Ids.next());
        return id;
    }

    private UUID witness(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO usage_witness (id, version, organization_id, organization_name, witness_provider_id, region_code,"
                        + " provider_id, provider_organization_id, provider_name, from_month, tolerance_per_mille, status,"
                        + " proposed_by, proposed_at, decided_by, decided_at, updated_at) VALUES (?, 0, ?, '示范通信', ?, '340000',"
                        + " ?, ?, '测试服务商', '2018-09-01', 20, 'REJECTED', ?, now(), ?, now(), now())",
                id,
                organizations.get(next(i)),
                providers.get(next(i)),
                providers.get(i),
                organizations.get(i),
                any(people),
                any(people));
        return id;
    }

    /** What a meter came to, and nobody has to look at. */
    private UUID comparison(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO usage_comparison (id, version, meter_id, order_id, order_number, plan_name, unit, organization_id,"
                        + " organization_name, region_code, provider_id, provider_organization_id, provider_name, offering_name,"
                        + " month, witness_id, witness_organization_id, witness_name, tolerance_per_mille, reported, witnessed,"
                        + " outcome, status, since, compared_at) VALUES (?, 0, ?, ?, 'D0', '流量', 'GB', ?, '测试企业', ?, ?, ?,"
                        + " '测试服务商', '云服务器', '2018-09-01', ?, ?, '示范通信', 20, 1, 1, 'CONFIRMED', 'SETTLED', now(), now())",
                id,
                meters.get(i),
                orders.get(i),
                organizations.get(next(i)),
                regions.get(next(i)),
                providers.get(i),
                organizations.get(i),
                witnesses.get(i),
                organizations.get(next(i)));
        return id;
    }

    private UUID dispute(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO order_dispute (id, version, order_id, order_number, organization_id, organization_name,"
                        + " region_code, provider_id, provider_organization_id, provider_name, offering_name, filed_side,"
                        + " reason, statement, status, filed_by, filed_at, due_at, lapses_at, order_due_at, closed_at,"
                        + " updated_at) VALUES (?, 0, ?, 'D0', ?, '测试企业', ?, ?, ?, '测试服务商', '云服务器', 'ENTERPRISE',"
                        + " 'LATE', '未交付', 'WITHDRAWN', ?, now(), now(), now(), now(), now(), now())",
                id,
                orders.get(i),
                organizations.get(next(i)),
                regions.get(next(i)),
                providers.get(i),
                organizations.get(i),
                any(people));
        return id;
    }

    private UUID complaint(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO order_complaint (id, version, order_id, order_number, organization_id, organization_name,"
                        + " region_code, credit_code, provider_id, provider_organization_id, provider_name,"
                        + " provider_region_code, supervisor_region_code, offering_id, offering_name, kind, statement, remedy, status, filed_by,"
                        + " filed_at, answer_due_at, decision_due_at, closed_at, updated_at) VALUES (?, 0, ?, 'D0', ?,"
                        + " '测试企业', ?, '', ?, ?, '测试服务商', ?, ?, ?, '云服务器', 'FEES', '多收费', '退费', 'WITHDRAWN', ?,"
                        + " now(), now(), now(), now(), now())",
                id,
                orders.get(i),
                organizations.get(next(i)),
                regions.get(next(i)),
                providers.get(i),
                organizations.get(i),
                regions.get(i),
                Supervision.supervisorOf(regions.get(i)),
                Ids.next(),
                any(people));
        return id;
    }

    private UUID demand(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO demand (id, version, number, organization_id, organization_name, region_code, title,"
                        + " description, kind, quantity, unit, quotes_until, wanted_on, service_region_code, visibility,"
                        + " invited, invited_provider_ids, status, created_by, created_at, opened_at, lapses_at, ended_at,"
                        + " updated_at) VALUES (?, 0, ?, ?, '测试企业', ?, '需求', '需求', 'IAAS', '1', '月', now(),"
                        + " current_date, ?, 'PUBLIC', ARRAY[?::uuid], ARRAY[?::uuid], 'CLOSED', ?, now(), now(), now(),"
                        + " now(), now())",
                id,
                id.toString(),
                organizations.get(next(i)),
                regions.get(next(i)),
                regions.get(next(i)),
                organizations.get(i),
                providers.get(i),
                any(people));
        return id;
    }

    private UUID quote(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO quote (id, version, number, demand_id, demand_title, demander_id, region_code,"
                        + " organization_id, provider_id, provider_name, offering_id, offering_version, offering_name,"
                        + " lines, list_fen, net_fen, delivery_days, valid_until, status, submitted_by, submitted_at,"
                        + " ended_at, updated_at) VALUES (?, 0, ?, ?, '需求', ?, ?, ?, ?, '测试服务商', ?, 1, '云服务器', '[]', 1,"
                        + " 1, 1, current_date, 'WITHDRAWN', ?, now(), now(), now())",
                id,
                id.toString(),
                demands.get(i),
                organizations.get(next(i)),
                regions.get(next(i)),
                organizations.get(i),
                providers.get(i),
                Ids.next(),
                any(people));
        return id;
    }

    private UUID trial(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO service_trial (id, version, organization_id, organization_name, region_code, credit_code,"
                        + " provider_id, provider_organization_id, provider_name, offering_id, offering_version,"
                        + " offering_name, days, status, attempt, requested_by, requested_at, due_at, ended_at, updated_at)"
                        + " VALUES (?, 0, ?, '测试企业', ?, ?, ?, ?, '测试服务商', ?, 1, '测试服务', 7, 'WITHDRAWN', 1, ?,"
                        + " now(), now(), now(), now())",
                id,
                organizations.get(next(i)),
                regions.get(next(i)),
                id.toString(),
                providers.get(i),
                organizations.get(i),
                Ids.next(),
                any(people));
        return id;
    }

    private UUID capacity(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO capacity (id, version, organization_id, provider_id, provider_name, kind, name, description,"
                        + " capability_codes, region_code, place, units, booked_by, min_length, max_length, lead_hours,"
                        + " price_fen, opening_hours, closed_days, open_times, status, created_by, created_at, published_at,"
                        + " updated_at) VALUES (?, 0, ?, ?, '测试服务商', 'DESIGN', '测试能力', '测试能力', '{C-1}', ?, '测试地点',"
                        + " 1, 'HOUR', 1, 8, 0, 1, '{Mo 08:00-09:00}', '{}', '{Mo08}', 'PUBLISHED', ?, now(), now(), now())",
                id,
                organizations.get(i),
                providers.get(i),
                regions.get(i),
                any(people));
        return id;
    }

    private UUID slot(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO capacity_slot (id, version, number, organization_id, organization_name, region_code,"
                        + " provider_id, provider_organization_id, provider_name, capacity_id, capacity_version,"
                        + " capacity_name, unit_number, starts_at, ends_at, booked_by, length, unit_price_fen, price_fen,"
                        + " free_until, status, requested_by, requested_at, due_at, ended_at, updated_at, kind, ended_by)"
                        + " VALUES (?, 0, ?, ?, '测试企业', ?, ?, ?, '测试服务商', ?, 0, '测试能力', 1, now(),"
                        + " now() + interval '1 hour', 'HOUR', 1, 1, 1, now(), 'DECLINED', ?, now(), now(), now(), now(),"
                        + " 'DESIGN', 'DECLINED')",
                id,
                id.toString(),
                organizations.get(next(i)),
                regions.get(next(i)),
                providers.get(i),
                organizations.get(i),
                capacities.get(i),
                any(people));
        return id;
    }

    private UUID bill(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO bill (id, version, number, order_id, order_number, organization_id, organization_name,"
                        + " region_code, provider_id, provider_organization_id, provider_name, offering_name, month, status,"
                        + " with_subsidy, net_fen, credited_fen, due_at, disputed_lines, updated_at) VALUES (?, 0, ?, ?, ?, ?,"
                        + " '测试企业', ?, ?, ?, '测试服务商', '云服务器', '2018-07-01', 'OPEN', false, 0, 0,"
                        + " now() + interval '9 days', '{}', now())",
                id,
                id.toString(),
                orders.get(i),
                id.toString(),
                organizations.get(next(i)),
                regions.get(next(i)),
                providers.get(i),
                organizations.get(i));
        return id;
    }

    /** The city, the county where the province administers it, or for every third the province itself. */
    private String supervisor(int i) {
        RegionCode region = new RegionCode(regions.get(i));
        boolean isItsOwn = region.isProvince() || region.isCity() || region.isUnderTheProvince();
        if (i % 3 == 0) {
            return "340000";
        }
        return isItsOwn ? region.value() : region.parent().orElseThrow().value();
    }

    private UUID incident(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO security_incident (id, version, event_id, organization_id, region_code, authority_code,"
                        + " provider_id, provider_name_zh, title, description, affected, grade, occurred_at, found_at,"
                        + " reported_at, status, recorded_by, created_at, updated_at)"
                        + " VALUES (?, 0, ?, ?, ?, ?, ?, '测试服务商', '数据泄露', '数据泄露', '平台',"
                        + " 'GENERAL', now(), now(), now(), 'REPORTED', ?, now(), now())",
                id,
                id,
                organizations.get(i),
                regions.get(i),
                supervisor(i),
                providers.get(i),
                any(people));
        return id;
    }

    private UUID sanction(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO sanction (id, version, organization_id, region_code, authority_code, provider_id,"
                        + " provider_name_zh, incident_id, basis, cause_on, legal_basis, reason, status, proposed_by,"
                        + " proposed_at, updated_at)"
                        + " VALUES (?, 0, ?, ?, ?, ?, '测试服务商', ?, 'DECISION', current_date, '行动计划', '数据泄露',"
                        + " 'PROPOSED', ?, now(), now())",
                id,
                organizations.get(i),
                regions.get(i),
                supervisor(i),
                providers.get(i),
                incidents.get(i),
                any(people));
        return id;
    }

    private UUID appeal(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO sanction_appeal (id, version, organization_id, region_code, provider_id, sanction_id, grounds,"
                        + " status, filed_by, filed_at, updated_at) VALUES (?, 0, ?, ?, ?, ?, '不服', 'PENDING', ?, now(), now())",
                id,
                organizations.get(i),
                regions.get(i),
                providers.get(i),
                sanctions.get(i),
                any(people));
        return id;
    }

    private UUID account(int i) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO payee_account (id, version, organization_id, organization_name, region_code, holder, bank_name,"
                        + " bank_code, number, status, proposed_by, proposed_at) VALUES (?, 0, ?, '测试单位', ?, '测试单位',"
                        + " '测试银行', '102361000013', ?, 'PROPOSED', ?, now())",
                id,
                organizations.get(i),
                regions.get(i),
                String.valueOf(9_990_000_000_000L + random.nextInt(1_000_000) * 10L + i),
                any(people));
        return id;
    }
}
