package cn.dengyun.publishing.article;

import cn.dengyun.shared.RegionCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Of which articles somebody wants mail. */
@Schema(
        name = "ArticleSubscriptionRequest",
        description =
                "Of which articles mail is wanted: of those that are all of what is named; of all where nothing is")
record ArticleSubscriptionForm(
        @Schema(nullable = true, description = "Only these; null: any", examples = "POLICY")
        ArticleKind kind,

        @Size(max = 40)
        @Pattern(regexp = ".*\\S.*")
        @Schema(
                nullable = true,
                description = "Only those that can be found by this, exactly; null: any",
                examples = "试点示范")
        String topic,

        @Pattern(regexp = RegionCode.PATTERN)
        @Schema(
                nullable = true,
                description = "Only those that concern this region: itself, or one around it; null: any",
                examples = "340123")
        String regionCode) {

    /** With what the mail brought. */
    @Schema(name = "ArticleUnsubscription", description = "The token that a mail about an article brought")
    record Unsubscription(
            @NotBlank
            @Size(max = 100)
            @Schema(
                    required = true,
                    description = "As it stands in the mail; whoever holds it can do nothing else with it",
                    examples = "AZAAAAAAcAAAAAAAAAABAQGQAAAAAHAAAAAAAAAAAQEBkAAAAABwAAAAAAAAAAEB")
            String token) {

        /** Without it, in case a log ever asks. */
        @Override
        public String toString() {
            return "Unsubscription[]";
        }
    }
}
