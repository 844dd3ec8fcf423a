package cn.dengyun.trade.rating;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.OrganizationTraits;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether two organisations are one side, so that neither rates the other: one legal entity, or people of one in charge
 * of the other. A name alone may be that of two people, so something else has to be the same too.
 */
public final class RelatedParties {

    private RelatedParties() {}

    public static boolean are(CertifiedStanding one, CertifiedStanding other) {
        if (one.creditCode().equals(other.creditCode())) {
            return true;
        }
        Set<String> names = new HashSet<>(peopleOf(one.traits()));
        names.retainAll(peopleOf(other.traits()));
        boolean isReachedAlike = isSame(
                        one.traits().contactPhone(), other.traits().contactPhone())
                || isSame(one.traits().registeredAddress(), other.traits().registeredAddress());
        return names.size() > 1 || !names.isEmpty() && isReachedAlike;
    }

    private static Set<String> peopleOf(OrganizationTraits traits) {
        return Stream.of(traits.legalRepresentative(), traits.controller())
                .filter(Objects::nonNull)
                .map(RelatedParties::plain)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isSame(String one, String other) {
        return one != null && other != null && plain(one).equals(plain(other));
    }

    private static String plain(String text) {
        return text.replaceAll("\\s", "");
    }
}
