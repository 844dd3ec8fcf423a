package cn.dengyun.programme.rest;

import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.ConservationStatement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where all money of a programme is. */
@Schema(
        name = "Conservation",
        description =
                "Where all money of a programme is at one position of its ledger: what was appropriated equals the"
                        + " sum of everything downstream")
public record ConservationView(
        @Schema(required = true, description = "The programme")
        UUID programmeId,

        @Schema(
                required = true,
                description = "Of the last transfer that is counted; 0 before the first",
                examples = "19")
        long position,

        @Schema(required = true, nullable = true, description = "When that transfer got its position")
        Instant numberedAt,

        @Schema(required = true, description = "All that finance has given, in fen", examples = "1000000000")
        long appropriatedFen,

        @Schema(
                required = true,
                description = "All that is somewhere in the programme, in fen",
                examples = "1000000000")
        long downstreamFen,

        @Schema(required = true, description = "Whether the two are equal and no account is negative that must not be")
        boolean holds,

        @Schema(required = true, description = "The total of the accounts of each kind")
        List<TotalView> totals) {

    /** The money in all accounts of a kind. */
    @Schema(name = "AccountTotal", description = "The money in all accounts of a kind")
    public record TotalView(
            @Schema(required = true) AccountKind kind,

            @Schema(
                    required = true,
                    description = "In fen; that of `TREASURY` is minus what was appropriated",
                    examples = "640000000")
            long balanceFen) {}

    static ConservationView of(ConservationStatement found) {
        return new ConservationView(
                found.programmeId(),
                found.position(),
                found.numberedAt(),
                found.appropriatedFen(),
                found.downstreamFen(),
                found.holds(),
                Arrays.stream(AccountKind.values())
                        .map(kind -> new TotalView(kind, found.totalOf(kind)))
                        .toList());
    }
}
