package cn.dengyun.voucher.status;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What of a voucher a provider was shown. */
@Schema(description = "What of a voucher a provider was shown")
public enum PresentedBy {
    CREDENTIAL,
    CODE
}
