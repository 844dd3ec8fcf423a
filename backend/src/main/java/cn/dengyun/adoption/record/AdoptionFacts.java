package cn.dengyun.adoption.record;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What is said of how a service is used.
 *
 * @param categoryCode of the service, by the plan's annex 2; null where an offering says none
 * @param endsOn the last day; null where the contract has none
 * @param amountFen of the contract, tax included; null where nobody has said so
 * @param lastUsedOn null where nobody has said so, as {@code devices} is
 * @param broughtByCode the credit code of who has brought the enterprise; null where nobody is said to have
 */
record AdoptionFacts(
        String categoryCode,
        LocalDate signedOn,
        LocalDate startsOn,
        LocalDate endsOn,
        Long amountFen,
        LocalDate lastUsedOn,
        Integer devices,
        String broughtByCode) {

    /** Whether nothing differs but until when it lasts and how it is used now. */
    boolean isUpdatedBy(AdoptionFacts other) {
        return Objects.equals(categoryCode, other.categoryCode)
                && signedOn.equals(other.signedOn)
                && startsOn.equals(other.startsOn)
                && Objects.equals(amountFen, other.amountFen)
                && Objects.equals(broughtByCode, other.broughtByCode);
    }

    AdoptionFacts with(AdoptionUpdate update) {
        return new AdoptionFacts(
                categoryCode,
                signedOn,
                startsOn,
                update.newEndsOn(),
                amountFen,
                update.newLastUsedOn(),
                update.newDevices(),
                broughtByCode);
    }

    AdoptionFacts until(LocalDate last) {
        return new AdoptionFacts(categoryCode, signedOn, startsOn, last, amountFen, lastUsedOn, devices, broughtByCode);
    }
}
