package cn.dengyun.files;

import cn.dengyun.platform.web.StreamedUpload;
import jakarta.enterprise.context.ApplicationScoped;

/** The address that takes attachments takes them as a stream, with some room for the form around the file. */
@ApplicationScoped
class AttachmentUpload implements StreamedUpload {

    private static final long FORM = 64 * 1024;

    @Override
    public boolean matches(String method, String path) {
        return method.equals("POST") && (path.equals("/api/v1/attachments") || path.equals("/api/v1/attachments/"));
    }

    @Override
    public long maxBytes() {
        return AttachmentService.MAX_BYTES + FORM;
    }
}
