package cn.dengyun.sheet;

import cn.dengyun.platform.sheet.SheetFormat;
import cn.dengyun.platform.web.Language;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * A file of what is on record that somebody asked for.
 *
 * @param id also the id of the job that writes it
 * @param organizationId of who asked; null for the platform's own administrators
 * @param caller who asked, with the rights of that moment, see {@link Callers}
 * @param rowCount rows in it; 0 until it is written
 * @param isCutOff whether there is more than a sheet holds
 * @param fileId where its bytes are, as long as they are kept; null until it is written
 */
public record SheetExport(
        UUID id,
        String kind,
        UUID organizationId,
        UUID callerId,
        JsonObject caller,
        UUID targetId,
        SheetFormat format,
        Language language,
        int rowCount,
        boolean isCutOff,
        UUID fileId,
        Instant createdAt) {}
