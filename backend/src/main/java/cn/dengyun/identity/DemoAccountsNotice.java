package cn.dengyun.identity;

import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.platform.startup.StartupNotice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells whoever starts the demo as whom to sign in. */
@ApplicationScoped
class DemoAccountsNotice implements StartupNotice {

    private final DengyunConfig config;

    DemoAccountsNotice(DengyunConfig config) {
        this.config = config;
    }

    @Override
    public String heading() {
        return "Demo accounts, password " + WellKnownSecrets.PASSWORD;
    }

    @Override
    public List<String> lines() {
        if (!config.demo()) {
            return List.of();
        }
        String names = DemoAccounts.ACCOUNTS.stream()
                .map(DemoAccounts.DemoAccount::username)
                .collect(Collectors.joining(", "));
        Stream<String> clients = DemoAccounts.CLIENTS.stream()
                .map(client -> "API client " + client.clientId() + " / " + client.secret());
        return Stream.concat(Stream.of(names), clients).toList();
    }
}
