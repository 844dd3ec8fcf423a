package cn.dengyun.application.domain;

import cn.dengyun.policy.domain.Ask;
import cn.dengyun.policy.domain.ServiceLayer;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What an applicant asks a voucher for, as it stands in the application.
 *
 * @param otherFiscalMoney whether the same content has other fiscal money; null while it is not declared
 * @param acceptsLess whether it takes what is left of the quota instead of waiting for the whole face
 */
public record VoucherRequest(List<Line> lines, Boolean otherFiscalMoney, boolean acceptsLess) {

    public VoucherRequest {
        lines = List.copyOf(lines);
    }

    /**
     * One service that is bought.
     *
     * @param offeringId of the catalogue; null while none is chosen
     * @param layer that the ratio depends on; null when it belongs to none
     * @param providerId null while none is chosen
     * @param platformProvider whether that provider is a cloud platform
     * @param contractNumber null while there is no contract
     * @param contractDate null while there is no contract
     */
    public record Line(
            String description,
            UUID offeringId,
            ServiceLayer layer,
            UUID providerId,
            boolean platformProvider,
            long inclTaxFen,
            long exTaxFen,
            String contractNumber,
            LocalDate contractDate) {}

    /**
     * A contract as it is told from others.
     *
     * @param issuerId the provider, {@link #ANYBODY} where none is named
     * @param number its letters and digits, without width and case
     */
    public record Contract(UUID issuerId, String number) {

        /** Whoever is not named could be anybody. */
        public static final UUID ANYBODY = new UUID(0, 0);

        /** What is neither letter nor digit, and two letters that fill a place and show nothing. */
        private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+|[\\x{115F}\\x{1160}]+");

        /** A number as it is compared, by its letters and digits; empty for one that has none. */
        public static String comparable(String number) {
            String plain = Normalizer.normalize(number, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
            return SIGNS.matcher(plain).replaceAll("");
        }
    }

    /** The contracts that its lines name, each once. */
    public List<Contract> contracts() {
        return lines.stream()
                .filter(line -> line.contractNumber() != null)
                .map(line -> new Contract(
                        line.providerId() == null ? Contract.ANYBODY : line.providerId(),
                        Contract.comparable(line.contractNumber())))
                .filter(contract -> !contract.number().isEmpty())
                .distinct()
                .toList();
    }

    /** As the rules judge it. */
    public Ask toAsk() {
        return new Ask(
                lines.stream()
                        .map(line -> new Ask.Line(
                                line.offeringId(),
                                line.layer(),
                                line.providerId(),
                                line.platformProvider(),
                                line.inclTaxFen(),
                                line.exTaxFen(),
                                line.contractDate()))
                        .toList(),
                otherFiscalMoney,
                acceptsLess);
    }

    /** The one provider of all lines; null when there is not one. */
    public UUID provider() {
        List<UUID> named = lines.stream().map(Line::providerId).distinct().toList();
        return named.size() == 1 ? named.get(0) : null;
    }

    /** All providers that are named. */
    public List<UUID> providers() {
        return lines.stream()
                .map(Line::providerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
