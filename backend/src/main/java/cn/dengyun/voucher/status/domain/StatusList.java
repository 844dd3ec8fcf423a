package cn.dengyun.voucher.status.domain;

import cn.dengyun.platform.signing.domain.CompactToken;
import cn.dengyun.platform.signing.domain.TokenStatusList;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The status of every voucher of a programme.
 *
 * @param programmeId the address of the list says which
 */
public record StatusList(UUID programmeId, TokenStatusList list) {

    private static final Pattern ADDRESS = Pattern.compile("/api/v1/programmes/([0-9a-f-]{36})/voucher-status-list");

    /**
     * The list of so many vouchers.
     *
     * @param others those that are not {@link ListedStatus#VALID}, by index; indexes beyond the end are left out
     */
    public static StatusList of(
            UUID programmeId, int vouchers, Map<Integer, ListedStatus> others, Instant issuedAt, Instant expiresAt) {
        Map<Integer, Integer> places = others.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().ordinal()));
        String address = "/api/v1/programmes/" + programmeId + "/voucher-status-list";
        return new StatusList(programmeId, TokenStatusList.of(address, vouchers, places, issuedAt, expiresAt));
    }

    /** Empty when the list does not go so far: it is older than the voucher. */
    public Optional<ListedStatus> at(int index) {
        return list.at(index).stream()
                .mapToObj(status -> ListedStatus.values()[status])
                .findFirst();
    }

    /** When nobody may go by it any more. */
    public Instant expiresAt() {
        return list.expiresAt();
    }

    /**
     * Reads the claims of a token; empty when they are not those of a list of vouchers. Says nothing of its signature.
     */
    static Optional<StatusList> of(CompactToken token) {
        return TokenStatusList.of(token).flatMap(StatusList::of);
    }

    private static Optional<StatusList> of(TokenStatusList list) {
        Matcher address = ADDRESS.matcher(list.address());
        try {
            return address.matches()
                    ? Optional.of(new StatusList(UUID.fromString(address.group(1)), list))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
