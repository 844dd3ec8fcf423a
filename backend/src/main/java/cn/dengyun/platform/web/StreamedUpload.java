package cn.dengyun.platform.web;

/**
 * An address that takes its body as a stream and therefore may take more than the general cap. A slice makes it a bean.
 */
public interface StreamedUpload {

    boolean matches(String method, String path);

    /** The cap for this address in bytes. */
    long maxBytes();
}
