package cn.dengyun.files;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** How files are kept. */
@ConfigMapping(prefix = "dengyun.files")
interface FilesConfig {

    /** Where new contents go; what is stored already stays where it is. */
    @WithDefault("POSTGRESQL")
    Place store();

    /** The S3-compatible store; to be kept as long as it holds contents, wherever new ones go. */
    S3 s3();

    /** Where new contents can go. */
    enum Place {
        POSTGRESQL(ContentStore.Kind.DATABASE),
        S3(ContentStore.Kind.S3);

        private final ContentStore.Kind kind;

        Place(ContentStore.Kind kind) {
            this.kind = kind;
        }

        ContentStore.Kind kind() {
            return kind;
        }
    }

    /** An S3-compatible store and how to get in. */
    interface S3 {

        /** Its address, with {@code http} or {@code https}. */
        Optional<URI> endpoint();

        Optional<String> region();

        /** A bucket that exists. */
        Optional<String> bucket();

        Optional<String> accessKey();

        Optional<String> secretKey();

        /** Whether the bucket stands in the path of the address; otherwise it is the first part of the host name. */
        @WithDefault("true")
        boolean pathStyle();
    }
}
