package cn.dengyun.platform.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of one sheet of a workbook. */
final class XlsxLines implements SheetLines {

    private static final Pattern AREA =
            Pattern.compile("\\$?([A-Z]{1,3})\\$?([0-9]{1,7}):\\$?([A-Z]{1,3})\\$?([0-9]{1,7})");
    private static final int LETTERS = 26;
    private static final int MAX_LETTERS = 3;
    private static final int LINES_TO_A_PULSE = 1_000;

    private final PartReader part;
    private final SharedTexts texts;
    private final GuardedPart.Unpacked unpacked;
    private final Runnable pulse;
    private final List<MergedArea> merged = new ArrayList<>();
    private int number;
    private int read;
    private boolean isOver;

    XlsxLines(PartReader part, SharedTexts texts, GuardedPart.Unpacked unpacked, Runnable pulse) {
        this.part = part;
        this.texts = texts;
        this.unpacked = unpacked;
        this.pulse = pulse;
    }

    @Override
    public SheetLine next() {
        while (!isOver) {
            int event = part.next();
            if (event == 0) {
                isOver = true;
            } else if (event == PartReader.START && part.isAt("row")) {
                SheetLine line = line();
                if (line != null) {
                    return line;
                }
            } else if (event == PartReader.START && part.isAt("mergeCell")) {
                note(part.attribute("ref"));
            } else if (event == PartReader.END && part.isAt("mergeCells")) {
                // What follows says how it looks.
                isOver = true;
            }
        }
        return null;
    }

    @Override
    public List<MergedArea> merged() {
        return merged;
    }

    @Override
    public void close() {
        part.close();
    }

    /** The line that has just begun; null when it has nothing in it. */
    private SheetLine line() {
        number = number(part.attribute("r"));
        boolean isHidden = part.flag("hidden");
        read++;
        if (read % LINES_TO_A_PULSE == 0) {
            pulse.run();
        }
        List<SheetCell> cells = new ArrayList<>();
        boolean hasMore = false;
        boolean hasAny = false;
        int last = -1;
        for (int event = part.next(); !(event == PartReader.END && part.isAt("row")); event = part.next()) {
            if (event == 0) {
                throw SheetBook.refused("sheet-unreadable");
            }
            if (event == PartReader.START && part.isAt("c")) {
                int place = place(part.attribute("r"), last);
                SheetCell cell = cell();
                last = place;
                if (cell.isEmpty()) {
                    continue;
                }
                hasAny = true;
                if (place >= SheetLimits.MAX_KEPT) {
                    hasMore = true;
                    continue;
                }
                while (cells.size() < place) {
                    cells.add(SheetCell.EMPTY);
                }
                cells.add(cell);
            } else if (event == PartReader.START) {
                part.skip();
            }
        }
        return hasAny ? new SheetLine(number, isHidden, cells, hasMore) : null;
    }

    /** They ascend: of one that comes twice, another program could take the other one. */
    private int number(String written) {
        int found = number + 1;
        if (written != null) {
            found = parsed(written);
        }
        if (found <= number || found > SheetLimits.MAX_LINES) {
            throw SheetBook.refused("sheet-unreadable");
        }
        return found;
    }

    private static int parsed(String written) {
        try {
            return Integer.parseInt(written);
        } catch (NumberFormatException e) {
            throw SheetBook.refused("sheet-unreadable");
        }
    }

    private static int place(String reference, int last) {
        int place = last + 1;
        if (reference != null) {
            int letters = 0;
            while (letters < reference.length() && Character.isLetter(reference.charAt(letters))) {
                letters++;
            }
            place = placeOf(reference.substring(0, letters));
        }
        if (place <= last || place >= SheetLimits.MAX_PLACES) {
            throw SheetBook.refused("sheet-unreadable");
        }
        return place;
    }

    /** {@code A} is 0. */
    private static int placeOf(String letters) {
        int place = 0;
        if (letters.isEmpty() || letters.length() > MAX_LETTERS) {
            throw SheetBook.refused("sheet-unreadable");
        }
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter < 'A' || letter > 'Z') {
                throw SheetBook.refused("sheet-unreadable");
            }
            place = place * LETTERS + letter - 'A' + 1;
        }
        return place - 1;
    }

    /** The cell that has just begun, its end included. */
    private SheetCell cell() {
        String type = part.attribute("t");
        boolean isFormula = false;
        String value = "";
        for (int event = part.next(); !(event == PartReader.END && part.isAt("c")); event = part.next()) {
            if (event == 0) {
                throw SheetBook.refused("sheet-unreadable");
            }
            if (event == PartReader.START && part.isAt("f")) {
                isFormula = true;
                part.skip();
            } else if (event == PartReader.START && part.isAt("v")) {
                value = part.text();
            } else if (event == PartReader.START && part.isAt("is")) {
                value = part.runs();
            } else if (event == PartReader.START) {
                part.skip();
            }
        }
        SheetCell cell = cell(type == null ? "n" : type, value);
        return isFormula ? new SheetCell(SheetCell.Kind.FORMULA, cell.text()) : cell;
    }

    private SheetCell cell(String type, String value) {
        return switch (type) {
            case "s" -> value.isEmpty() ? SheetCell.EMPTY : SheetCell.ofText(shared(value));
            case "str", "inlineStr" -> SheetCell.ofText(XlsxText.plain(value));
            case "d" -> SheetCell.ofText(value);
            case "b" ->
                value.isEmpty()
                        ? SheetCell.EMPTY
                        : new SheetCell(SheetCell.Kind.TRUTH, value.strip().equals("1") ? "TRUE" : "FALSE");
            case "e" -> new SheetCell(SheetCell.Kind.ERROR, value);
            case "n" -> value.isBlank() ? SheetCell.EMPTY : new SheetCell(SheetCell.Kind.NUMBER, value.strip());
            default -> throw SheetBook.refused("sheet-unreadable");
        };
    }

    private String shared(String number) {
        String text = texts.get(number);
        unpacked.take(text.length());
        return text;
    }

    private void note(String reference) {
        Matcher area = AREA.matcher(String.valueOf(reference));
        if (!area.matches() || merged.size() >= SheetLimits.MAX_MERGED) {
            throw SheetBook.refused("sheet-unreadable");
        }
        MergedArea found = new MergedArea(
                reference,
                parsed(area.group(2)),
                parsed(area.group(4)),
                placeOf(area.group(1)),
                placeOf(area.group(3)));
        if (!found.isSound()) {
            throw SheetBook.refused("sheet-unreadable");
        }
        if (!found.isOneCell()) {
            merged.add(found);
        }
    }
}
