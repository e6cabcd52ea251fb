package io.github.lambdaimage.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"})
  void findsVariablesOfCredentials(String name) throws Exception {
    assertThat(image().environment(name, "whatever").problems(Check.SECRETS))
        .containsExactly(
            "<environment>: '%s' is for AWS's credentials: anyone who can pull the image can read it. Take it out, and give the function a role, or have it fetch the secret at run time (AWS Secrets Manager); if it is not a secret, allow it with <allowedSecrets>%s</allowedSecrets>."
                .formatted(name, name));
  }

  @Test
  void findsSecretsInVariablesAndLabels() throws Exception {
    CheckedImage image =
        image()
            .environment("STAGE", "prod")
            .environment("UPLOADER", "id=" + ACCESS_KEY)
            .environment("aws.secretKey", "x1/+".repeat(10))
            .label("com.example.key", privateKey());

    assertThat(image.problems(Check.SECRETS))
        .hasSize(3)
        .noneMatch(it -> it.contains(ACCESS_KEY) || it.contains("x1/+x1"))
        .anyMatch(it -> it.startsWith("<environment>: 'UPLOADER' holds an AWS access key"))
        .anyMatch(it -> it.startsWith("<environment>: 'aws.secretKey' holds an AWS secret"))
        .anyMatch(it -> it.startsWith("<labels>: 'com.example.key' holds a private key"));
    assertThat(
            image
                .allowingSecrets("UPLOADER", "aws.secretKey", "com.example.key")
                .problems(Check.SECRETS))
        .isEmpty();
  }

  @Test
  void looksIntoModulesThatAreNotPackaged() throws Exception {
    function.module("shared", "public class Shared {}");
    Files.writeString(directory.resolve("shared/key.pem"), privateKey());

    assertThat(image().problems(Check.SECRETS))
        .singleElement()
        .asString()
        .startsWith("'/var/task/key.pem' holds a private key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "JCEKS", "PKCS12"})
  @Tag("slow")
  void findsKeystoresWithAKeyAndLetsCertificatesPass(String type) throws Exception {
    function.extraFile(keytool(type, "-genkeypair", "-keyalg", "EC"), "/opt/keys");
    assertThat(image().problems(Check.SECRETS))
        .singleElement()
        .asString()
        .startsWith("'/opt/keys/" + type + ".store' is a keystore with a private key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "JCEKS", "PKCS12"})
  @Tag("slow")
  void letsStoresOfCertificatesPass(String type) throws Exception {
    Path store = keytool(type, "-genkeypair", "-keyalg", "EC");
    Path certificate = directory.resolve("certificate");
    runKeytool(
        "-exportcert",
        "-alias",
        "a",
        "-keystore",
        store,
        "-storepass",
        "changeit",
        "-file",
        certificate);
    Files.delete(store);
    function.extraFile(
        keytool(type, "-importcert", "-noprompt", "-trustcacerts", "-file", certificate.toString()),
        "/opt/trust");

    assertThat(image().problems(Check.SECRETS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".npmrc       | //registry.example.com/:_authToken=npm_abc           | holds a login of npm",
        ".npmrc       | //registry.example.com/:_authToken=${NPM_TOKEN}      |",
        ".npmrc       | registry=https://registry.example.com/             |",
        ".npmrc       | '_authToken=\nregistry=https://registry.example.com/' |",
        ".npmrc       | '_authToken= \r\nregistry=https://registry.example.com/' |",
        ".npmrc       | '_authToken =\tabc\n'                                | holds a login of npm",
        "settings.xml | <server><id>a</id><password>b</password></server>   | holds a login of Maven",
        "settings.xml | <server><id>a</id><password>{Ab=}</password></server>   |",
        "settings.xml | <server><id>a</id><password>${env.B}</password></server> |",
        "settings.xml | <settings><theme>dark</theme></settings>            |",
        "other.txt    | //registry.example.com/:_authToken=npm_abc           |",
      })
  void readsLoginsInFilesOfTools(String name, String text, @Nullable String finding)
      throws Exception {
    function.resource(name, text);

    if (finding == null) {
      assertThat(image().problems(Check.SECRETS)).isEmpty();
    } else {
      assertThat(image().problems(Check.SECRETS))
          .singleElement()
          .asString()
          .startsWith("'/var/task/" + name + "' " + finding);
    }
  }

  /** A store that the JDK's own program makes. */
  private Path keytool(String type, String... command) throws Exception {
    Path store = directory.resolve(type + ".store");
    List<Object> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        List.of("-keystore", store, "-storetype", type, "-storepass", "changeit", "-alias", "a"));
    if (command[0].equals("-genkeypair")) {
      arguments.addAll(List.of("-dname", "CN=a", "-keypass", "changeit"));
    }
    runKeytool(arguments.toArray());
    return store;
  }

  private static void runKeytool(Object... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
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
