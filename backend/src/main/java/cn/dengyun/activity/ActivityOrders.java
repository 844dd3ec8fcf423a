package cn.dengyun.activity;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.OrdersBetween;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What matchmaking has come to: orders of those enterprises with those providers that were both there. */
@ApplicationScoped
class ActivityOrders {

    /** An order that is placed so long after the end is put down to the activity. */
    static final Duration AFTER = Duration.ofDays(90);

    static final int MAX_ROWS = 100;

    private final RegistrationStore registrations;
    private final OrdersBetween orders;

    ActivityOrders(RegistrationStore registrations, OrdersBetween orders) {
        this.registrations = registrations;
        this.orders = orders;
    }

    /** Rejects with {@code not-yours} (403) who neither oversees the activity nor sees everything. */
    Uni<OrdersBetween.Found> of(Actor actor, Activity activity) {
        if (!activity.isOverseenBy(actor) && !Aggregate.seesAll(actor)) {
            throw Rejection.forbidden("not-yours");
        }
        Instant from = activity.says().startsAt();
        Instant until = activity.says().endsAt().plus(AFTER);
        return registrations
                .came(activity.id())
                .chain(came -> orders.placed(these(came, false), these(came, true), from, until, MAX_ROWS));
    }

    private static List<UUID> these(List<RegistrationStore.Came> came, boolean isProvider) {
        return came.stream()
                .filter(each -> each.isProvider() == isProvider)
                .map(RegistrationStore.Came::organizationId)
                .toList();
    }
}
