package cn.dengyun.catalogue.rest;

import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.OfferingTransition;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import java.util.ArrayList;
import java.util.List;

/** What a caller may do with an offering now, for {@code availableActions}. */
final class OfferingActions {

    private OfferingActions() {}

    /** @param isOwn whether the caller acts for the offering's provider */
    static List<String> of(Offering offering, Actor actor, boolean isOwn) {
        List<String> actions = new ArrayList<>();
        if (isOwn) {
            actions.add("REVISE");
            add(actions, offering, OfferingTransition.RETIRE);
        }
        if (actor.has(Roles.SYSADMIN) || (actor.has(Roles.AUTHORITY) && "340000".equals(actor.regionCode()))) {
            add(actions, offering, OfferingTransition.SUSPEND);
            add(actions, offering, OfferingTransition.REINSTATE);
        }
        return actions;
    }

    private static void add(List<String> actions, Offering offering, OfferingTransition move) {
        if (move.isAllowedFrom(offering.status())) {
            actions.add(move.name());
        }
    }
}
