package dev.taskwright.identity.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.picture.Picture;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.TestDatabase;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachDatabase
final class PicturesTest {
    private final TestDatabase data;
    private final People people;
    private final Pictures pictures;
    private final User ada;

    PicturesTest(DatabaseKind kind) {
        data = kind.fresh();
        people = new People(data.db(), new FakeClock());
        pictures = new Pictures(data.db(), people.users());
        ada = people.add("ada");
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void aLargePictureIsShownSmallAndItsPixelsAlone() throws IOException {
        byte[] uploaded = picture(3000, 1000, "jpeg");
        pictures.put(People.calling(ada), ada.id(), uploaded);
        Picture kept = pictures.find(digest()).orElseThrow();
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(kept.bytes()));
        assertThat(shown.getWidth()).isEqualTo(512);
        assertThat(shown.getHeight()).isEqualTo(171);
    }

    @Test
    void aSecondPictureTakesThePlaceOfTheFirst() throws IOException {
        pictures.put(People.calling(ada), ada.id(), picture(10, 10, "png"));
        String first = digest();
        pictures.put(People.calling(ada), ada.id(), picture(20, 20, "gif"));
        assertThat(pictures.find(first)).isEmpty();
        assertThat(pictures.find(digest())).isPresent();
    }

    @Test
    void nobodyChangesThePictureOfAnother() throws IOException {
        byte[] picture = picture(10, 10, "png");
        User bob = people.add("bob");
        assertThatThrownBy(() -> pictures.put(People.calling(bob), ada.id(), picture))
                .isInstanceOf(ProblemException.class);
        assertThat(people.users().find(ada.id()).orElseThrow().pictureUrl()).isNull();
    }

    @Test
    void brokenPicturesAreRefusedWhateverIsBroken() throws IOException {
        byte[] whole = picture(64, 64, "png");
        for (int i = 0; i < whole.length; i += 3) {
            byte[] cut = Arrays.copyOf(whole, i);
            byte[] bent = whole.clone();
            bent[i] ^= 0x55;
            refusedOrRead(cut);
            refusedOrRead(bent);
        }
    }

    /** A reader may be generous; what it must not do is fail in another way. */
    private static void refusedOrRead(byte[] uploaded) {
        try {
            assertThat(Picture.of(uploaded, 512).bytes()).isNotEmpty();
        } catch (ProblemException refused) {
            assertThat(refused).hasMessageContaining("picture");
        }
    }

    private String digest() {
        String path = String.valueOf(people.users().find(ada.id()).orElseThrow().pictureUrl());
        return path.substring("/pictures/".length());
    }

    private static byte[] picture(int width, int height, String format) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < Math.min(width, height); i++) {
            image.setRGB(i, i, 0x3366cc + i);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
