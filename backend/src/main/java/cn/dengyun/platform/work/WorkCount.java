package cn.dengyun.platform.work;

import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** How much waits for somebody; the work list counts it for whoever tells people. */
public interface WorkCount {

    /**
     * Of all kinds together.
     *
     * @param overdue of those that are open
     * @param dueSoon of those that are open: due within 72 hours
     */
    record Counts(long open, long overdue, long dueSoon) {

        public static final Counts NONE = new Counts(0, 0, 0);

        /** Both together. */
        public Counts plus(Counts more) {
            return new Counts(open + more.open, overdue + more.overdue, dueSoon + more.dueSoon);
        }

        /** Whether something has to be done now. */
        public boolean isPressing() {
            return overdue + dueSoon > 0;
        }
    }

    /**
     * Of one kind.
     *
     * @param kind its code
     * @param title what is to be done, in a language
     */
    record OfKind(String kind, String title, Counts counts) {}

    /** What waits for the actor now; nothing for whoever does nothing. Holds no connection before it is asked. */
    Uni<Counts> of(Actor actor);

    /** The same by kind, in the order of their codes, without kinds of which nothing waits. */
    Uni<List<OfKind>> byKind(Actor actor, Language language);

    /** What waits for whoever works for the authority of a region and has had no part in it, likewise. */
    Uni<List<OfKind>> ofOffice(String region, Language language);
}
