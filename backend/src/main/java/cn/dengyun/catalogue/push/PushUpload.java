package cn.dengyun.catalogue.push;

import cn.dengyun.platform.web.StreamedUpload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** The address that takes pushes takes them as a stream, up to 1 GiB. */
@ApplicationScoped
class PushUpload implements StreamedUpload {

    private static final Pattern PATH = Pattern.compile("/api/v1/providers/[^/]+/catalogue-pushes/?");

    @Override
    public boolean matches(String method, String path) {
        return method.equals("POST") && PATH.matcher(path).matches();
    }

    @Override
    public long maxBytes() {
        return PushService.MAX_BYTES;
    }
}
