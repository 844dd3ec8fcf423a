package cn.dengyun.platform.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A place in the tree of the contract's addresses, whose branches are the parts between slashes. */
final class ContractAddress {

    private final Map<String, ContractAddress> named = new HashMap<>();
    private final Map<String, ContractOperation> operations = new TreeMap<>();
    private ContractAddress parameter;

    /** The place of an address template below this one; it is made when there is none yet. */
    ContractAddress at(String template) {
        int end = template.indexOf('/', 1);
        String part = template.substring(1, end < 0 ? template.length() : end);
        ContractAddress next =
                part.startsWith("{") ? parameter() : named.computeIfAbsent(part, key -> new ContractAddress());
        return end < 0 ? next : next.at(template.substring(end));
    }

    /** Methods in capitals with their operations. */
    Map<String, ContractOperation> operations() {
        return operations;
    }

    /** All places with operations that the path of a request may mean, those that name it most exactly first. */
    List<ContractAddress> find(String path) {
        List<ContractAddress> found = new ArrayList<>(2);
        find(path, 1, found);
        return found;
    }

    private ContractAddress parameter() {
        if (parameter == null) {
            parameter = new ContractAddress();
        }
        return parameter;
    }

    private void find(String path, int start, List<ContractAddress> found) {
        if (start >= path.length()) {
            if (!operations.isEmpty()) {
                found.add(this);
            }
            return;
        }
        int slash = path.indexOf('/', start);
        int end = slash < 0 ? path.length() : slash;
        ContractAddress next = named.get(path.substring(start, end));
        if (next != null) {
            next.find(path, end + 1, found);
        }
        if (parameter != null && end > start) {
            parameter.find(path, end + 1, found);
        }
    }
}
