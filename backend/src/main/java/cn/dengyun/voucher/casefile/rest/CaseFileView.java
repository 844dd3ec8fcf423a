package cn.dengyun.voucher.casefile.rest;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The form of a case file, for the contract: it is written as canonical JSON and never becomes an object. */
@Schema(name = "CaseFile", description = "Everything on the case of a voucher, of one moment")
record CaseFileView(
        @Schema(
                required = true,
                maxLength = 10_000_000,
                description =
                        "A compact JWS (RFC 7515) of type `dycf`, signed with a key of `getVoucherKeys`. Its claims"
                                + " name the voucher, the moment, the reader, and for each section (`case/….json`) and each"
                                + " document the SHA-256 and the size of its bytes; those of a section are its canonical JSON"
                                + " (RFC 8785)",
                examples = "eyJhbGciOiJFZERTQSIsInR5cCI6ImR5Y2YiLCJraWQiOiJhMUIyYzNENCJ9.e30.c2ln")
        String manifest,

        @Schema(
                required = true,
                type = SchemaType.OBJECT,
                additionalProperties = Schema.True.class,
                description =
                        "By name: `voucher`, `holds`, `captures`, `refunds`, `ledger`; of a voucher that was applied"
                                + " for also `application`, `steps`, `decisions`, `appeals`, `notices`, `objections` and"
                                + " `documents`. Each has the members of the answers that show the same, without"
                                + " `availableActions`")
        Object sections) {}
