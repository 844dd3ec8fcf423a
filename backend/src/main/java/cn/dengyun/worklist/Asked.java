package cn.dengyun.worklist;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.worklist.WorkStore.Question;
import cn.dengyun.worklist.WorkStore.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** For which reasons somebody has to act on what kinds of work. An item waits for the same person for one of them. */
record Asked(Actor actor, Map<String, Optional<UUID>> staffed) {

    /** Whether the answer depends on which authorities have people. */
    static boolean asksWhoIsThere(Actor actor) {
        Oversight own = Oversight.of(actor);
        return own.region() != null
                && (own.region().isProvince() || own.region().isCity());
    }

    /** Nothing waits for who may only read. */
    List<Question> questions(List<WorkKind> kinds) {
        List<Question> questions = new ArrayList<>();
        if (actor.isViewer()) {
            return questions;
        }
        for (WorkKind kind : kinds) {
            if (kind.roles().stream().anyMatch(actor::has)) {
                questions.add(new Question(kind, Reason.ROLE, List.of((Object) texts(actor.roles()))));
                continue;
            }
            if (kind.asksPersons() && actor.id() != null) {
                questions.add(new Question(kind, Reason.PERSON, List.of(actor.id())));
            }
            if (kind.asksOrganizations() && actor.organizationId() != null && actor.organizationRole() != null) {
                questions.add(new Question(
                        kind,
                        Reason.MEMBER,
                        List.of(actor.organizationId(), actor.organizationRole(), texts(actor.roles()))));
            }
            if (kind.authority() != AuthoritySay.NONE && Oversight.of(actor).region() != null) {
                questions.addAll(ofAuthority(kind));
            }
        }
        return questions;
    }

    private List<Question> ofAuthority(WorkKind kind) {
        // Below a county there is nobody.
        boolean isNearest = kind.authority() == AuthoritySay.NEAREST && asksWhoIsThere(actor);
        List<Object> parameters = isNearest ? nearest() : own();
        List<Question> questions = new ArrayList<>();
        questions.add(new Question(kind, isNearest ? Reason.NEAREST : Reason.AUTHORITY, parameters));
        if (kind.risesWhenOverdue() && asksWhoIsThere(actor)) {
            questions.add(new Question(kind, isNearest ? Reason.ABOVE_NEAREST : Reason.ABOVE, parameters));
        }
        return questions;
    }

    private List<Object> own() {
        Oversight own = Oversight.of(actor);
        return Arrays.asList(own.pattern(), own.exceptions(), actor.organizationId(), actor.regionCode());
    }

    private List<Object> nearest() {
        Oversight own = Oversight.of(actor);
        Set<String> counties = new TreeSet<>();
        Set<String> cities = new TreeSet<>();
        Map<String, UUID> alone = new TreeMap<>();
        for (Map.Entry<String, Optional<UUID>> office : staffed.entrySet()) {
            String code = office.getKey();
            if (code.equals(actor.regionCode()) || !own.covers(code)) {
                continue;
            }
            office.getValue().ifPresent(person -> alone.put(code, person));
            if (new RegionCode(code).isCity()) {
                cities.add(code.substring(0, 4));
            } else {
                counties.add(code);
            }
        }
        return Arrays.asList(
                own.pattern(),
                own.exceptions(),
                actor.organizationId(),
                texts(counties),
                texts(cities),
                exceptionsOfCities(),
                texts(alone.keySet()),
                alone.values().toArray(UUID[]::new));
    }

    /** Counties around which there is a city that has no say there. */
    private static String[] exceptionsOfCities() {
        return Oversight.of("340100").exceptions();
    }

    private static String[] texts(Set<String> values) {
        return values.toArray(new String[0]);
    }
}
