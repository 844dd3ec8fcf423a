package cn.dengyun.files;

import cn.dengyun.platform.startup.GuessedSecrets;
import cn.dengyun.platform.startup.ProductionCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Attachments are not kept behind a key that stands in a manual. */
@ApplicationScoped
final class StoreSafety implements ProductionCheck {

    private final FilesConfig config;

    StoreSafety(FilesConfig config) {
        this.config = config;
    }

    @Override
    public List<String> findings() {
        return config.s3()
                .secretKey()
                .filter(GuessedSecrets::contain)
                .map(guessed -> List.of("dengyun.files.s3.secret-key is one that is guessed first. Choose a long one."))
                .orElse(List.of());
    }
}
