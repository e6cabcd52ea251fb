package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsCheckTest {

  /** Put together here, so that nobody takes this file for one that holds a key. */
  private static final String ACCESS_KEY = "AKIA" + "2E5XQWERTY7ZZZZZ";

  @TempDir Path directory;
  private Compiled function;

  @BeforeEach
  void compile() throws Exception {
    function = new Compiled(directory).classes("public class Hello {}");
  }

  @Test
  void findsAPrivateKeyWhateverItsFileIsCalled() throws Exception {
    function.resource("certs/server.txt", "the key\n" + privateKey());

    assertThat(image().problems(Check.SECRETS))
        .containsExactly(
            "'/var/task/certs/server.txt' holds a private key: anyone who can pull the image can read it. Take it out of the image, and fetch it at run time (AWS Secrets Manager, a role); if it is not a secret, allow it with <allowedSecrets>certs/server.txt</allowedSecrets>.");
  }

  @Test
  void findsAccessKeysOfAwsAndDoesNotRepeatThem() throws Exception {
    function.resource("a.properties", "key=" + ACCESS_KEY);
    function.resource("b.yaml", "aws_secret_access_key: '" + "x1/+".repeat(10) + "'");

    assertThat(image().problems(Check.SECRETS))
        .hasSize(2)
        .allMatch(it -> it.contains("holds an AWS "))
        .noneMatch(it -> it.contains(ACCESS_KEY) || it.contains("x1/+x1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".env",
        ".env.production",
        "config/.env.local",
        ".aws/credentials",
        ".netrc",
        ".git-credentials",
        "ssh/id_ed25519"
      })
  void knowsFilesOfCredentialsByTheirNames(String name) throws Exception {
    function.resource(name, "x");

    assertThat(image().problems(Check.SECRETS)).hasSize(1).first().asString().contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {".env.example", "environment", "my.env.txt", "ssh/id_rsa.pub"})
  void letsPassWhatOnlySoundsAlike(String name) throws Exception {
    function.resource(name, "x");

    assertThat(image().problems(Check.SECRETS)).isEmpty();
  }

  @Test
  void letsPassCertificatesAndTheKeysOfAwsDocumentation() throws Exception {
    function.resource("ca.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
    function.resource("example.txt", "AKIAIOSFODNN7EXAMPLE and XAKIA2E5XQWERTY7ZZZZZY");

    assertThat(image().problems(Check.SECRETS)).isEmpty();
  }

  @Test
  void findsAPrivateKeyThatIsQuoted() throws Exception {
    // As Google's files of service accounts have it, and as a program would.
    function.resource(
        "account.json", "{\"private_key\": \"" + privateKey().replaceAll("\\R", "\\\\n") + "\"}");
    function.resource(
        "key.js", "const key = '" + privateKey().replaceAll("\\R", "\\\\n' +\n  '") + "';");

    assertThat(image().problems(Check.SECRETS))
        .hasSize(2)
        .allMatch(it -> it.contains("holds a private key"));
  }

  @Test
  void letsPassProgramsThatOnlyNameTheLinesAroundAKey() throws Exception {
    String line = "-----BEGIN " + "PRIVATE KEY-----";
    function.resource(
        "pem.js", "const pem = '" + line + "\\n' + key.match(/.{1,64}/g).join('\\n');");
    function.resource("help.txt", "The file begins with " + line + " and goes on with the key.");
    function.resource("blank.txt", line + " ".repeat(100_000));

    assertThat(image().problems(Check.SECRETS)).isEmpty();
  }

  @Test
  void letsPassWordsThatBeginAsAccessKeysDo() throws Exception {
    function.resource("regions.txt", "ASIAPACIFICCOUNTRIES");

    assertThat(image().problems(Check.SECRETS)).isEmpty();
  }

  @Test
  void letsPassWhatIsAllowedByPattern() throws Exception {
    function.resource("certs/test-1.pem", privateKey());
    Path file = Files.writeString(directory.resolve("key.pem"), privateKey());
    function.extraFile(file, "/opt/keys");

    assertThat(image().problems(Check.SECRETS)).hasSize(2);
    assertThat(image().allowingSecrets("certs/test-*.pem").problems(Check.SECRETS))
        .hasSize(1)
        .first()
        .asString()
        .contains("<allowedSecrets>/opt/keys/key.pem</allowedSecrets>");
    assertThat(image().allowingSecrets("certs/*.pem", "/opt/keys/key.pem").problems(Check.SECRETS))
        .isEmpty();
  }

  private CheckedImage image() throws Exception {
    return new CheckedImage(directory, function.layers());
  }

  /** A real one, in the form that OpenSSL writes. */
  private static String privateKey() throws Exception {
    byte[] key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate().getEncoded();
    StringWriter pem = new StringWriter();
    pem.write("-----BEGIN " + "PRIVATE KEY-----\n");
    pem.write(Base64.getMimeEncoder().encodeToString(key));
    pem.write("\n-----END " + "PRIVATE KEY-----\n");
    return pem.toString();
  }
}
