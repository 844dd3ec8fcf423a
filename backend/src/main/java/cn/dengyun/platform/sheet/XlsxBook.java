package cn.dengyun.platform.sheet;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A workbook (ECMA-376, either of its sets of names). Its first visible sheet is read; what is on others stays there.
 *
 * <p>It is read here and not by a library: those that there are keep all texts of a workbook in memory, and make as
 * many cells of a row as a reference says that it has.
 */
final class XlsxBook implements SheetBook {

    private static final String WORKBOOK = "xl/workbook.xml";
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";
    private static final String FOLDER = "xl/";

    private final ZipFile archive;
    private final GuardedPart.Unpacked unpacked;
    private final ZipEntry sheet;
    private final SharedTexts texts;
    private final boolean isCountedFrom1904;
    private final Runnable pulse;

    private XlsxBook(
            ZipFile archive,
            GuardedPart.Unpacked unpacked,
            ZipEntry sheet,
            SharedTexts texts,
            boolean isCountedFrom1904,
            Runnable pulse) {
        this.archive = archive;
        this.unpacked = unpacked;
        this.sheet = sheet;
        this.texts = texts;
        this.isCountedFrom1904 = isCountedFrom1904;
        this.pulse = pulse;
    }

    static XlsxBook open(Path file, Runnable pulse) throws IOException {
        ZipFile archive;
        try {
            archive = new ZipFile(file.toFile());
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw SheetBook.refused("sheet-unreadable");
        }
        try {
            return new Opening(archive, pulse).book();
        } catch (ZipException | EOFException e) {
            archive.close();
            throw SheetBook.refused("sheet-unreadable");
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    @Override
    public SheetFormat format() {
        return SheetFormat.XLSX;
    }

    @Override
    public SheetLines lines() {
        try {
            // Each reading of the sheet begins with what the texts have left.
            GuardedPart.Unpacked left = unpacked.copy();
            GuardedPart part = new GuardedPart(archive.getInputStream(sheet), sheet.getCrc(), left);
            return new XlsxLines(new PartReader(part), texts, left, pulse);
        } catch (IOException e) {
            throw SheetBook.refused("sheet-unreadable");
        }
    }

    @Override
    public boolean isCountedFrom1904() {
        return isCountedFrom1904;
    }

    @Override
    public void close() {
        texts.close();
        try {
            archive.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is found out once of a workbook. */
    private static final class Opening {

        private final ZipFile archive;
        private final Runnable pulse;
        private final GuardedPart.Unpacked unpacked = new GuardedPart.Unpacked();
        private final Map<String, String> targets = new HashMap<>();
        private boolean isCountedFrom1904;
        private String sheetId;
        private String textsTarget;

        Opening(ZipFile archive, Runnable pulse) {
            this.archive = archive;
            this.pulse = pulse;
        }

        XlsxBook book() throws IOException {
            requireFit();
            readRelations();
            readWorkbook();
            ZipEntry sheet = part(targets.get(sheetId));
            SharedTexts texts = SharedTexts.NONE;
            if (textsTarget != null) {
                ZipEntry part = part(textsTarget);
                try (PartReader reader = reader(part)) {
                    texts = SharedTexts.read(reader, pulse);
                }
            }
            return new XlsxBook(archive, unpacked, sheet, texts, isCountedFrom1904, pulse);
        }

        /** Of two files of one name another program could read the other one. */
        private void requireFit() {
            if (archive.size() > SheetLimits.MAX_PARTS) {
                throw SheetBook.refused("sheet-unreadable");
            }
            Set<String> names = new HashSet<>();
            Enumeration<? extends ZipEntry> entries = archive.entries();
            while (entries.hasMoreElements()) {
                String name = entries.nextElement().getName().toLowerCase(Locale.ROOT);
                if (!names.add(name)) {
                    throw SheetBook.refused("sheet-unreadable");
                }
                if (name.endsWith("vbaproject.bin")) {
                    throw SheetBook.refused("sheet-with-macros");
                }
            }
        }

        private void readRelations() throws IOException {
            try (PartReader reader = reader(part(RELATIONS))) {
                for (int event = reader.next(); event != 0; event = reader.next()) {
                    if (event == PartReader.START && reader.isAt("Relationship")) {
                        String target = path(reader.attribute("Target"));
                        String type = String.valueOf(reader.attribute("Type"));
                        targets.put(reader.attribute("Id"), target);
                        if (type.endsWith("/sharedStrings")) {
                            textsTarget = target;
                        }
                    }
                }
            }
        }

        private void readWorkbook() throws IOException {
            try (PartReader reader = reader(part(WORKBOOK))) {
                for (int event = reader.next(); event != 0; event = reader.next()) {
                    if (event == PartReader.START && reader.isAt("workbookPr")) {
                        isCountedFrom1904 = reader.flag("date1904");
                    }
                    if (event == PartReader.START && reader.isAt("sheet") && sheetId == null && isVisible(reader)) {
                        sheetId = reader.attribute("id");
                    }
                }
            }
        }

        private static boolean isVisible(PartReader reader) {
            String state = reader.attribute("state");
            return state == null || state.equals("visible");
        }

        private PartReader reader(ZipEntry part) throws IOException {
            return new PartReader(new GuardedPart(archive.getInputStream(part), part.getCrc(), unpacked));
        }

        private ZipEntry part(String path) {
            ZipEntry part = path == null ? null : archive.getEntry(path);
            if (part == null) {
                throw SheetBook.refused("sheet-unreadable");
            }
            return part;
        }

        /** Relative to the workbook, or from the root of the archive on. */
        private static String path(String target) {
            if (target == null) {
                return null;
            }
            return target.startsWith("/") ? target.substring(1) : FOLDER + target;
        }
    }
}
