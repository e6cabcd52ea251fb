package io.github.lambdaimage.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keystores with and without private keys, byte by byte. */
class PrivateKeysTest {

  private static final int JKS = 0xFEEDFEED;
  private static final int JCEKS = 0xCECECECE;
  private static final int KEY = 1;
  private static final int CERTIFICATE = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  @ParameterizedTest
  @ValueSource(ints = {JKS, JCEKS})
  void areFoundBehindCertificates(int magic) throws Exception {
    begin(magic, 2, 3);
    certificate(2);
    certificate(2);
    out.writeInt(KEY);

    assertThat(found()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {JKS, JCEKS})
  void areNotAmongCertificatesAlone(int magic) throws Exception {
    begin(magic, 2, 2);
    certificate(2);
    certificate(2);
    out.writeInt(KEY);

    assertThat(found()).as("what is behind the last entry is none").isFalse();
  }

  /** Its entries do not say what kind of certificate they hold. */
  @Test
  void areFoundInTheOldestFormToo() throws Exception {
    begin(JKS, 1, 2);
    certificate(1);
    out.writeInt(KEY);

    assertThat(found()).isTrue();
  }

  @Test
  void areNotInAnEmptyStore() throws Exception {
    begin(JKS, 2, 0);

    assertThat(found()).isFalse();
  }

  @Test
  void areNotInFilesOfOtherForms() throws Exception {
    begin(0xCAFEBABE, 2, 1);
    out.writeInt(KEY);

    assertThat(found()).isFalse();
  }

  @Test
  void areNotInFilesThatAreCutOff() throws Exception {
    begin(JKS, 2, 1);

    assertThat(found()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"060b2a864886f70d010c0a0101", "060b2a864886f70d010c0a0102"})
  void areFoundInPkcs12ByTheTypesOfTheirBags(String identifier) throws Exception {
    out.write(HexFormat.of().parseHex("3082" + identifier));

    assertThat(found()).isTrue();
  }

  @Test
  void areNotInPkcs12WithBagsOfCertificates() throws Exception {
    out.write(HexFormat.of().parseHex("3082060b2a864886f70d010c0a0103"));

    assertThat(found()).isFalse();
  }

  @Test
  void areNotInAnEmptyFile() {
    assertThat(found()).isFalse();
  }

  @Test
  void areNotWhereATypeStandsInAnotherForm() throws Exception {
    out.write(HexFormat.of().parseHex("3182060b2a864886f70d010c0a0101"));

    assertThat(found()).isFalse();
  }

  private boolean found() {
    return PrivateKeys.in(bytes.toString(ISO_8859_1), bytes.toByteArray());
  }

  private void begin(int magic, int version, int entries) throws IOException {
    out.writeInt(magic);
    out.writeInt(version);
    out.writeInt(entries);
  }

  private void certificate(int version) throws IOException {
    out.writeInt(CERTIFICATE);
    out.writeUTF("alias");
    out.writeLong(0);
    if (version > 1) {
      out.writeUTF("X.509");
    }
    out.writeInt(3);
    out.write(new byte[3]);
  }
}
