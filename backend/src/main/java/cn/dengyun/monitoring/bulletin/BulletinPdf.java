package cn.dengyun.monitoring.bulletin;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.w3c.dom.Element;

/**
 * The page of a bulletin as PDF with its own font, to be kept (PDF/A-2u). The same bulletin makes the same bytes:
 * nothing in it is of the moment in which it is made, and nothing is fetched from anywhere.
 */
final class BulletinPdf {

    static final String FAMILY = "Noto Sans SC";

    /** Of SIL OFL 1.1: the characters of GB 2312, see ADR 0095. */
    private static final String FONT = "/fonts/NotoSansSC-Regular-GB2312.ttf";

    private static final String MISSING = "□";
    private static final int REGULAR = 400;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("'D:'yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    static {
        // What fails is thrown; all else that the renderer says is of no use in the log.
        XRLog.setLoggingEnabled(false);
        // For forms, which no page has, two fonts are looked for: in all of the machine, with a list in its home
        // folder.
        FontMappers.set(new NoOtherFonts());
    }

    private BulletinPdf() {}

    /** Nothing but the own font is there. */
    private static final class NoOtherFonts implements FontMapper {

        @Override
        public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
            return new FontMapping<>(null, false);
        }

        @Override
        public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
            return new FontMapping<>(null, false);
        }

        @Override
        public CIDFontMapping getCIDFont(String name, PDFontDescriptor descriptor, PDCIDSystemInfo system) {
            return new CIDFontMapping(null, null, false);
        }
    }

    /** Read once it is wanted. */
    private static final class Drawn {
        static final Font FONT = font();

        private static Font font() {
            try (InputStream file = open()) {
                return Font.createFont(Font.TRUETYPE_FONT, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (FontFormatException e) {
                throw new IllegalStateException("The font of bulletins cannot be read", e);
            }
        }
    }

    static byte[] of(Bulletin bulletin, BulletinFigures figures) {
        List<BulletinChart> charts = new ArrayList<>();
        String page = new BulletinPage(bulletin, figures, created(bulletin), chart -> placed(charts, chart)).html();
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useFont(BulletinPdf::open, FAMILY, REGULAR, FontStyle.NORMAL, true)
                .useReplacementText(MISSING)
                .useObjectDrawerFactory(new Charts(charts))
                .usePdfAConformance(PdfAConformance.PDFA_2_U)
                .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                .withProducer("Dengyun")
                .withHtmlContent(page, null);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer();
                PDDocument document = renderer.createPDFKeepOpen();
                ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            document.setDocumentId(bulletin.id().getMostSignificantBits());
            document.save(file);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the place of the moment that the renderer would write. */
    private static String created(Bulletin bulletin) {
        return "<meta name=\"CreationDate\" content=\"" + MOMENT.format(bulletin.updatedAt()) + "\"/>";
    }

    private static InputStream open() {
        return BulletinPdf.class.getResourceAsStream(FONT);
    }

    private static String placed(List<BulletinChart> charts, BulletinChart chart) {
        charts.add(chart);
        return "<object class=\"chart\" data=\"" + (charts.size() - 1) + "\" title=\""
                + BulletinPage.text(chart.title()) + "\" style=\"width:" + BulletinChart.WIDTH + "px;height:"
                + chart.height() + "px\"></object>";
    }

    /** Draws charts where they stand, their texts as texts. */
    private record Charts(List<BulletinChart> charts) implements FSObjectDrawerFactory {

        @Override
        public boolean isReplacedObject(Element element) {
            return true;
        }

        @Override
        public FSObjectDrawer createDrawer(Element element) {
            BulletinChart chart = charts.get(Integer.parseInt(element.getAttribute("data")));
            return (same, x, y, width, height, device, context, dots) -> {
                device.drawWithGraphics(
                        (float) x,
                        (float) y,
                        (float) width / dots,
                        (float) height / dots,
                        graphics -> chart.draw(graphics, Drawn.FONT));
                return null;
            };
        }
    }
}
