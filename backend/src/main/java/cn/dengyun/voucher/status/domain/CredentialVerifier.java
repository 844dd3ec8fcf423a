package cn.dengyun.voucher.status.domain;

import cn.dengyun.platform.signing.domain.CompactToken;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies credentials with nothing but the published keys, a status list and a clock: the platform does so, and so may
 * a till without a connection. What it accepts is still to be told to the platform, which accepts each credential once.
 */
public final class CredentialVerifier {

    /** How far the clocks of the two sides may be apart. */
    public static final Duration SKEW = Duration.ofSeconds(30);

    private final Map<String, PublicKey> keys;

    /** @param keys the published ones by {@code kid}; no other may come from anywhere */
    public CredentialVerifier(Map<String, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** What became of a verification. */
    public enum Verdict {
        VALID,
        /** It is no credential of this form. */
        MALFORMED,
        /** It names a key that is not published. */
        UNKNOWN_KEY,
        /** It was altered, or signed by somebody else. */
        FORGED,
        NOT_YET_VALID,
        EXPIRED,
        /** There is no list of its programme that is signed, not too old, and knows the voucher. */
        LIST_UNUSABLE,
        /** The voucher is frozen, or not accepted yet. */
        SUSPENDED,
        /** The voucher expired or was revoked. */
        ENDED,
        /** Nothing of the voucher is left. */
        USED_UP
    }

    /** @param credential what it says; null unless its signature is good */
    public record Verification(Verdict verdict, Credential credential) {}

    /** Looks at form, signature and time. */
    public Verification verify(String text, Instant now) {
        Optional<CompactToken> token = text.length() > Credential.LONGEST ? Optional.empty() : CompactToken.parse(text);
        Optional<Credential> read = token.flatMap(Credential::of);
        if (read.isEmpty()) {
            return new Verification(Verdict.MALFORMED, null);
        }
        PublicKey key = keys.get(token.get().kid());
        if (key == null) {
            return new Verification(Verdict.UNKNOWN_KEY, null);
        }
        if (!token.get().isSignedBy(key)) {
            return new Verification(Verdict.FORGED, null);
        }
        Credential credential = read.get();
        if (now.plus(SKEW).isBefore(credential.issuedAt())) {
            return new Verification(Verdict.NOT_YET_VALID, credential);
        }
        boolean isOver = !now.isBefore(credential.expiresAt().plus(SKEW));
        return new Verification(isOver ? Verdict.EXPIRED : Verdict.VALID, credential);
    }

    /** The same, and then at the status list of its programme. */
    public Verification verify(String text, StatusList list, Instant now) {
        Verification signed = verify(text, now);
        if (signed.verdict() != Verdict.VALID) {
            return signed;
        }
        Credential credential = signed.credential();
        boolean isOfProgramme = list != null && list.programmeId().equals(credential.programmeId());
        if (!isOfProgramme || !now.isBefore(list.expiresAt())) {
            return new Verification(Verdict.LIST_UNUSABLE, credential);
        }
        Verdict verdict = list.at(credential.statusIndex())
                .map(CredentialVerifier::verdict)
                .orElse(Verdict.LIST_UNUSABLE);
        return new Verification(verdict, credential);
    }

    /** Reads a status list; empty unless it is signed with a published key. */
    public Optional<StatusList> list(String text) {
        return CompactToken.parse(text)
                .filter(token -> keys.containsKey(token.kid()) && token.isSignedBy(keys.get(token.kid())))
                .flatMap(StatusList::of);
    }

    private static Verdict verdict(ListedStatus status) {
        return switch (status) {
            case VALID -> Verdict.VALID;
            case ENDED -> Verdict.ENDED;
            case SUSPENDED -> Verdict.SUSPENDED;
            case USED_UP -> Verdict.USED_UP;
        };
    }
}
