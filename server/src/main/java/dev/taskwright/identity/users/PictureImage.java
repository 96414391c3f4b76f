package dev.taskwright.identity.users;

import dev.taskwright.base.ProblemException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An uploaded picture as it is shown: decoded and written anew, so that nothing but pixels of what was sent is ever
 * served. At most {@link #SIDE} pixels wide and high.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PictureImage(String type, byte[] bytes) {
    static final int LARGEST_UPLOAD = 2 * 1024 * 1024;
    private static final int SIDE = 512;
    private static final int WIDEST = 16_000;
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");

    /** @throws ProblemException {@code TooLarge}, or {@code Invalid} at {@code image} when it is no picture */
    static PictureImage of(byte[] uploaded) {
        if (uploaded.length > LARGEST_UPLOAD) {
            throw ProblemException.tooLarge("A picture has at most 2 MiB");
        }
        try {
            // the readers of the JDK throw whatever they trip over; a future holds it all
            return CompletableFuture.supplyAsync(() -> decoded(uploaded), Runnable::run)
                    .join();
        } catch (CompletionException broken) {
            throw unreadable();
        }
    }

    private static PictureImage decoded(byte[] uploaded) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(uploaded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    reader.setInput(in, true, true);
                    return encoded(scaled(read(reader)));
                }
            }
            throw unreadable();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** Takes every n-th pixel of a large one, so that few bytes cannot ask for much memory. */
    private static BufferedImage read(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width > WIDEST || height > WIDEST) {
            throw unreadable();
        }
        int step = Math.max(1, Math.max(width, height) / (2 * SIDE));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        try {
            return reader.read(0, param);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage scaled(BufferedImage image) {
        double factor = Math.min(1.0, (double) SIDE / Math.max(image.getWidth(), image.getHeight()));
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

    private static PictureImage encoded(BufferedImage image) throws IOException {
        boolean seeThrough = image.getColorModel().hasAlpha();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream memory = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, seeThrough ? "png" : "jpeg", memory);
        }
        return new PictureImage(seeThrough ? "image/png" : "image/jpeg", out.toByteArray());
    }

    private static ProblemException unreadable() {
        return ProblemException.invalid("image", "This is not a PNG, JPEG or GIF picture that can be read");
    }
}
