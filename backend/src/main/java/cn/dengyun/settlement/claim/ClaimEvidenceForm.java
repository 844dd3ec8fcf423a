package cn.dengyun.settlement.claim;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.settlement.claim.domain.ClaimCase;
import cn.dengyun.settlement.claim.domain.ClaimEvidence;
import cn.dengyun.settlement.claim.domain.ClaimEvidenceKind;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a claim rests on, as it stands on contract, invoices and bank slips. */
@Schema(name = "ClaimEvidenceRequest", description = "What a claim rests on")
public record ClaimEvidenceForm(
        @NotNull @Valid @Schema(required = true, description = "The contract of the order")
        Contract contract,

        @NotEmpty @Size(max = 20) @Schema(required = true, description = "The invoices of the provider, at most 20")
        List<@NotNull @Valid Invoice> invoices,

        @Size(max = 20)
        @Schema(
                nullable = true,
                description = "The slips of the payments of the enterprise, at most 20; none where vouchers pay all")
        List<@NotNull @Valid BankReceipt> bankReceipts) {

    private static final String ALL_ELECTRONIC = "[0-9]{20}";
    private static final String NUMBER_BESIDE_CODE = "[0-9]{8}";

    public ClaimEvidenceForm {
        bankReceipts = bankReceipts == null ? List.of() : bankReceipts;
    }

    /** A contract. */
    @Schema(name = "ClaimContract", description = "A contract")
    public record Contract(
            @NotBlank
            @Size(max = 100)
            @Pattern(regexp = "^(\\S.*)?[0-9A-Za-z](.*\\S)?$")
            @Schema(required = true, description = "Its number, as the provider has it", examples = "HT-2018-0042")
            String number,

            @PlausibleDay
            @Schema(
                    nullable = true,
                    description = "When it was signed; the day of the order when absent",
                    examples = "2030-07-01")
            LocalDate signedOn) {}

    /** An invoice. */
    @Schema(name = "ClaimInvoice", description = "An invoice")
    public record Invoice(
            @Pattern(regexp = "^[0-9]{10}([0-9]{2})?$")
            @Schema(
                    nullable = true,
                    description = "Its code (发票代码), 10 or 12 digits; absent on a fully digitalised one (数电票)",
                    examples = "034001800111")
            String code,

            @NotNull
            @Pattern(regexp = "^([0-9]{8}|[0-9]{20})$")
            @Schema(
                    required = true,
                    description = "20 digits of a fully digitalised invoice, or 8 digits beside the code",
                    examples = "12345678")
            String number,

            @NotNull
            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "Tax included, in fen", examples = "360000")
            Long amountFen,

            @NotNull @PlausibleDay @Schema(required = true, description = "Its day", examples = "2030-08-01")
            LocalDate issuedOn,

            @NotBlank @Size(max = 200) @Schema(required = true, description = "The buyer", examples = "合肥示范制造有限公司")
            String buyerName,

            @NotBlank @Size(max = 200) @Schema(required = true, description = "The seller", examples = "皖云示范云平台")
            String sellerName) {

        /** Whether its number is one with its code, or one that has none. */
        public boolean hasFittingNumber() {
            return number.matches(code == null ? ALL_ELECTRONIC : NUMBER_BESIDE_CODE);
        }

        /** As it is compared. */
        public String fullNumber() {
            return code == null ? number : code + "-" + number;
        }
    }

    /** The slip of a payment. */
    @Schema(name = "ClaimBankReceipt", description = "The slip of a payment")
    public record BankReceipt(
            @NotBlank
            @Size(max = 64)
            @Pattern(regexp = "^(\\S.*)?[0-9A-Za-z](.*\\S)?$")
            @Schema(required = true, description = "Its serial number (回单流水号)", examples = "G20180801000042")
            String serial,

            @NotNull
            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "What was paid, in fen", examples = "216000")
            Long amountFen,

            @NotNull @PlausibleDay @Schema(required = true, description = "When it was paid", examples = "2030-08-02")
            LocalDate paidOn,

            @NotBlank @Size(max = 200) @Schema(required = true, description = "Who paid", examples = "合肥示范制造有限公司")
            String payerName,

            @NotBlank @Size(max = 200) @Schema(required = true, description = "Who was paid", examples = "皖云示范云平台")
            String payeeName) {}

    /** An entry with the place where it was said. */
    record Placed(String pointer, ClaimEvidence evidence) {

        /** As {@code ClaimRows.take} answers. */
        String key() {
            return evidence.kind() + " " + evidence.number();
        }
    }

    /** All of it, contract first, each with its place below a pointer. */
    List<Placed> of(UUID claimId, int round, ClaimCase about, String pointer) {
        UUID provider = about.providerOrganizationId();
        List<Placed> all = new ArrayList<>();
        all.add(new Placed(
                pointer + "/contract/number",
                new ClaimEvidence(
                        claimId,
                        round,
                        1,
                        ClaimEvidenceKind.CONTRACT,
                        provider,
                        ClaimEvidence.plain(contract.number()),
                        null,
                        contract.signedOn(),
                        null,
                        null)));
        for (int i = 0; i < invoices.size(); i++) {
            Invoice each = invoices.get(i);
            all.add(new Placed(
                    pointer + "/invoices/" + i + "/number",
                    new ClaimEvidence(
                            claimId,
                            round,
                            all.size() + 1,
                            ClaimEvidenceKind.INVOICE,
                            provider,
                            each.fullNumber(),
                            each.amountFen(),
                            each.issuedOn(),
                            each.buyerName().strip(),
                            each.sellerName().strip())));
        }
        for (int i = 0; i < bankReceipts.size(); i++) {
            BankReceipt each = bankReceipts.get(i);
            all.add(new Placed(
                    pointer + "/bankReceipts/" + i + "/serial",
                    new ClaimEvidence(
                            claimId,
                            round,
                            all.size() + 1,
                            ClaimEvidenceKind.BANK_RECEIPT,
                            about.organizationId(),
                            ClaimEvidence.plain(each.serial()),
                            each.amountFen(),
                            each.paidOn(),
                            each.payerName().strip(),
                            each.payeeName().strip())));
        }
        return List.copyOf(all);
    }

    /** Numbers without their code, or with one that they have none of, and what was said twice. */
    List<Defect> defects(List<Placed> all, String pointer) {
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < invoices.size(); i++) {
            if (!invoices.get(i).hasFittingNumber()) {
                defects.add(Defect.at(pointer + "/invoices/" + i + "/number", "claim-invoice-number-unfit"));
            }
        }
        Set<String> seen = new HashSet<>();
        for (Placed each : all) {
            if (!seen.add(each.key())) {
                defects.add(Defect.at(
                        each.pointer(),
                        "claim-evidence-repeated",
                        each.evidence().number()));
            }
        }
        return defects;
    }
}
