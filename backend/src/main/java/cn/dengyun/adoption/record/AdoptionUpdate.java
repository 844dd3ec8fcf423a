package cn.dengyun.adoption.record;

import java.time.LocalDate;

/**
 * What a provider says of how something that counts is used now, until that is looked at.
 *
 * @param newHash of the line that says so
 */
record AdoptionUpdate(LocalDate newEndsOn, LocalDate newLastUsedOn, Integer newDevices, String newHash) {

    static AdoptionUpdate of(AdoptionFacts facts, String hash) {
        return new AdoptionUpdate(facts.endsOn(), facts.lastUsedOn(), facts.devices(), hash);
    }
}
