package cn.dengyun.architecture;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The texts of a compiled class: its constants, and whatever else stands in its constant pool. */
final class ClassTexts {

    private ClassTexts() {}

    static List<String> of(InputStream classFile) throws IOException {
        try (DataInputStream in = new DataInputStream(classFile)) {
            return read(in);
        }
    }

    /**
     * The texts in the constant pool of a class file, as chapter 4.4 of the Java virtual machine specification has it.
     */
    private static List<String> read(DataInputStream in) throws IOException {
        in.skipNBytes(8);
        int count = in.readUnsignedShort();
        List<String> texts = new ArrayList<>();
        for (int index = 1; index < count; index++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.add(in.readUTF());
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    index++; // a long or double fills two places
                }
                default -> throw new IOException("No constant has the tag " + tag);
            }
        }
        return texts;
    }
}
