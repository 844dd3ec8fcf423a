package cn.dengyun.catalogue.duty;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Texts cut into pieces that can be compared: what is only dressed otherwise is cut into the same pieces. */
final class Shingles {

    /** Not the 3 of k3s, nor the 5 of 5G. */
    private static final String NUMBER_OF_A_VERSION = "v?\\d+(?:[._-]\\d+)*(?![a-z\\d])";

    private Shingles() {}

    /**
     * Width, capitals, blanks, punctuation and numbers behind a name do not matter: {@code 巡检助手 V2.0} and
     * {@code 巡检助手v３} are the same.
     */
    static String plain(String text) {
        if (text == null) {
            return "";
        }
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return folded.replaceAll(NUMBER_OF_A_VERSION, " ")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    /** Name and description together. */
    static String whole(String name, String description) {
        return (plain(name) + " " + plain(description)).strip();
    }

    /** Each two neighbouring letters, blanks left out; the second of the same is another than the first. */
    static Set<String> pairs(String plain) {
        String letters = plain.replace(" ", "");
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < letters.length(); i++) {
            pairs.add(letters.substring(i, i + 2));
        }
        if (letters.length() == 1) {
            pairs.add(letters);
        }
        return numbered(pairs);
    }

    /** Each Chinese character and each word of another script, wherever it stands. */
    static Set<String> words(String plain) {
        List<String> words = new ArrayList<>();
        for (String word : plain.replaceAll("(\\p{IsHan})", " $1 ").split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return numbered(words);
    }

    private static Set<String> numbered(List<String> pieces) {
        Map<String, Integer> seen = new HashMap<>();
        return pieces.stream()
                .map(piece -> piece + seen.merge(piece, 1, Integer::sum))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
