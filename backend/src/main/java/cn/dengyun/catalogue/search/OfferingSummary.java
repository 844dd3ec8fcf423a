package cn.dengyun.catalogue.search;

import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.catalogue.domain.PriceBand;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An offering as lists show it. */
@Schema(name = "OfferingSummary", description = "An offering as lists show it; its address has all of it.")
public record OfferingSummary(
        @Schema(required = true, description = "Id of the offering.", examples = "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071")
        UUID id,

        @Schema(required = true, description = "Who offers it.", examples = "00000000-0000-7000-8000-000000000001")
        UUID providerId,

        @Schema(required = true, description = "The provider's name in the language asked for.", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "The provider's own key of it.", examples = "ecs")
        String externalId,

        @Schema(required = true, description = "What sort of service it is.", examples = "IAAS")
        OfferingKind kind,

        @Schema(required = true, description = "Chinese name.", examples = "弹性云服务器")
        String name,

        @Schema(
                required = true,
                nullable = true,
                description = "English name; null when it has none.",
                examples = "Elastic Cloud Server")
        String nameEn,

        @Schema(
                required = true,
                nullable = true,
                description = "Service category; null when the provider gives none.",
                examples = "I-1")
        String categoryCode,

        @Schema(
                required = true,
                nullable = true,
                description = "The least sum with which it can be begun, in fen; null when no price is given.",
                examples = "9900")
        Long priceFromFen,

        @Schema(required = true, description = "Price class of that sum.", examples = "UP_TO_100_YUAN")
        PriceBand priceBand,

        @Schema(required = true, description = "Whether it can be tried for nothing.", examples = "true")
        boolean hasTrial,

        @Schema(required = true, description = "Whether cloud vouchers can pay for it.", examples = "true")
        boolean voucherEligible,

        @Schema(
                required = true,
                description = "GB/T 4754-2017 sections and divisions it is made for; empty for any.",
                examples = "[\"36\"]")
        List<String> industries,

        @Schema(
                required = true,
                description = "GB/T 2260 codes it is offered in; empty for the whole province.",
                examples = "[\"340100\"]")
        List<String> regions,

        @Schema(required = true, description = "Number of its current content, from 1.", examples = "3")
        int version,

        @Schema(required = true, description = "When it first became public.", examples = "2018-07-02T01:30:00Z")
        Instant publishedAt,

        @Schema(required = true, description = "When it last changed.", examples = "2018-07-20T08:05:00Z")
        Instant updatedAt) {

    /** Behind the part and the key, see {@link FinderSql}. */
    private static final int FIRST_COLUMN = 2;

    /** Reads by place: to look names up took as long as all the rest of a page's rows. */
    static OfferingSummary of(Row row, String providerName) {
        int column = FIRST_COLUMN;
        return new OfferingSummary(
                row.getUUID(column++),
                row.getUUID(column++),
                providerName,
                row.getString(column++),
                OfferingKind.valueOf(row.getString(column++)),
                row.getString(column++),
                row.getString(column++),
                row.getString(column++),
                row.getLong(column++),
                PriceBand.valueOf(row.getString(column++)),
                row.getBoolean(column++),
                row.getBoolean(column++),
                List.of(row.getArrayOfStrings(column++)),
                List.of(row.getArrayOfStrings(column++)),
                row.getInteger(column++),
                row.getOffsetDateTime(column++).toInstant(),
                row.getOffsetDateTime(column).toInstant());
    }
}
