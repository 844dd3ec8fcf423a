package cn.dengyun.events.notification;

import cn.dengyun.platform.outbox.DomainEvent;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The events that people are told of: what sort each is, and whom it concerns. Its name is the key of its texts. */
enum NotificationOccasion {
    PASSWORD_CHANGED("identity.account.password-changed", NotificationKind.SECURITY, Audience.ACCOUNT),
    SECOND_FACTOR_ENROLLED("identity.account.second-factor-enrolled", NotificationKind.SECURITY, Audience.ACCOUNT),
    SECOND_FACTOR_REMOVED("identity.account.second-factor-removed", NotificationKind.SECURITY, Audience.ACCOUNT),
    EMAIL_RELEASED("identity.account.email-released", NotificationKind.SECURITY, Audience.ACCOUNT),
    REFRESH_TOKEN_REUSED("identity.session.refresh-token-reused", NotificationKind.SECURITY, Audience.ACCOUNT),
    MEMBER_JOINED("identity.member.joined", NotificationKind.ACCESS, Audience.ORGANIZATION),
    MEMBER_CHANGED("identity.member.changed", NotificationKind.ACCESS, Audience.ORGANIZATION),
    MEMBER_REMOVED("identity.member.removed", NotificationKind.ACCESS, Audience.ORGANIZATION),
    MEMBER_LEFT("identity.member.left", NotificationKind.ACCESS, Audience.ORGANIZATION),
    ROLE_GRANT_PROPOSED("identity.role-grant.proposed", NotificationKind.ACCESS, Audience.APPROVERS),
    API_CLIENT_CREATED("identity.api-client.created", NotificationKind.ACCESS, Audience.ORGANIZATION),
    API_CLIENT_REVOKED("identity.api-client.revoked", NotificationKind.ACCESS, Audience.ORGANIZATION),
    API_CLIENT_SECRET_ROTATED("identity.api-client.secret-rotated", NotificationKind.ACCESS, Audience.ORGANIZATION),
    API_CLIENT_KEYS_REPLACED("identity.api-client.keys-replaced", NotificationKind.ACCESS, Audience.ORGANIZATION),
    ORGANIZATION_CHANGED("identity.organization.changed", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    ORGANIZATION_FROZEN("identity.organization.frozen", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    ORGANIZATION_UNFROZEN("identity.organization.unfrozen", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    ORGANIZATION_REVOKED(
            "identity.organization.certification-revoked", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    CERTIFICATION_SUBMITTED("identity.certification.submitted", NotificationKind.CERTIFICATION, Audience.AUTHORITIES),
    CERTIFICATION_CERTIFIED("identity.certification.certified", NotificationKind.CERTIFICATION, Audience.ORGANIZATION),
    CERTIFICATION_RETURNED("identity.certification.returned", NotificationKind.CERTIFICATION, Audience.ORGANIZATION),
    CERTIFICATION_REJECTED("identity.certification.rejected", NotificationKind.CERTIFICATION, Audience.ORGANIZATION),
    DELEGATION_GRANTED("identity.delegation.granted", NotificationKind.DELEGATION, Audience.PARTIES),
    DELEGATION_REVOKED("identity.delegation.revoked", NotificationKind.DELEGATION, Audience.PARTIES),
    PAYEE_ACCOUNT_PROPOSED("provider.payee-account.proposed", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    PAYEE_ACCOUNT_VERIFIED("provider.payee-account.verified", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    PAYEE_ACCOUNT_REJECTED("provider.payee-account.rejected", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    OFFERING_SUSPENDED("catalogue.offering.suspended", NotificationKind.CATALOGUE, Audience.ORGANIZATION),
    OFFERING_REINSTATED("catalogue.offering.reinstated", NotificationKind.CATALOGUE, Audience.ORGANIZATION),
    HOSTING_PROPOSED("catalogue.hosting.proposed", NotificationKind.CATALOGUE, Audience.PARTIES),
    HOSTING_CONFIRMED("catalogue.hosting.confirmed", NotificationKind.CATALOGUE, Audience.PARTIES),
    HOSTING_REJECTED("catalogue.hosting.rejected", NotificationKind.CATALOGUE, Audience.PARTIES),
    HOSTING_ENDED("catalogue.hosting.ended", NotificationKind.CATALOGUE, Audience.PARTIES),
    APPS_DUE_SOON("catalogue.obligation.apps-due-soon", NotificationKind.CATALOGUE, Audience.ORGANIZATION),
    CATALOGUE_DUE_SOON("catalogue.obligation.catalogue-due-soon", NotificationKind.CATALOGUE, Audience.ORGANIZATION),
    PROVIDER_SUSPENDED("provider.security-incident.suspended", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    PROVIDER_SUSPENSION_LIFTED(
            "provider.security-incident.suspension-lifted", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    SANCTION_HEARING("provider.sanction.hearing-opened", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    SANCTION_IMPOSED("provider.sanction.imposed", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    SANCTION_APPEAL_DECIDED("provider.sanction-appeal.decided", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    SANCTION_REVOKED("provider.sanction.revoked", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    QUALIFICATION_RETURNED("provider.qualification.returned", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    QUALIFICATION_REJECTED("provider.qualification.rejected", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    QUALIFICATION_GRANTED("provider.qualification.granted", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    QUALIFICATION_CONFIRMED("provider.qualification.confirmed", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    QUALIFICATION_REVOKED("provider.qualification.revoked", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    QUALIFICATION_RENEWAL_DUE(
            "provider.qualification.renewal-due", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    QUALIFICATION_CERTIFICATE_DUE(
            "provider.qualification.certificate-due", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    BUDGET_MOVEMENT_PROPOSED("voucher.budget-movement.proposed", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    BUDGET_MOVEMENT_APPROVED("voucher.budget-movement.approved", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    BUDGET_MOVEMENT_REJECTED("voucher.budget-movement.rejected", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    VOUCHER_ISSUED("voucher.issued", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    VOUCHER_EXPIRING("voucher.expiring", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    VOUCHER_EXPIRED("voucher.expired", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    VOUCHER_FREED("voucher.freed", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    VOUCHER_FROZEN("voucher.frozen", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    VOUCHER_UNFROZEN("voucher.unfrozen", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    VOUCHER_REDUCED("voucher.reduced", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    VOUCHER_REVOCATION_PROPOSED("voucher.revocation-proposed", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    VOUCHER_REVOCATION_REJECTED("voucher.revocation-rejected", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    VOUCHER_REVOKED("voucher.revoked", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    APPLICATION_SERVED("voucher.application.served", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    APPLICATION_RETURNED("voucher.application.returned", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    APPLICATION_APPROVED("voucher.application.approved", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    APPLICATION_REJECTED("voucher.application.rejected", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    APPLICATION_LAPSED("voucher.application.lapsed", NotificationKind.VOUCHER, Audience.ORGANIZATION),
    ORDER_PLACED("trade.order.placed", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_ACCEPTED("trade.order.accepted", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_REJECTED("trade.order.rejected", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_CANCELLED("trade.order.cancelled", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_LAPSED("trade.order.lapsed", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_CONTRACT_PINNED("trade.order.contract-pinned", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_CONTRACT_CONFIRMED("trade.order.contract-confirmed", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_ACTIVATED("trade.order.activated", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_DELIVERED("trade.order.delivered", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_DELIVERY_ACCEPTED("trade.order.delivery-accepted", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_DELIVERY_REJECTED("trade.order.delivery-rejected", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_DELIVERY_WITHDRAWN("trade.order.delivery-withdrawn", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_DELIVERY_LAPSED("trade.order.delivery-lapsed", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_DELIVERY_LOWERED("trade.order.delivery-lowered", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_REFUNDED("trade.order.refunded", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_COMPLETED("trade.order.completed", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_ENDED("trade.order.ended", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_AMENDMENT_PROPOSED("trade.order.amendment-proposed", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_AMENDMENT_AGREED("trade.order.amendment-agreed", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_AMENDMENT_ENDED("trade.order.amendment-ended", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_DISPUTE_FILED("trade.dispute.filed", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_DISPUTE_WITHDRAWN("trade.dispute.withdrawn", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_DISPUTE_DECIDED("trade.dispute.decided", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_DISPUTE_APPEALED("trade.dispute.appealed", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_DISPUTE_CLOSED("trade.dispute.closed", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_DISPUTE_HINDERED("trade.dispute.hindered", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_DISPUTE_RECOVERED("trade.dispute.recovered", NotificationKind.ORDER, Audience.PARTIES),
    ORDER_DISPUTE_LAPSED("trade.dispute.lapsed", NotificationKind.ORDER, Audience.PARTIES),
    DEMAND_INVITED("trade.demand.invited", NotificationKind.ORDER, Audience.PARTIES),
    DEMAND_LAPSED("trade.demand.lapsed", NotificationKind.ORDER, Audience.ORGANIZATION),
    DEMAND_REOPENED("trade.demand.reopened", NotificationKind.ORDER, Audience.ORGANIZATION),
    QUOTE_AWARDED("trade.quote.awarded", NotificationKind.ORDER, Audience.ORGANIZATION),
    QUOTE_REJECTED("trade.quote.rejected", NotificationKind.ORDER, Audience.ORGANIZATION),
    QUOTE_REOPENED("trade.quote.reopened", NotificationKind.ORDER, Audience.ORGANIZATION),
    CAPACITY_SUSPENDED("trade.capacity.suspended", NotificationKind.ORDER, Audience.ORGANIZATION),
    CAPACITY_REINSTATED("trade.capacity.reinstated", NotificationKind.ORDER, Audience.ORGANIZATION),
    SLOT_HELD("trade.capacity-slot.held", NotificationKind.ORDER, Audience.PARTIES),
    SLOT_CONFIRMED("trade.capacity-slot.confirmed", NotificationKind.ORDER, Audience.PARTIES),
    SLOT_DECLINED("trade.capacity-slot.declined", NotificationKind.ORDER, Audience.PARTIES),
    SLOT_EXPIRED("trade.capacity-slot.expired", NotificationKind.ORDER, Audience.PARTIES),
    SLOT_CANCELLATION_ASKED("trade.capacity-slot.cancellation-asked", NotificationKind.ORDER, Audience.PARTIES),
    SLOT_CANCELLATION_REFUSED("trade.capacity-slot.cancellation-refused", NotificationKind.ORDER, Audience.PARTIES),
    SLOT_CANCELLED("trade.capacity-slot.cancelled", NotificationKind.ORDER, Audience.PARTIES),
    SLOT_COMPLETED("trade.capacity-slot.completed", NotificationKind.ORDER, Audience.PARTIES),
    SLOT_NO_SHOW("trade.capacity-slot.no-show", NotificationKind.ORDER, Audience.PARTIES),
    TRIAL_REQUESTED("trade.trial.requested", NotificationKind.ORDER, Audience.PARTIES),
    TRIAL_GRANTED("trade.trial.granted", NotificationKind.ORDER, Audience.PARTIES),
    TRIAL_DECLINED("trade.trial.declined", NotificationKind.ORDER, Audience.PARTIES),
    TRIAL_WITHDRAWN("trade.trial.withdrawn", NotificationKind.ORDER, Audience.PARTIES),
    TRIAL_LAPSED("trade.trial.lapsed", NotificationKind.ORDER, Audience.PARTIES),
    TRIAL_ENDS_SOON("trade.trial.ends-soon", NotificationKind.ORDER, Audience.PARTIES),
    TRIAL_ENDED("trade.trial.ended", NotificationKind.ORDER, Audience.PARTIES),
    RATING_RATED("trade.rating.rated", NotificationKind.ORDER, Audience.PARTIES),
    RATING_CHANGED("trade.rating.changed", NotificationKind.ORDER, Audience.PARTIES),
    RATING_WITHDRAWN("trade.rating.withdrawn", NotificationKind.ORDER, Audience.PARTIES),
    RATING_ANSWERED("trade.rating.answered", NotificationKind.ORDER, Audience.PARTIES),
    RATING_CONCEALED("trade.rating.concealed", NotificationKind.ORDER, Audience.PARTIES),
    COMPLAINT_FILED("trade.complaint.filed", NotificationKind.ORDER, Audience.PARTIES),
    COMPLAINT_ANSWERED("trade.complaint.answered", NotificationKind.ORDER, Audience.PARTIES),
    COMPLAINT_REMINDED("trade.complaint.reminded", NotificationKind.ORDER, Audience.PARTIES),
    COMPLAINT_OVERDUE("trade.complaint.overdue", NotificationKind.ORDER, Audience.PARTIES),
    COMPLAINT_SETTLED("trade.complaint.settled", NotificationKind.ORDER, Audience.PARTIES),
    COMPLAINT_ESCALATED("trade.complaint.escalated", NotificationKind.ORDER, Audience.PARTIES),
    COMPLAINT_CLOSED("trade.complaint.closed", NotificationKind.ORDER, Audience.PARTIES),
    COMPLAINT_DECIDED("trade.complaint.decided", NotificationKind.ORDER, Audience.PARTIES),
    COMPLAINT_FULFILLED("trade.complaint.fulfilled", NotificationKind.ORDER, Audience.PARTIES),
    COMPLAINT_WITHDRAWN("trade.complaint.withdrawn", NotificationKind.ORDER, Audience.PARTIES),
    USAGE_QUARANTINED("trade.usage.quarantined", NotificationKind.ORDER, Audience.PARTIES),
    USAGE_WITNESS_APPROVED("trade.usage-witness.approved", NotificationKind.ORDER, Audience.PARTIES),
    USAGE_WITNESS_ENDED("trade.usage-witness.ended", NotificationKind.ORDER, Audience.PARTIES),
    USAGE_DOUBTED("trade.usage-comparison.doubted", NotificationKind.ORDER, Audience.PARTIES),
    USAGE_EXPLAINED("trade.usage-comparison.explained", NotificationKind.ORDER, Audience.PARTIES),
    USAGE_UPHELD("trade.usage-comparison.upheld", NotificationKind.ORDER, Audience.PARTIES),
    BILL_LOCKED("trade.bill.locked", NotificationKind.ORDER, Audience.PARTIES),
    BILL_ACCEPTED("trade.bill.accepted", NotificationKind.ORDER, Audience.PARTIES),
    BILL_DISPUTED("trade.bill.disputed", NotificationKind.ORDER, Audience.PARTIES),
    BILL_DISPUTE_REJECTED("trade.bill.dispute-rejected", NotificationKind.ORDER, Audience.PARTIES),
    BILL_CREDITED("trade.bill.credited", NotificationKind.ORDER, Audience.PARTIES),
    BILL_FINALIZED("trade.bill.finalized", NotificationKind.ORDER, Audience.PARTIES),
    CAPTURE_CLAIM_DUE("settlement.capture.claim-due-soon", NotificationKind.ORDER, Audience.ORGANIZATION),
    CLAIM_SUBMITTED("settlement.claim.submitted", NotificationKind.ORDER, Audience.PARTIES),
    CLAIM_APPROVED("settlement.claim.approved", NotificationKind.ORDER, Audience.PARTIES),
    CLAIM_RETURNED("settlement.claim.returned", NotificationKind.ORDER, Audience.PARTIES),
    CLAIM_REJECTED("settlement.claim.rejected", NotificationKind.ORDER, Audience.PARTIES),
    CLAIM_OVERDUE("settlement.claim.overdue", NotificationKind.ORDER, Audience.PARTIES),
    CLAIM_PAID("settlement.claim.paid", NotificationKind.ORDER, Audience.PARTIES),
    CLAIM_PAYMENT_FAILED("settlement.claim.payment-failed", NotificationKind.ORDER, Audience.PARTIES),
    RECOVERY_DEMANDED("settlement.recovery.demanded", NotificationKind.ORDER, Audience.PARTIES),
    RECOVERY_OVERDUE("settlement.recovery.overdue", NotificationKind.ORDER, Audience.PARTIES),
    RECOVERY_PLAN_AGREED("settlement.recovery.plan-agreed", NotificationKind.ORDER, Audience.PARTIES),
    RECOVERY_PLAN_DECLINED("settlement.recovery.plan-declined", NotificationKind.ORDER, Audience.PARTIES),
    RECOVERY_RECOVERED("settlement.recovery.recovered", NotificationKind.ORDER, Audience.PARTIES),
    RECOVERY_WRITTEN_OFF("settlement.recovery.written-off", NotificationKind.ORDER, Audience.PARTIES),
    ADOPTION_NAMED("adoption.record.named", NotificationKind.ORDER, Audience.ORGANIZATION),
    ADOPTION_OBJECTED("adoption.record.objected", NotificationKind.ORDER, Audience.PARTIES),
    ADOPTION_OBJECTION_UPHELD("adoption.record.upheld", NotificationKind.ORDER, Audience.PARTIES),
    ADOPTION_OBJECTION_DISMISSED("adoption.record.dismissed", NotificationKind.ORDER, Audience.PARTIES),
    ADOPTION_RECORD_REMOVED("adoption.record.removed", NotificationKind.ORDER, Audience.PARTIES),
    ADOPTION_BATCH_ACCEPTED("adoption.batch.accepted", NotificationKind.ORDER, Audience.ORGANIZATION),
    ADOPTION_BATCH_RETURNED("adoption.batch.returned", NotificationKind.ORDER, Audience.ORGANIZATION),
    ENTERPRISE_ADOPTED("adoption.enterprise.adopted", NotificationKind.ORDER, Audience.ORGANIZATION),
    ENTERPRISE_DEEPENED("adoption.enterprise.deepened", NotificationKind.ORDER, Audience.ORGANIZATION),
    ENTERPRISE_CONFIRMATION_DUE("adoption.enterprise.confirmation-due", NotificationKind.ORDER, Audience.ORGANIZATION),
    ENTERPRISE_LAPSED("adoption.enterprise.lapsed", NotificationKind.ORDER, Audience.ORGANIZATION),
    AWARD_LISTED("award.listed", NotificationKind.ORDER, Audience.ORGANIZATION),
    AWARD_STRUCK("award.struck", NotificationKind.ORDER, Audience.ORGANIZATION),
    AWARD_WITHDRAWN("award.withdrawn", NotificationKind.ORDER, Audience.ORGANIZATION),
    ENTITLEMENT_OWED("settlement.entitlement.owed", NotificationKind.ORDER, Audience.PARTIES),
    ENTITLEMENT_LAPSED("settlement.entitlement.lapsed", NotificationKind.ORDER, Audience.PARTIES),
    ENTITLEMENT_REVOCATION_PROPOSED(
            "settlement.entitlement.revocation-proposed", NotificationKind.ORDER, Audience.PARTIES),
    ENTITLEMENT_REVOCATION_REJECTED(
            "settlement.entitlement.revocation-rejected", NotificationKind.ORDER, Audience.PARTIES),
    ENTITLEMENT_REVOKED("settlement.entitlement.revoked", NotificationKind.ORDER, Audience.PARTIES),
    PURCHASE_CONCLUDED("purchase-contract.concluded", NotificationKind.ORDER, Audience.PARTIES),
    PURCHASE_STAGE_REJECTED("purchase-contract.stage-rejected", NotificationKind.ORDER, Audience.PARTIES),
    PURCHASE_TERMINATED("purchase-contract.terminated", NotificationKind.ORDER, Audience.PARTIES),
    PROVISIONING_FAILED("trade.provisioning.failed", NotificationKind.ORDER, Audience.PARTIES),
    PROVISIONING_STUCK("trade.provisioning.stuck", NotificationKind.ORDER, Audience.PARTIES),
    ACTIVITY_SEATED("activity.registration.seated", NotificationKind.ACTIVITY, Audience.ORGANIZATION),
    ACTIVITY_MOVED("activity.registration.moved", NotificationKind.ACTIVITY, Audience.ORGANIZATION),
    ACTIVITY_CANCELLED("activity.registration.cancelled", NotificationKind.ACTIVITY, Audience.ORGANIZATION),
    ACTIVITY_REMINDED("activity.registration.reminded", NotificationKind.ACTIVITY, Audience.ORGANIZATION),
    ACTIVITY_CHECK_IN_REVOKED(
            "activity.registration.check-in-revoked", NotificationKind.ACTIVITY, Audience.ORGANIZATION),
    CONTEST_NOMINATED("activity.contest-entry.nominated", NotificationKind.ACTIVITY, Audience.ORGANIZATION),
    CONTEST_ADMITTED("activity.contest-entry.admitted", NotificationKind.ACTIVITY, Audience.ORGANIZATION),
    CONTEST_STRUCK("activity.contest-entry.struck", NotificationKind.ACTIVITY, Audience.ORGANIZATION),
    CONTEST_TITLED("activity.contest-entry.titled", NotificationKind.ACTIVITY, Audience.ORGANIZATION),
    CONTEST_JUROR_NAMED("activity.contest-juror.named", NotificationKind.ACTIVITY, Audience.ACCOUNT),
    CONTEST_ENTRIES_WAITING("activity.contest-juror.entries-waiting", NotificationKind.ACTIVITY, Audience.ACCOUNT),
    CONTEST_OBJECTION_UPHELD("activity.contest-objection.upheld", NotificationKind.ACTIVITY, Audience.ORGANIZATION),
    CONTEST_OBJECTION_DISMISSED(
            "activity.contest-objection.dismissed", NotificationKind.ACTIVITY, Audience.ORGANIZATION),
    ARTICLE_PUBLISHED("publishing.article-subscriptions.published", NotificationKind.ARTICLE, Audience.ACCOUNT),
    ARTICLE_WITHDRAWN("publishing.article-subscriptions.withdrawn", NotificationKind.ARTICLE, Audience.ACCOUNT),
    WEBHOOK_PAUSED("events.webhook-endpoint.paused", NotificationKind.WEBHOOK, Audience.ORGANIZATION),
    WEBHOOK_DISABLED("events.webhook-endpoint.disabled", NotificationKind.WEBHOOK, Audience.ORGANIZATION),
    IMPLEMENTATION_PLAN_RETURNED(
            "monitoring.implementation-plan.returned", NotificationKind.WORK, Audience.ORGANIZATION),
    IMPLEMENTATION_PLAN_ACCEPTED(
            "monitoring.implementation-plan.accepted", NotificationKind.WORK, Audience.ORGANIZATION),
    PLAN_TARGET_AT_RISK("monitoring.plan-target.at-risk", NotificationKind.WORK, Audience.ORGANIZATION),
    COORDINATION_ISSUE_ANSWERED("monitoring.issue.answered", NotificationKind.WORK, Audience.ORGANIZATION),
    COORDINATION_ISSUE_ESCALATED("monitoring.issue.escalated", NotificationKind.WORK, Audience.ORGANIZATION),
    COORDINATION_ISSUE_CLOSED("monitoring.issue.closed", NotificationKind.WORK, Audience.ORGANIZATION),
    ASSESSMENT_RETURNED("assessment.level.returned", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    ASSESSMENT_CONFIRMED("assessment.level.confirmed", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    ASSESSMENT_REJECTED("assessment.level.rejected", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    ASSESSMENT_DOWNGRADED("assessment.level.downgraded", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    ASSESSMENT_LAPSED("assessment.level.lapsed", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    ASSESSMENT_ANNOUNCED("assessment.level.announced", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    ASSESSMENT_CONFIRMATION_DUE(
            "assessment.level.confirmation-due", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    ASSESSMENT_RESTORED("assessment.level.restored", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    ASSESSMENT_APPEAL_DECIDED("assessment.appeal.decided", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    SPOT_CHECK_OPENED("assessment.spot-check.opened", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    SPOT_CHECK_UNANSWERED("assessment.spot-check.unanswered", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    SPOT_CHECK_EXTENDED("assessment.spot-check.extended", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    SPOT_CHECK_PROPOSED("assessment.spot-check.proposed", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    SPOT_CHECK_CONFIRMED("assessment.spot-check.confirmed", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    SPOT_CHECK_CLOSED("assessment.spot-check.closed", NotificationKind.ORGANIZATION, Audience.ORGANIZATION),
    EXPERT_ASKED("assessment.expert-opinion.asked", NotificationKind.WORK, Audience.ACCOUNT),
    EXPERT_CLOSED("assessment.expert-opinion.closed", NotificationKind.WORK, Audience.ACCOUNT),
    WORK_DUE("work.due", NotificationKind.WORK, Audience.ACCOUNT);

    /** Whom an event concerns. */
    enum Audience {
        /** The account that the data names. */
        ACCOUNT,
        /** Everybody of the organisation whose business it is. */
        ORGANIZATION,
        /** Everybody of that organisation and of the other that it concerns. */
        PARTIES,
        /** The authorities that decide on that organisation. */
        AUTHORITIES,
        /** Whoever may consent to the role grant that the data names. */
        APPROVERS
    }

    private static final String PREFIX = "cn.dengyun.";
    private static final Map<String, NotificationOccasion> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toMap(NotificationOccasion::type, Function.identity()));

    private final String type;
    private final NotificationKind kind;
    private final Audience audience;

    NotificationOccasion(String type, NotificationKind kind, Audience audience) {
        this.type = type;
        this.kind = kind;
        this.audience = audience;
    }

    /** The type of the events that are this occasion. */
    String type() {
        return PREFIX + type;
    }

    NotificationKind kind() {
        return kind;
    }

    /** What of the data of an event its texts name; null where they name nothing, or what no event says. */
    String detailsOf(DomainEvent event) {
        boolean isNamed = Set.of(
                        NotificationKind.VOUCHER,
                        NotificationKind.CATALOGUE,
                        NotificationKind.ORDER,
                        NotificationKind.ACTIVITY,
                        NotificationKind.ARTICLE,
                        NotificationKind.WORK)
                .contains(kind);
        return isNamed || type.startsWith("provider.") ? event.data() : null;
    }

    Audience audience() {
        return audience;
    }

    /** What an event is an occasion for; empty when nobody is told of it. */
    static Optional<NotificationOccasion> of(DomainEvent event) {
        return Optional.ofNullable(BY_TYPE.get(event.type()));
    }

    /** An id in the data of an event; empty when it is not there. */
    static Optional<UUID> idIn(DomainEvent event, String member) {
        return Optional.ofNullable(new JsonObject(event.data()).getString(member))
                .map(UUID::fromString);
    }
}
