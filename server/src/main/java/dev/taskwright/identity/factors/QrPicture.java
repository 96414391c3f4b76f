package dev.taskwright.identity.factors;

import io.nayuki.qrcodegen.QrCode;

/**
 * A text as a QR code, drawn in a page itself.
 *
 * @param side of the square, in modules, with the quiet edge that readers need
 * @param path the dark modules, as the {@code d} of an SVG path
 */
public record QrPicture(int side, String path) {
    private static final int EDGE = 4;

    static QrPicture of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + EDGE)
                            .append(' ')
                            .append(y + EDGE)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(code.size + 2 * EDGE, path.toString());
    }
}
