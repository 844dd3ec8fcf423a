package cn.dengyun.platform.outbound;

import cn.dengyun.platform.outbound.TargetRefusal.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps calls from places where only the platform itself may go (server-side request forgery, design.md §6). The form
 * of a URL is checked when it is registered and again at each attempt; its host is resolved once for each attempt,
 * every address must be public, and the connection goes to the address that was checked, not to the name.
 */
@ApplicationScoped
public class TargetGuard {

    public static final int LONGEST_URL = 2_000;

    private static final int LONGEST_HOST = 253;
    private static final int HIGHEST_PORT = 65_535;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern LABELS =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    /**
     * What the last label looks like where a lenient parser sees a number, and so an IPv4 address (WHATWG URL §3.5).
     */
    private static final Pattern NUMERIC_END = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");

    private final HostResolver resolver;
    private final OutboundRules rules;

    public TargetGuard(HostResolver resolver, OutboundRules rules) {
        this.resolver = resolver;
        this.rules = rules;
    }

    /**
     * Where a call goes.
     *
     * @param host for the Host header, and for the name in the certificate
     * @param address checked; the connection goes there whatever the name says meanwhile
     */
    public record Target(URI uri, String host, int port, boolean isTls, InetAddress address) {}

    /** Checks the form alone; an address that is written out is checked too. Asks nobody. */
    public void requireForm(String url) {
        URI uri = parsed(url);
        String host = host(uri);
        if (isLiteral(host)) {
            requirePublic(List.of(literal(host)));
        }
    }

    /**
     * Checks the form, asks for the addresses and checks all of them. Blocks.
     *
     * @param attempt counted from 0; further attempts go to further addresses
     */
    public Target resolve(String url, int attempt) {
        URI uri = parsed(url);
        String host = host(uri);
        List<InetAddress> addresses = isLiteral(host) ? List.of(literal(host)) : named(host);
        requirePublic(addresses);
        boolean isTls = uri.getScheme().equalsIgnoreCase("https");
        return new Target(uri, host, port(uri, isTls), isTls, addresses.get(attempt % addresses.size()));
    }

    private URI parsed(String url) {
        require(
                url != null
                        && url.length() <= LONGEST_URL
                        && PRINTABLE.matcher(url).matches(),
                TargetRefusal.MALFORMED);
        URI uri = uri(url);
        require(uri.isAbsolute() && !uri.isOpaque() && uri.getRawFragment() == null, TargetRefusal.MALFORMED);
        boolean isHttps = uri.getScheme().equalsIgnoreCase("https");
        boolean isHttp = uri.getScheme().equalsIgnoreCase("http");
        require(isHttps || isHttp && rules.allowsPrivateTargets(), TargetRefusal.NOT_HTTPS);
        require(uri.getRawAuthority() == null || !uri.getRawAuthority().contains("@"), TargetRefusal.USERINFO);
        require(uri.getHost() != null, TargetRefusal.HOST);
        int port = port(uri, isHttps);
        require(port > 0 && port <= HIGHEST_PORT, TargetRefusal.PORT);
        require(rules.allowsPrivateTargets() || rules.ports().contains(port), TargetRefusal.PORT);
        return uri;
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new RefusedException(TargetRefusal.MALFORMED);
        }
    }

    private static int port(URI uri, boolean isTls) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return isTls ? HTTPS_PORT : HTTP_PORT;
    }

    /** The host in lower case. A name without a dot is one of the local network. */
    private String host(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            require(IPV6.matcher(host).matches(), TargetRefusal.HOST);
            return host;
        }
        require(host.length() <= LONGEST_HOST && LABELS.matcher(host).matches(), TargetRefusal.HOST);
        require(!NUMERIC_END.matcher(host).matches() || IPV4.matcher(host).matches(), TargetRefusal.HOST);
        require(host.contains(".") || rules.allowsPrivateTargets(), TargetRefusal.PRIVATE_ADDRESS);
        return host;
    }

    private static boolean isLiteral(String host) {
        return host.startsWith("[") || IPV4.matcher(host).matches();
    }

    private InetAddress literal(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            // Java turns an IPv4 address in the clothes of IPv6 into what it is; nobody honest writes one.
            require(!host.startsWith("[") || !(address instanceof Inet4Address), TargetRefusal.PRIVATE_ADDRESS);
            return address;
        } catch (UnknownHostException e) {
            throw new RefusedException(TargetRefusal.HOST);
        }
    }

    private List<InetAddress> named(String host) {
        try {
            List<InetAddress> addresses = resolver.resolve(host);
            require(!addresses.isEmpty(), TargetRefusal.UNRESOLVABLE);
            return addresses;
        } catch (UnknownHostException e) {
            throw new RefusedException(TargetRefusal.UNRESOLVABLE);
        }
    }

    private void requirePublic(List<InetAddress> addresses) {
        require(
                rules.allowsPrivateTargets() || addresses.stream().allMatch(PublicAddresses::isPublic),
                TargetRefusal.PRIVATE_ADDRESS);
    }

    private static void require(boolean isFine, TargetRefusal otherwise) {
        if (!isFine) {
            throw new RefusedException(otherwise);
        }
    }
}
