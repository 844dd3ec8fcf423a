package cn.dengyun.trade.provisioning;

import java.time.Duration;

/**
 * What a provider's endpoint has answered, as far as it counts.
 *
 * @param status of HTTP; null where there was no answer
 * @param operation what the endpoint calls its work; null where it said nothing
 * @param serviceReference what the provider calls the service; null where it said nothing
 * @param message in the words of the provider, bounded and without anything that is no text; null for none
 * @param retryAfter when the endpoint wants to be asked again; null where it said nothing
 * @param isTried whether it was asked at all: else it says nothing about the endpoint
 * @param millis how long it took
 */
record ProvisioningAnswer(
        ProvisioningOutcome outcome,
        Integer status,
        String operation,
        String serviceReference,
        String message,
        Duration retryAfter,
        boolean isTried,
        long millis) {

    /** Of one that was asked. */
    ProvisioningAnswer(
            ProvisioningOutcome outcome,
            Integer status,
            String operation,
            String serviceReference,
            String message,
            Duration retryAfter,
            long millis) {
        this(outcome, status, operation, serviceReference, message, retryAfter, true, millis);
    }

    /** Its turn did not come. */
    static ProvisioningAnswer untried() {
        return new ProvisioningAnswer(ProvisioningOutcome.NOT_SENT, null, null, null, null, null, false, 0);
    }

    static ProvisioningAnswer of(ProvisioningOutcome outcome, Integer status, long millis) {
        return new ProvisioningAnswer(outcome, status, null, null, null, null, millis);
    }

    static ProvisioningAnswer of(ProvisioningOutcome outcome) {
        return of(outcome, null, 0);
    }

    ProvisioningAnswer with(ProvisioningOutcome other) {
        return new ProvisioningAnswer(other, status, operation, serviceReference, message, retryAfter, isTried, millis);
    }
}
