package cn.dengyun.events.webhook;

import cn.dengyun.events.webhook.WebhookEndpoint.Reason;
import cn.dengyun.events.webhook.WebhookEndpoint.State;
import cn.dengyun.platform.mail.Mail;
import cn.dengyun.platform.mail.MailQueue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Stops telling endpoints that want no more or have failed for too long, and tells their owner so. */
@ApplicationScoped
class EndpointClosing {

    private final EndpointStore endpoints;
    private final EndpointRecords records;
    private final MailQueue mails;
    private final DeliveryLimits limits;

    EndpointClosing(EndpointStore endpoints, EndpointRecords records, MailQueue mails, DeliveryLimits limits) {
        this.endpoints = endpoints;
        this.records = records;
        this.mails = mails;
        this.limits = limits;
    }

    /** The endpoint as it is after the outcomes; closed in the unit of work of the connection if that is due. */
    Uni<WebhookEndpoint> closedIfDue(
            SqlConnection connection,
            WebhookEndpoint endpoint,
            EndpointProgress after,
            List<DeliveryOutcome> outcomes,
            Instant now) {
        if (endpoint.state() != State.ACTIVE) {
            return Uni.createFrom().item(endpoint);
        }
        if (outcomes.stream().anyMatch(outcome -> outcome.attempt().isGone())) {
            return closed(connection, endpoint, State.DISABLED, Reason.GONE, now);
        }
        boolean hasFailedTooLong = after.failingSince() != null
                && !now.isBefore(after.failingSince().plus(limits.pauseAfter()));
        return hasFailedTooLong
                ? closed(connection, endpoint, State.PAUSED, Reason.FAILING, now)
                : Uni.createFrom().item(endpoint);
    }

    private Uni<WebhookEndpoint> closed(
            SqlConnection connection, WebhookEndpoint endpoint, State state, Reason reason, Instant now) {
        return endpoints
                .lock(connection, endpoint.id(), null)
                .map(current -> current.in(state, reason, now))
                .call(closed -> endpoints.update(connection, closed, null))
                .call(closed -> records.write(connection, WebhookEndpointEvent.closing(state), endpoint, closed, now))
                .call(closed -> closed.contactEmail() == null
                        ? Uni.createFrom().voidItem()
                        : mails.write(connection, notice(closed)));
    }

    /** In both languages: what reads an endpoint's mailbox is often a team. */
    private static Mail notice(WebhookEndpoint endpoint) {
        boolean isGone = endpoint.reason() == Reason.GONE;
        String text = isGone
                ? "接收地址返回了 410，平台已停止向它投递。恢复之后，停止期间的事件会继续投递，不会丢失。\n\n"
                        + "The receiver answered 410, so deliveries to it have stopped. Once it is resumed, what happened"
                        + " meanwhile is delivered; nothing is lost.\n\n"
                : "长时间以来对接收地址的投递全部失败，平台已暂停投递。恢复之后，暂停期间的事件会继续投递，不会丢失。\n\n"
                        + "Every attempt at the receiver has failed for a long time, so deliveries are paused. Once it is"
                        + " resumed, what happened meanwhile is delivered; nothing is lost.\n\n";
        return new Mail(
                endpoint.contactEmail(),
                "登云平台：Webhook 已停止投递 / Webhook deliveries stopped",
                text + "POST " + endpoint.path() + "/resumptions\n");
    }
}
