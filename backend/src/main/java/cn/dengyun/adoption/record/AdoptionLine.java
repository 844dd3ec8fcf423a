package cn.dengyun.adoption.record;

import cn.dengyun.platform.form.SentTexts;
import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.shared.Fen;
import cn.dengyun.shared.Hashes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of an import: that an enterprise uses a service of the provider under a contract. */
@Schema(
        name = "AdoptionLine",
        description =
                "That an enterprise uses a service of the provider; the provider names the contract by its number,"
                        + " once for each enterprise")
public record AdoptionLine(
        @NotBlank
        @Size(max = 40)
        @Schema(
                required = true,
                description = "The unified social credit code of the enterprise",
                examples = "91340100MA2N0AAA01")
        String creditCode,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "What the provider calls it", examples = "合肥示范制造有限公司")
        String name,

        @NotBlank
        @Size(max = 6)
        @Schema(required = true, description = "The county in which it is registered", examples = "340123")
        String regionCode,

        @NotBlank
        @Size(max = 20)
        @Schema(required = true, description = "What is used: a service category", examples = "S-4")
        String categoryCode,

        @NotBlank
        @Size(max = 100)
        @Schema(required = true, description = "The number of the contract", examples = "HT20180042")
        String contractNumber,

        @NotNull
        @PlausibleDay(min = 2000)
        @Schema(required = true, description = "When it was signed, today at the latest", examples = "2018-06-01")
        LocalDate signedOn,

        @NotNull
        @PlausibleDay(min = 2000)
        @Schema(required = true, description = "Since when it is used, today at the latest", examples = "2018-06-10")
        LocalDate startsOn,

        @PlausibleDay(min = 2000)
        @Schema(nullable = true, description = "The last day of the contract, if it has one", examples = "2030-06-09")
        LocalDate endsOn,

        @Min(0)
        @Max(Fen.MAX_AMOUNT)
        @Schema(
                nullable = true,
                description = "What the contract is about, tax included, in fen; no public statistics show it",
                examples = "3600000")
        Long amountFen,

        @PlausibleDay(min = 2000)
        @Schema(nullable = true, description = "When it was used last, today at the latest", examples = "2018-06-20")
        LocalDate lastUsedOn,

        @Min(0)
        @Max(10_000_000)
        @Schema(nullable = true, description = "Devices that are connected; of services for equipment", examples = "12")
        Integer devices,

        @Size(max = 40)
        @Schema(
                nullable = true,
                description = "The credit code of the provider or the deeply connected enterprise that has brought it",
                examples = "91340100MA2N0BBB0Y")
        String broughtByCode) {

    /**
     * The same with what is on record where it says nothing, and with the name as it is on record where it differs in
     * blanks alone. Of what does not stand any more nothing is taken: it is said anew.
     */
    AdoptionLine completedBy(AdoptionRecord before) {
        if (!before.stands()) {
            return this;
        }
        AdoptionFacts facts = before.lastFacts();
        String known = SentTexts.oneLine(SentTexts.strip(before.enterpriseName()));
        return new AdoptionLine(
                creditCode,
                known.equals(name) ? before.enterpriseName() : name,
                regionCode,
                categoryCode,
                contractNumber,
                signedOn,
                startsOn,
                endsOn == null ? facts.endsOn() : endsOn,
                amountFen == null ? facts.amountFen() : amountFen,
                lastUsedOn == null ? facts.lastUsedOn() : lastUsedOn,
                devices == null ? facts.devices() : devices,
                broughtByCode == null ? facts.broughtByCode() : broughtByCode);
    }

    /** The same for the same content, however it was written. */
    String hash(String code, String region, String bringer) {
        return Hashes.sha256Hex(Stream.of(
                        code,
                        name,
                        region,
                        categoryCode,
                        contractNumber,
                        signedOn,
                        startsOn,
                        endsOn,
                        amountFen,
                        lastUsedOn,
                        devices,
                        bringer)
                .map(String::valueOf)
                .collect(Collectors.joining("\u001f")));
    }
}
