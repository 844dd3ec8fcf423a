package cn.dengyun.policy.domain.fraud;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers of houses, storeys and rooms as people write them in Chinese: 十二号 is 12号, 一二〇三室 is 1203室. */
final class HouseNumbers {

    private static final String FIGURES = "〇一二三四五六七八九";
    private static final Pattern WRITTEN = Pattern.compile("[〇零一二三四五六七八九十百]{1,10}(?=号|栋|室|层|楼|单元|弄|座)");
    private static final int TEN = 10;
    private static final int HUNDRED = 100;

    private HouseNumbers() {}

    /** The same address with figures, and with one word for a building. */
    static String inFigures(String address) {
        return WRITTEN.matcher(address.replace('號', '号').replace('幢', '栋')).replaceAll(found -> figures(found.group()));
    }

    private static String figures(String written) {
        boolean isCounted = written.indexOf('十') >= 0 || written.indexOf('百') >= 0;
        return isCounted
                ? String.valueOf(counted(written))
                : written.chars()
                        .mapToObj(character -> String.valueOf(figure((char) character)))
                        .collect(Collectors.joining());
    }

    private static int counted(String written) {
        int sum = 0;
        int figure = 0;
        for (char character : written.toCharArray()) {
            if (character == '十' || character == '百') {
                sum += Math.max(figure, 1) * (character == '十' ? TEN : HUNDRED);
                figure = 0;
            } else {
                figure = figure(character);
            }
        }
        return sum + figure;
    }

    private static int figure(char character) {
        return character == '零' ? 0 : FIGURES.indexOf(character);
    }
}
