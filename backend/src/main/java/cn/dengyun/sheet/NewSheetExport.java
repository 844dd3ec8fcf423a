package cn.dengyun.sheet;

import cn.dengyun.platform.sheet.SheetFormat;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody wants to have as a file. */
@Schema(name = "SheetExportRequest", description = "What is wanted as a file")
public record NewSheetExport(
        @NotBlank
        @Size(max = 40)
        @Pattern(regexp = "[A-Z][A-Z0-9_]*")
        @Schema(required = true, description = "The kind of sheet", examples = "CATALOGUE")
        String kind,

        @Schema(
                nullable = true,
                description = "What the rows belong to, where the kind has such: a provider for example",
                examples = "01900000-0000-7000-8000-000000000001")
        UUID targetId,

        @NotNull @Schema(required = true) SheetFormat format) {}
