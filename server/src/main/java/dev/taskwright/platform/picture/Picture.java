package dev.taskwright.platform.picture;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.crypto.Digests;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture as it is shown: decoded and written anew, so that nothing but pixels of what was sent is ever served.
 *
 * @param type {@code image/png} or {@code image/jpeg}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Picture(String type, byte[] bytes) {
    /** Bytes. */
    public static final int LARGEST = 2 * 1024 * 1024;

    private static final int WIDEST = 16_000;
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");

    /**
     * @param uploaded PNG, JPEG or GIF, as the bytes themselves say
     * @param side the most it will be wide and high, in pixels
     * @throws ProblemException {@code TooLarge}, or {@code Invalid} at {@code image} when it is no picture
     */
    public static Picture of(byte[] uploaded, int side) {
        if (uploaded.length > LARGEST) {
            throw ProblemException.tooLarge("A picture has at most 2 MiB");
        }
        try {
            return decoded(uploaded, side);
        } catch (IOException | RuntimeException broken) {
            // the readers of the JDK throw whatever they trip over
            throw unreadable();
        }
    }

    /** The digest of what is shown, as an address may hold it. */
    public String digest() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(bytes));
    }

    private static Picture decoded(byte[] uploaded, int side) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(uploaded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    reader.setInput(in, true, true);
                    return encoded(scaled(read(reader, side), side));
                }
            }
            throw unreadable();
        }
    }

    /** Takes every n-th pixel of a large one, so that few bytes cannot ask for much memory. */
    private static BufferedImage read(ImageReader reader, int side) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width > WIDEST || height > WIDEST) {
            throw unreadable();
        }
        int step = Math.max(1, Math.max(width, height) / (2 * side));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        try {
            return reader.read(0, param);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage scaled(BufferedImage image, int side) {
        double factor = Math.min(1.0, (double) side / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
        boolean seeThrough = image.getColorModel().hasAlpha();
        BufferedImage target =
                new BufferedImage(width, height, seeThrough ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = target.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(image, 0, 0, width, height, null);
        canvas.dispose();
        return target;
    }

    private static Picture encoded(BufferedImage image) throws IOException {
        boolean seeThrough = image.getColorModel().hasAlpha();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream memory = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, seeThrough ? "png" : "jpeg", memory);
        }
        return new Picture(seeThrough ? "image/png" : "image/jpeg", out.toByteArray());
    }

    private static ProblemException unreadable() {
        return ProblemException.invalid("image", "This is not a PNG, JPEG or GIF picture that can be read");
    }
}
