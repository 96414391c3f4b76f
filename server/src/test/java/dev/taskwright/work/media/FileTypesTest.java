package dev.taskwright.work.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypesTest {
    /** The bytes are written with escapes: {@code \x89}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            \\x89PNG\\x0d\\x0a\\x1a\\x0a    | photo.png  | image/png                | image
            \\x89PNG\\x0d\\x0a\\x1a\\x0a    | page.html  | image/png                | image
            \\xff\\xd8\\xff\\xe0            | a.jpg      | image/jpeg               | image
            RIFF....WEBPVP8                 | a.webp     | image/webp               | image
            ....ftypisom                    | a.mp4      | video/mp4                | video
            ....ftypqt                      | a.mov      | video/quicktime          | video
            \\x1aE\\xdf\\xa3....webm        | a.webm     | video/webm               | video
            ID3\\x03                        | a.mp3      | audio/mpeg               | audio
            RIFF....WAVEfmt                 | a.wav      | audio/wav                | audio
            %PDF-1.7                        | a.pdf      | application/pdf          | document
            PK\\x03\\x04....................word/document.xml | a.docx | application/vnd.openxmlformats-officedocument.wordprocessingml.document | document
            PK\\x03\\x04..........................mimetypeapplication/epub+zipPK | a.epub | application/epub+zip | document
            PK\\x03\\x04..                  | a.zip      | application/zip          | file
            \\xd0\\xcf\\x11\\xe0\\xa1\\xb1\\x1a\\xe1 | a.xls | application/vnd.ms-excel | document
            plain words                     | a.txt      | text/plain               | document
            plain words                     | photo.png  | text/plain               | document
            plain words                     | a          | text/plain               | document
            BMW is a car                    | a.txt      | text/plain               | document
            a,b                             | a.csv      | text/csv                 | document
            # Title                         | a.md       | text/markdown            | document
            {}                              | a.json     | application/json         | document
            <!DOCTYPE html><script>         | photo.png  | text/html                | document
            <html>                          | a.txt      | text/html                | document
            <svg xmlns=                     | photo.png  | image/svg+xml            | image
            <?xml version="1.0"?><svg       | a.xml      | image/svg+xml            | image
            MZ\\x90\\x00\\x03               | photo.png  | application/octet-stream | file
            \\x00\\x01                      | a.txt      | application/octet-stream | file
            """)
    void aFileIsWhatItsBytesSay(String bytes, String name, String type, String kind) {
        assertThat(FileTypes.of(bytes(bytes), name)).isEqualTo(new FileType(type, kind));
    }

    @Test
    void aCharacterCutOffAtTheEndIsNoMistake() {
        assertThat(FileTypes.of("Gr\u00c3".getBytes(StandardCharsets.ISO_8859_1), "a.txt")
                        .type())
                .isEqualTo("text/plain");
        assertThat(FileTypes.of("Gr\u00c3\u00c3e".getBytes(StandardCharsets.ISO_8859_1), "a.txt")
                        .type())
                .isEqualTo("application/octet-stream");
    }

    private static byte[] bytes(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.startsWith("\\x", i)) {
                text.append((char) Integer.parseInt(escaped.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                text.append(escaped.charAt(i));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
