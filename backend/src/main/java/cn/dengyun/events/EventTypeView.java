package cn.dengyun.events;

import cn.dengyun.platform.outbox.EventSchema;
import cn.dengyun.platform.outbox.EventTexts;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.web.Language;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "EventType", description = "A type of event with the schema of its data.")
record EventTypeView(
        @Schema(
                description = "What stands in `type` of such an event; it never changes.",
                maxLength = 128,
                examples = "cn.dengyun.voucher.issued")
        String type,

        @Schema(description = "Name in the language asked for.", maxLength = 128, examples = "云服务券已发放")
        String name,

        @Schema(description = "Chinese name.", maxLength = 128, examples = "云服务券已发放")
        String nameZh,

        @Schema(description = "English name.", maxLength = 128, examples = "Voucher issued")
        String nameEn,

        @Schema(description = "When it is told, in the language asked for.", maxLength = 512, examples = "云服务券发放到企业时。")
        String description,

        @Schema(
                description = "What stands in `subject`, with members of `data` in braces.",
                maxLength = 512,
                examples = "/api/v1/vouchers/{voucherId}")
        String subject,

        @Schema(
                type = SchemaType.OBJECT,
                additionalProperties = Schema.True.class,
                description = "JSON Schema (2020-12) of `data`. New members may come.",
                examples = "{\"type\": \"object\"}")
        @JsonRawValue
        String dataSchema,

        @Schema(description = "An event of this type.") CloudEvent example) {

    static EventTypeView of(EventType<?> type, Language language) {
        return new EventTypeView(
                type.type(),
                EventTexts.name(type, language),
                EventTexts.name(type, Language.ZH),
                EventTexts.name(type, Language.EN),
                EventTexts.description(type, language),
                type.subject(),
                EventSchema.of(type.data()).toString(),
                CloudEvent.example(type));
    }
}
