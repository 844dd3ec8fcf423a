package cn.dengyun.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypeSnifferTest {

    private final TypeSniffer sniffer = new TypeSniffer();

    static Stream<Arguments> honest() {
        return Stream.of(
                arguments(AttachmentType.PDF, Samples.aPdf()),
                arguments(AttachmentType.PNG, Samples.PNG),
                arguments(AttachmentType.JPEG, Samples.JPEG),
                arguments(AttachmentType.WEBP, Samples.webp()),
                arguments(AttachmentType.XLSX, Samples.xlsx()),
                arguments(AttachmentType.DOCX, Samples.docx()),
                arguments(AttachmentType.OFD, Samples.ofd()),
                arguments(AttachmentType.XML, Samples.text("<?xml version=\"1.0\"?><invoice><no>1</no></invoice>")),
                arguments(AttachmentType.CSV, Samples.text("企业,金额\n肥西示范,100\n")),
                arguments(AttachmentType.CSV, "企业,金额\n肥西示范,100\n".getBytes(Charset.forName("GBK"))),
                arguments(AttachmentType.TXT, Samples.text("说明")));
    }

    @ParameterizedTest
    @MethodSource("honest")
    void aFileIsWhatItsSenderSays(AttachmentType declared, byte[] content) throws IOException {
        assertThat(confirms(declared, content)).isTrue();
    }

    static Stream<Arguments> dishonest() {
        return Stream.of(
                arguments(AttachmentType.PDF, Samples.PNG),
                arguments(AttachmentType.PDF, Samples.text("%PDF-")),
                arguments(AttachmentType.PDF, Samples.text("%PDF-1.7\n<html></html>" + "\0".repeat(100_000))),
                arguments(AttachmentType.PNG, Samples.part(Samples.PNG, 0, 20)),
                arguments(AttachmentType.JPEG, Samples.part(Samples.JPEG, 0, 12)),
                arguments(AttachmentType.WEBP, Samples.part(Samples.webp(), 0, 14)),
                arguments(AttachmentType.PDF, Samples.text("<html><script>alert(1)</script>")),
                arguments(AttachmentType.PNG, Samples.JPEG),
                arguments(AttachmentType.XLSX, Samples.docx()),
                arguments(AttachmentType.XLSX, Samples.xlsm()),
                arguments(AttachmentType.XLSX, Samples.zip("a.txt")),
                arguments(AttachmentType.XLSX, Samples.part(Samples.xlsx(), 0, 60)),
                arguments(AttachmentType.DOCX, Samples.ofd()),
                arguments(AttachmentType.OFD, Samples.zip("x/OFD.xml")),
                arguments(AttachmentType.OFD, Samples.text("PK")),
                arguments(AttachmentType.XML, Samples.text("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")),
                arguments(
                        AttachmentType.XML,
                        Samples.text("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"></html>")),
                arguments(AttachmentType.TXT, Samples.text("<!DOCTYPE html><html><body>x</body></html>")),
                arguments(AttachmentType.TXT, Samples.text("#!/bin/sh\nrm -rf /\n")),
                arguments(AttachmentType.TXT, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}),
                arguments(AttachmentType.CSV, Samples.xlsx()),
                arguments(AttachmentType.TXT, new byte[] {0, 1, 2, 3, 4, 5}));
    }

    @ParameterizedTest
    @MethodSource("dishonest")
    void aFileThatIsSomethingElseIsFoundOut(AttachmentType declared, byte[] content) throws IOException {
        assertThat(confirms(declared, content)).isFalse();
    }

    @Test
    void anArchiveIsNotUnpacked() throws IOException {
        byte[] bomb = Samples.zipBomb();

        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(confirms(AttachmentType.XLSX, bomb)).isTrue();
    }

    @Test
    void anArchiveThatLiesAboutItsDirectoryIsNoArchive() throws IOException {
        byte[] archive = Samples.xlsx();
        for (int i = archive.length - 22; i < archive.length; i++) {
            byte[] broken = archive.clone();
            broken[i] ^= (byte) 0xff;
            // Whatever it says: no exception, and never another type.
            assertThat(confirms(AttachmentType.DOCX, broken)).isFalse();
        }
    }

    private boolean confirms(AttachmentType declared, byte[] content) throws IOException {
        ContentStream stream = new ContentStream(new ByteArrayInputStream(content), AttachmentService.MAX_BYTES);
        stream.transferTo(OutputStream.nullOutputStream());
        return sniffer.confirms(declared, stream.head(), stream.tail(), stream.count());
    }
}
