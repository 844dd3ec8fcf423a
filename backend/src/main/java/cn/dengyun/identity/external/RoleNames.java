package cn.dengyun.identity.external;

import java.util.HashMap;
import java.util.Map;

/**
 * What the roles of an issuer are here, written {@code clerk=AUTHORITY,boss=OWNER}: one of our roles, or OWNER, HANDLER
 * or VIEWER; others mean nothing.
 */
public record RoleNames(Map<String, String> ours) {

    public RoleNames {
        ours = Map.copyOf(ours);
    }

    /** Reads the setting; its name is the one that the configuration looks for. */
    public static RoleNames of(String text) {
        Map<String, String> ours = new HashMap<>();
        for (String pair : text.split(",", -1)) {
            int end = pair.lastIndexOf('=');
            if (end <= 0) {
                throw new IllegalArgumentException("dengyun.oidc.roles has to be like clerk=AUTHORITY,boss=OWNER.");
            }
            ours.put(pair.substring(0, end).strip(), pair.substring(end + 1).strip());
        }
        return new RoleNames(ours);
    }
}
