package cn.dengyun.settlement.entitlement;

import cn.dengyun.settlement.claim.ClaimEvidenceForm.BankReceipt;
import cn.dengyun.settlement.claim.ClaimEvidenceForm.Invoice;
import cn.dengyun.settlement.claim.domain.ClaimEvidence;
import cn.dengyun.settlement.claim.domain.ClaimEvidenceKind;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.entitlement.domain.SettlementEntitlement;
import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.Defect;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the claim of an entitlement rests on; of a fixed award that is nothing. */
@Schema(name = "EntitlementClaimRequest", description = "What the claim of an entitlement rests on")
public record EntitlementClaimForm(
        @Size(max = 20)
        @Schema(nullable = true, description = "Invoices, at most 20; none of an award that is no share of anything")
        List<@NotNull @Valid FundedInvoice> invoices,

        @Size(max = 20) @Schema(nullable = true, description = "Slips of payments, at most 20")
        List<@NotNull @Valid BankReceipt> bankReceipts) {

    public EntitlementClaimForm {
        invoices = invoices == null ? List.of() : invoices;
        bankReceipts = bankReceipts == null ? List.of() : bankReceipts;
    }

    /** An invoice with its seller, who may be nobody here. */
    @Schema(name = "FundedInvoice", description = "An invoice with its seller")
    public record FundedInvoice(
            @NotNull @Valid @Schema(required = true, description = "The invoice")
            Invoice invoice,

            @Pattern(regexp = CreditCode.PATTERN)
            @Schema(
                    nullable = true,
                    description = "The seller's unified social credit code; required of an award, whose sellers may be"
                            + " anybody",
                    examples = "91340100MA2N00001X")
            String sellerCreditCode) {}

    /** An entry with the place where it was said. */
    record Placed(String pointer, ClaimEvidence evidence) {

        /** As {@code ClaimRows.take} answers. */
        String key() {
            return evidence.kind() + " " + evidence.number();
        }
    }

    /** The credit codes of sellers that it names. */
    Set<String> sellers() {
        Set<String> sellers = new HashSet<>();
        invoices.stream()
                .map(FundedInvoice::sellerCreditCode)
                .filter(Objects::nonNull)
                .forEach(sellers::add);
        return sellers;
    }

    /**
     * All of it, the contract of a purchase first, each with its place.
     *
     * @param known organisations by credit code
     */
    List<Placed> of(SettlementClaim claim, SettlementEntitlement about, Map<String, UUID> known) {
        List<Placed> all = new ArrayList<>();
        if (about.source() == ClaimSource.PURCHASE) {
            all.add(new Placed(
                    "",
                    new ClaimEvidence(
                            claim.id(),
                            claim.round(),
                            1,
                            ClaimEvidenceKind.CONTRACT,
                            about.providerOrganizationId(),
                            ClaimEvidence.plain(about.contractNumber()),
                            null,
                            about.contractOn(),
                            null,
                            null)));
        }
        for (int i = 0; i < invoices.size(); i++) {
            Invoice each = invoices.get(i).invoice();
            all.add(new Placed(
                    "/invoices/" + i + "/invoice/number",
                    new ClaimEvidence(
                            claim.id(),
                            claim.round(),
                            all.size() + 1,
                            ClaimEvidenceKind.INVOICE,
                            issuer(about, invoices.get(i).sellerCreditCode(), known),
                            each.fullNumber(),
                            each.amountFen(),
                            each.issuedOn(),
                            each.buyerName().strip(),
                            each.sellerName().strip())));
        }
        for (int i = 0; i < bankReceipts.size(); i++) {
            BankReceipt each = bankReceipts.get(i);
            all.add(new Placed(
                    "/bankReceipts/" + i + "/serial",
                    new ClaimEvidence(
                            claim.id(),
                            claim.round(),
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

    /** The organisation that has the seller's credit code; where nobody here has it, an id that is made of the code. */
    private static UUID issuer(SettlementEntitlement about, String creditCode, Map<String, UUID> known) {
        if (about.source() == ClaimSource.PURCHASE || creditCode == null) {
            return about.claimantId();
        }
        UUID made = UUID.nameUUIDFromBytes(("credit-code " + creditCode).getBytes(StandardCharsets.UTF_8));
        return known.getOrDefault(creditCode, made);
    }

    /**
     * Numbers that are none, sellers that nobody named, papers that are missing, and what was said twice: also of two
     * sellers, for a number that can be taken from one of them must not hide that it cannot be from the other.
     */
    List<Defect> defects(SettlementEntitlement about, List<Placed> all) {
        List<Defect> defects = new ArrayList<>();
        boolean isAward = about.source() == ClaimSource.AWARD;
        if (invoices.isEmpty() && (!isAward || about.baseFen() > 0)) {
            defects.add(Defect.at("/invoices", "required"));
        }
        for (int i = 0; i < invoices.size(); i++) {
            FundedInvoice each = invoices.get(i);
            if (!each.invoice().hasFittingNumber()) {
                defects.add(Defect.at("/invoices/" + i + "/invoice/number", "claim-invoice-number-unfit"));
            }
            if (isAward && each.sellerCreditCode() == null) {
                defects.add(Defect.at("/invoices/" + i + "/sellerCreditCode", "required"));
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
