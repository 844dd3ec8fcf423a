package cn.dengyun.adoption.certificate;

/**
 * A place of the status list that is not 0.
 *
 * @param status {@link #LAPSED} or {@link #CLOUD_ONLY}
 */
public record CertificatePlace(int statusIndex, int status) {

    public static final int LAPSED = 1;

    /** It is good for 登云 and not for 深度对接. */
    public static final int CLOUD_ONLY = 3;
}
